import type { FleetView } from '../../application/show/fleet-view-cache.ts';
import type { Caller } from '../../domain/access/caller.ts';
import { isVisible } from '../../domain/access/visible-tenants.ts';

/** Changes when anything of the tenants in question changes that a list may show; a single tenant narrows it. */
export function scopeSignature(view: FleetView, caller: Caller, tenantId?: string): string {
  if (caller.tenants === 'all' && tenantId === undefined) return view.signature;
  const seen = [...view.tenants.values()].filter(
    (tenant) => isVisible(caller.tenants, tenant.tenantId) && (tenantId === undefined || tenant.tenantId === tenantId),
  );
  return seen.map(({ tenantId: id, signature }) => `${id}=${signature}`).join();
}
