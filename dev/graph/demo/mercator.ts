import { fullConsent } from '../world/clients.ts';
import { jobIdOf, type TenantSpec } from '../world/create-tenant.ts';
import { legacyCloudSyncAppId } from '../world/templates.ts';
import { noAgentsAssigned, tooManyDeletes } from './causes.ts';
import { cloudSync, domainSettings } from './cloud-sync.ts';
import { demoTenants } from './demo-ids.ts';
import { renamedDomain } from './logged-causes.ts';

const tenantId = demoTenants.mercator;

/** Deletions are held back, failures pile up, one quarantine comes back whenever it is cleared, its Entra Connect has stopped, and one job hangs on the old shared application. */
export function mercator(): TenantSpec {
  return {
    tenantId,
    displayName: 'Mercator Foods',
    domain: 'mercator.example',
    grants: fullConsent(),
    onPremisesSyncEnabled: true,
    audits: [
      {
        hoursAgo: 80.5,
        activity: 'Delete Connector Group',
        category: 'ResourceManagement',
        loggedByService: 'Application Proxy',
        of: 'plants.mercator.example',
      },
    ],
    directory: {
      connectStoppedHoursAgo: 9,
      domains: [
        { name: 'eu.mercator.example', federated: true },
        { name: 'shops.mercator.example', verified: false },
      ],
      administrators: { synchronized: 3, cloudOnly: 4, groups: 1 },
    },
    servicePrincipals: [
      cloudSync(tenantId, 'eu.mercator.example', {
        AD2AADProvisioning: { interval: 'PT20S', entries: { 'user to User': 5120 }, cause: tooManyDeletes, quarantinedForHours: 2 },
      }),
      cloudSync(tenantId, 'us.mercator.example', {
        AD2AADProvisioning: {
          interval: 'PT20S',
          behaviour: 'escrowing',
          escrows: 4200,
          entries: { 'user to User': 8650 },
          logged: renamedDomain,
        },
      }),
      cloudSync(tenantId, 'plants.mercator.example', {
        AD2AADProvisioning: {
          interval: 'PT20S',
          entries: { 'user to User': 1730 },
          cause: noAgentsAssigned,
          quarantinedForHours: 80,
          relapses: true,
        },
      }),
      {
        displayName: 'Active Directory to Azure Active Directory Provisioning',
        appId: legacyCloudSyncAppId,
        applicationTemplateId: null,
        jobs: [
          {
            id: jobIdOf('AD2AADProvisioning', tenantId),
            templateId: 'ADDCInPassthrough',
            interval: 'PT40S',
            entries: { 'user to User': 260 },
            settings: domainSettings('legacy.mercator.example'),
          },
        ],
      },
      { displayName: 'Warehouse Scanner' },
    ],
  };
}
