import { createDemoWorld } from '../../../dev/graph/demo/demo-fleet.ts';
import { demoTenantIds, demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import type { World } from '../../../dev/graph/model/model.ts';
import { fullConsent } from '../../../dev/graph/world/clients.ts';
import { createTenant, jobIdOf, type TenantSpec } from '../../../dev/graph/world/create-tenant.ts';
import { cloudSyncTemplateId } from '../../../dev/graph/world/templates.ts';

export const busyTenants = {
  ...demoTenants,
  /** Twenty jobs to act on. */
  sundial: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1007',
  /** More service principals than one batch holds, so that a pass can stop between two. */
  tessera: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1008',
  /** Removed in the end. */
  kestrel: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1009',
} as const;

const sites = (domain: string, count: number) =>
  Array.from({ length: count }, (_, index) => `site-${String(index).padStart(2, '0')}.${domain}`);

/** The demo's fleet with three tenants more. */
export function createBusyWorld(now: () => number): { world: World; tenantIds: string[] } {
  const world = createDemoWorld({ now, seed: 7 });
  createTenant(world, manySites(busyTenants.sundial, 'Sundial Retail', 'sundial.example', 20));
  createTenant(world, manySites(busyTenants.tessera, 'Tessera Clinics', 'tessera.example', 24));
  createTenant(world, manySites(busyTenants.kestrel, 'Kestrel Housing', 'kestrel.example', 2));
  return { world, tenantIds: [...demoTenantIds, busyTenants.sundial, busyTenants.tessera, busyTenants.kestrel] };
}

function manySites(tenantId: string, displayName: string, domain: string, count: number): TenantSpec {
  return {
    ...{ tenantId, displayName, domain },
    grants: fullConsent(),
    onPremisesSyncEnabled: true,
    servicePrincipals: sites(domain, count).map((site) => ({
      displayName: site,
      applicationTemplateId: cloudSyncTemplateId,
      jobs: [{ id: jobIdOf('AD2AADProvisioning', tenantId, site), entries: { 'user to User': 100 } }],
    })),
  };
}
