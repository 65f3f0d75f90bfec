import { noActiveAgents } from '../world/agents.ts';
import { fullConsent } from '../world/clients.ts';
import type { TenantSpec } from '../world/create-tenant.ts';
import { cloudSync, galleryApp } from './cloud-sync.ts';
import { demoTenants } from './demo-ids.ts';

const tenantId = demoTenants.harborCity;

/** The agents of one domain are down; the other domain works. */
export function harborCity(): TenantSpec {
  return {
    tenantId,
    displayName: 'Harbor City Council',
    domain: 'harborcity.example',
    grants: fullConsent(),
    onPremisesSyncEnabled: null,
    agents: [
      { machineName: 'HC-AD-01', domains: ['ad.harborcity.example'], isDown: true },
      { machineName: 'HC-SCH-01', domains: ['schools.harborcity.example'] },
    ],
    servicePrincipals: [
      cloudSync(tenantId, 'ad.harborcity.example', {
        AD2AADProvisioning: {
          interval: 'PT20S',
          entries: { 'user to User': 2841, 'group to Group': 190 },
          cause: noActiveAgents,
          quarantinedForHours: 31,
        },
        AD2AADPasswordHash: { interval: 'PT20S', code: 'Paused', pausedForHours: 72, entries: { 'user to User': 2841 } },
      }),
      cloudSync(tenantId, 'schools.harborcity.example', { AD2AADProvisioning: { interval: 'PT30S', entries: { 'user to User': 918 } } }),
      galleryApp(tenantId, 'Salesforce', 'SfSandboxOutDelta', {
        interval: 'PT30S',
        behaviour: 'entryErrors',
        escrows: 7,
        entries: { 'User to User': 143 },
      }),
      { displayName: 'Parking Permits' },
    ],
  };
}
