import type { Catalogue } from '../../../domain/catalogue/build-catalogue.ts';
import type { CatalogueEntry } from '../../../domain/catalogue/catalogue-entry.ts';
import { NotFoundError } from '../../../domain/errors.ts';

/**
 * The entry a code names, by any of its spellings, and the others it may name.
 * @throws NotFoundError when the catalogue knows no such code.
 */
export function getError(catalogue: Catalogue, code: string): { entry: CatalogueEntry; alternatives: readonly CatalogueEntry[] } {
  const [entry, ...alternatives] = catalogue.findEntries(code);
  if (entry === undefined) throw new NotFoundError('The code');
  return { entry, alternatives };
}
