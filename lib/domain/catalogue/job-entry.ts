import type { Catalogue } from './build-catalogue.ts';
import { type CatalogueEntry, isJobEntry, jobFamilies } from './catalogue-entry.ts';

/**
 * The entry of a code that stands in a job's error. Families a job can carry come first; a bare number of up to
 * five digits is never taken for an event of a server's log.
 */
export function findJobEntry(catalogue: Catalogue, code: string): CatalogueEntry | undefined {
  return catalogue
    .findEntries(code, [...jobFamilies, 'graph-http'])
    .find((entry) => isJobEntry(entry) || !/^\s*\d{1,5}\s*(?:$|:|- )/.test(code));
}
