import type { FleetView } from '../../application/show/fleet/fleet-view-cache.ts';
import type { Caller } from '../../domain/access/caller.ts';
import { hasPartialTenants, seesPartOf } from '../../domain/access/visibility.ts';

/**
 * Changes when anything of the tenants in question changes that a list may show; a single tenant narrows it. Nothing where the caller sees
 * a part of a tenant: what else happens in it must not show, so that the body itself decides.
 */
export function scopeVersion(view: FleetView, { visible }: Caller, tenantId?: string): { version?: string } {
  if (visible === 'all' && tenantId === undefined) return { version: view.signature };
  if (hasPartialTenants(visible)) return {};
  const seen = [...view.tenants.values()].filter(
    (tenant) => seesPartOf(visible, tenant.tenantId) && (tenantId === undefined || tenant.tenantId === tenantId),
  );
  return { version: seen.map(({ tenantId: id, signature }) => `${id}=${signature}`).join() };
}
