import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { type CatalogueEntry, type Family, isJobEntry, type JobEntry, jobFamilies } from '../../catalogue/catalogue-entry.ts';
import { areOfDifferentServices } from '../../catalogue/code/code-families.ts';
import { normaliseCode } from '../../catalogue/code/code-keys.ts';
import { type JobKind, kindsWithoutAgents } from '../kind/job-kind.ts';

const agentFamilies: readonly Family[] = ['cloud-sync', 'cloud-sync-extended', 'onprem-ecma'];

/** Whose codes a kind shows first: `TimeOut` is the agent's in cloud sync, and the target's in an application. */
const firstFamilies: Partial<Record<JobKind, readonly Family[]>> = {
  cloudSyncUsers: ['cloud-sync', 'cloud-sync-extended'],
  passwordHash: ['cloud-sync', 'cloud-sync-extended'],
  writeback: ['cloud-sync', 'cloud-sync-extended'],
  groupProvisioningToAD: ['cloud-sync', 'cloud-sync-extended'],
  crossTenant: ['cross-tenant-sync'],
  onPremisesApplication: ['onprem-ecma'],
  apiInbound: ['inbound-api'],
};

/**
 * The entry of a code that stands in the error of a job of this kind. Where no agent is at work, a code without its prefix is never the
 * agent's; one that is spelled out is.
 * https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/reference-error-codes
 */
export function findCodeEntry(catalogue: Catalogue, code: string, kind: JobKind): JobEntry | undefined {
  const first = firstFamilies[kind] ?? [];
  if (!kindsWithoutAgents.includes(kind)) return firstEntry(catalogue.findEntries(code, first, jobFamilies), code);
  const cloudFamilies = jobFamilies.filter((family) => !agentFamilies.includes(family));
  return (
    firstEntry(catalogue.findEntries(code, first, cloudFamilies), code) ??
    firstEntry(
      catalogue.findEntries(code, [], agentFamilies).filter((entry) => isSpelledOut(entry, code)),
      code,
    )
  );
}

/** Whether a job of this kind can show the entry at all. */
export function canShow(entry: CatalogueEntry, kind: JobKind): boolean {
  return !(kindsWithoutAgents.includes(kind) && agentFamilies.includes(entry.family));
}

/** The entry of a sign-in code; undefined for one the catalogue lacks. */
export function findSignInEntry(catalogue: Catalogue, code: string): JobEntry | undefined {
  return firstEntry(catalogue.findEntries(code, [], ['aadsts']), code);
}

function isSpelledOut({ code }: CatalogueEntry, found: string): boolean {
  return /[a-z][A-Z].*[a-z][A-Z]/.test(found) && normaliseCode(code) === normaliseCode(found);
}

// A code that one part of the service wrote is never another part's, however alike they end.
function firstEntry(entries: readonly CatalogueEntry[], code: string): JobEntry | undefined {
  return entries.filter(isJobEntry).find((entry) => !areOfDifferentServices(entry.code, code));
}
