import type { World } from '../model/model.ts';
import { jobsNow } from '../world/world.ts';

/** What there is, as `GET /_world` shows it. */
export function worldSummary(world: World) {
  return {
    now: new Date(world.now()).toISOString(),
    homeTenantId: world.homeTenantId,
    latency: world.latency,
    applications: world.applications.map(({ clientId, federatedSubjects }) => ({ clientId, federatedSubjects })),
    identities: world.identities,
    tenants: [...world.tenants.values()].map((tenant) => ({
      tenantId: tenant.tenantId,
      displayName: tenant.displayName,
      grants: tenant.grants,
      servicePrincipals: [...tenant.servicePrincipals.values()].map((servicePrincipal) => ({
        id: servicePrincipal.id,
        displayName: servicePrincipal.displayName,
        removed: servicePrincipal.removed,
        jobs: jobsNow(world, servicePrincipal).map(({ document, life }) => ({
          id: document.id,
          code: document.status.code,
          quarantineReason: document.status.quarantine?.reason ?? null,
          relapses: life.relapses,
        })),
      })),
    })),
  };
}
