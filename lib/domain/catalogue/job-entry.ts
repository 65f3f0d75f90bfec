import type { Catalogue } from './build-catalogue.ts';
import type { CatalogueEntry, Family } from './catalogue-entry.ts';

/** Families whose codes Graph puts into the error of a synchronization job. */
const jobFamilies: readonly Family[] = [
  'cloud-sync',
  'cloud-sync-extended',
  'quarantine-reason',
  'quarantine-cause',
  'provisioning-log',
  'provisioning-log-skip',
  'cross-tenant-sync',
  'aadsts',
  'graph-http',
  'inbound-api',
  'onprem-ecma',
];

/**
 * The entry of a code that stands in a job's error. Families a job can carry come first; a bare number of up to
 * five digits is never taken for an event of a server's log.
 */
export function findJobEntry(catalogue: Catalogue, code: string): CatalogueEntry | undefined {
  return catalogue
    .findEntries(code, jobFamilies)
    .find((entry) => jobFamilies.includes(entry.family) || !/^\s*\d{1,5}\s*(?:$|:|- )/.test(code));
}
