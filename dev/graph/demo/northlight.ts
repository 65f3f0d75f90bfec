import { consentWithAgents } from '../world/clients.ts';
import { jobIdOf, type TenantSpec } from '../world/create-tenant.ts';
import { groupProvisioningTemplateId } from '../world/templates.ts';
import { cloudSync, galleryApp } from './cloud-sync.ts';
import { demoTenants } from './demo-ids.ts';

const tenantId = demoTenants.northlight;

/** Its jobs are all well; of three agents one is down, which only this tenant's Graph tells. */
export function northlight(): TenantSpec {
  return {
    tenantId,
    displayName: 'Northlight Managed IT',
    domain: 'northlight.example',
    grants: consentWithAgents(),
    onPremisesSyncEnabled: true,
    agents: [
      { machineName: 'NL-AGENT-01', domains: ['corp.northlight.example'] },
      { machineName: 'NL-AGENT-02', domains: ['corp.northlight.example'], isDown: true },
      { machineName: 'NL-AGENT-03', domains: ['corp.northlight.example'] },
    ],
    servicePrincipals: [
      cloudSync(tenantId, 'corp.northlight.example', {
        AD2AADProvisioning: { interval: 'PT20S', entries: { 'user to User': 412, 'group to Group': 57, 'contact to Contact': 9 } },
        AD2AADPasswordHash: { interval: 'PT20S', entries: { 'user to User': 412 }, oddities: { blankSuccess: true } },
        AAD2ADExchangeHybridWriteback: {
          interval: 'PT40S',
          behaviour: 'idle',
          entries: { 'User to user': 38 },
          oddities: { omits: ['troubleshootingUrl', 'escrowsPruned'] },
        },
      }),
      {
        displayName: 'Groups to corp.northlight.example',
        applicationTemplateId: groupProvisioningTemplateId,
        jobs: [{ id: jobIdOf('AAD2ADGroupProvisioning', tenantId, 'groups'), interval: 'PT40S', entries: { 'Group to group': 21 } }],
      },
      galleryApp(tenantId, 'Zendesk', 'zendesk', {
        interval: 'PT40S',
        entries: { 'User to User': 64 },
        settings: { name: 'AzureIngestionAttributeOptimization', value: 'True' },
        oddities: { camelCase: true },
      }),
      { displayName: 'Northlight Intranet' },
      { displayName: 'Backup Service' },
      { displayName: 'GraphExplorer' },
    ],
  };
}
