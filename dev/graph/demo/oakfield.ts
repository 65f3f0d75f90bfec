import { fullConsent } from '../world/clients.ts';
import type { TenantSpec } from '../world/create-tenant.ts';
import { escrowThresholds } from './causes.ts';
import { cloudSync, galleryApp } from './cloud-sync.ts';
import { demoTenants } from './demo-ids.ts';

const tenantId = demoTenants.oakfield;

/** Just being set up, plus a state that no published list knows. */
export function oakfield(): TenantSpec {
  return {
    tenantId,
    displayName: 'Oakfield Schools Trust',
    domain: 'oakfield.example',
    grants: fullConsent(),
    audits: [{ hoursAgo: 403, activity: 'Update attribute mappings or scope', of: 'Partner Trust (cross-tenant)' }],
    servicePrincipals: [
      cloudSync(tenantId, 'staff.oakfield.example', {
        AD2AADProvisioning: {
          interval: 'PT20S',
          entries: { 'user to User': 24_000 },
          initialCycle: { completed: 24, total: 240, perCycle: 3 },
        },
        AD2AADPasswordHash: { interval: 'PT20S', code: 'NotConfigured' },
      }),
      cloudSync(tenantId, 'pupils.oakfield.example', {
        AD2AADProvisioning: { interval: 'PT40S', code: 'Migrating', entries: { 'user to User': 11_300 } },
      }),
      galleryApp(tenantId, 'Partner Trust (cross-tenant)', 'Azure2Azure', {
        interval: 'PT40S',
        entries: { 'User to User': 5200 },
        cause: escrowThresholds,
        quarantinedForHours: 400,
      }),
      { displayName: 'Timetable' },
    ],
  };
}

/** Registered to be watched, but its administrator has consented to nothing. */
export function pinecrest(): TenantSpec {
  return {
    tenantId: demoTenants.pinecrest,
    displayName: 'Pinecrest Insurance',
    domain: 'pinecrest.example',
    grants: {},
    servicePrincipals: [cloudSync(demoTenants.pinecrest, 'ad.pinecrest.example', { AD2AADProvisioning: { interval: 'PT40S' } })],
  };
}
