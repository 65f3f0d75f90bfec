import { catalogueVersion } from '../../../domain/catalogue/catalogue-version.generated.ts';
import { release } from '../../../domain/release.ts';

/** By whose words somebody is named: the rules are of the release, the entries of the catalogue. */
export const wordsHere = `${release} ${catalogueVersion.version}`;
