import { neverInterval } from '../model/graph-time.ts';
import { noActiveAgents } from '../world/agents.ts';
import { fullConsent } from '../world/clients.ts';
import type { TenantSpec } from '../world/create-tenant.ts';
import { expiredCredentials } from './causes.ts';
import { cloudSync, galleryApp } from './cloud-sync.ts';
import { demoTenants } from './demo-ids.ts';

const tenantId = demoTenants.lindqvist;
const britta = { id: '6b1f7a52-3c0e-4d19-9a7b-2f5d80c4e701', displayName: 'Britta Holm', userPrincipalName: 'britta@lindqvist.example' };

/** A service account's password has expired, and the one agent of the depot is down, which stops both of its jobs. */
export function lindqvist(): TenantSpec {
  return {
    tenantId,
    displayName: 'Lindqvist Logistics',
    domain: 'lindqvist.example',
    grants: fullConsent(),
    onPremisesSyncEnabled: false,
    audits: [
      { hoursAgo: 10, activity: 'Update provisioning setting or credentials', user: britta, of: 'terminal.lindqvist.example' },
      {
        hoursAgo: 14,
        activity: 'Add owner to service principal',
        category: 'ApplicationManagement',
        loggedByService: 'Core Directory',
        user: britta,
        of: 'terminal.lindqvist.example',
      },
      { hoursAgo: 9.5, activity: 'Export', of: 'terminal.lindqvist.example' },
    ],
    agents: [{ machineName: 'LL-DEPOT-01', domains: ['depot.lindqvist.example'], isDown: true }],
    servicePrincipals: [
      cloudSync(tenantId, 'terminal.lindqvist.example', {
        AD2AADProvisioning: { interval: 'PT20S', entries: { 'user to User': 377 }, cause: expiredCredentials, quarantinedForHours: 9 },
      }),
      cloudSync(tenantId, 'office.lindqvist.example', {
        AD2AADProvisioning: {
          interval: 'PT30S',
          entries: { 'user to User': 120, 'group to Group': 18 },
          oddities: { omits: ['progress'] },
        },
        AD2AADPasswordHash: { interval: 'PT20S', entries: { 'user to User': 120 } },
      }),
      cloudSync(tenantId, 'depot.lindqvist.example', {
        AD2AADProvisioning: { interval: 'PT20S', entries: { 'user to User': 88 }, cause: noActiveAgents, quarantinedForHours: 5 },
        AD2AADPasswordHash: { interval: 'PT20S', entries: { 'user to User': 88 }, cause: noActiveAgents, quarantinedForHours: 5 },
      }),
      galleryApp(tenantId, 'Payroll to Entra ID', 'API2AAD', {
        interval: neverInterval,
        behaviour: 'idle',
        entries: { 'User to User': 120 },
        settings: undefined,
      }),
    ],
  };
}
