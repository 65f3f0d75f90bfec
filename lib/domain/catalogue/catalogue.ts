import { once } from '../once.ts';
import { buildCatalogue, type Catalogue } from './build-catalogue.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

async function importEntries(): Promise<readonly CatalogueEntry[]> {
  // Literal paths, because the bundler follows only those.
  const parts = await Promise.all([
    import('./families/cloud-sync.ts').then((part): readonly CatalogueEntry[] => part.cloudSync),
    import('./families/cloud-sync-extended.ts').then((part): readonly CatalogueEntry[] => part.cloudSyncExtended),
    import('./families/quarantine-reason.ts').then((part): readonly CatalogueEntry[] => part.quarantineReason),
    import('./families/quarantine-cause.ts').then((part): readonly CatalogueEntry[] => part.quarantineCause),
    import('./families/provisioning-log.ts').then((part): readonly CatalogueEntry[] => part.provisioningLog),
    import('./families/provisioning-log-skip.ts').then((part): readonly CatalogueEntry[] => part.provisioningLogSkip),
    import('./families/cross-tenant-sync.ts').then((part): readonly CatalogueEntry[] => part.crossTenantSync),
    import('./families/aadsts.ts').then((part): readonly CatalogueEntry[] => part.aadsts),
    import('./families/graph-http.ts').then((part): readonly CatalogueEntry[] => part.graphHttp),
    import('./families/inbound-api.ts').then((part): readonly CatalogueEntry[] => part.inboundApi),
    import('./families/scim-api.ts').then((part): readonly CatalogueEntry[] => part.scimApi),
    import('./families/onprem-ecma.ts').then((part): readonly CatalogueEntry[] => part.onpremEcma),
    import('./families/job-state.ts').then((part): readonly CatalogueEntry[] => part.jobState),
    import('./families/job-condition.ts').then((part): readonly CatalogueEntry[] => part.jobCondition),
    import('./families/cloud-sync-agent-install.ts').then((part): readonly CatalogueEntry[] => part.cloudSyncAgentInstall),
    import('./families/connect-export.ts').then((part): readonly CatalogueEntry[] => part.connectExport),
    import('./families/connect-error-category.ts').then((part): readonly CatalogueEntry[] => part.connectErrorCategory),
    import('./families/connect-auth.ts').then((part): readonly CatalogueEntry[] => part.connectAuth),
    import('./families/connect-connectivity.ts').then((part): readonly CatalogueEntry[] => part.connectConnectivity),
    import('./families/connect-install.ts').then((part): readonly CatalogueEntry[] => part.connectInstall),
    import('./families/phs-event.ts').then((part): readonly CatalogueEntry[] => part.phsEvent),
    import('./families/phs-check.ts').then((part): readonly CatalogueEntry[] => part.phsCheck),
    import('./families/phs-object-status.ts').then((part): readonly CatalogueEntry[] => part.phsObjectStatus),
    import('./families/password-writeback.ts').then((part): readonly CatalogueEntry[] => part.passwordWriteback),
    import('./families/sspr-writeback-event.ts').then((part): readonly CatalogueEntry[] => part.ssprWritebackEvent),
  ]);
  return parts.flat();
}

/** Answers a loader of the catalogue: the prose is imported at the first call and kept. */
export function createCatalogue(): { loadCatalogue(): Promise<Catalogue> } {
  return { loadCatalogue: once(async () => buildCatalogue(await importEntries())) };
}
