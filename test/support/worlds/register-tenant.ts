import type { Ports } from '../../../lib/application/ports/ports.ts';
import type { TenantRegistration } from '../../../lib/domain/tenant/tenant.ts';

/** Registers a tenant, or changes how it is registered, in the registry and on the row that shows it. */
export async function registerTenant(
  { tenants, fleet }: Pick<Ports, 'tenants' | 'fleet'>,
  given: Omit<TenantRegistration, 'v' | 'source'> & { source?: TenantRegistration['source'] },
): Promise<void> {
  const registration: TenantRegistration = { v: 1, source: 'settings', ...given };
  const { tenantId } = registration;
  const stored = await tenants.get(tenantId);
  if (stored === undefined) await tenants.create(registration);
  else await tenants.replace(registration, stored.etag);
  const row = await fleet.get(tenantId);
  if (row === undefined) await fleet.create(tenantId, { registration });
  else await fleet.merge(tenantId, { registration }, row.etag);
}

/** What is left of a tenant that somebody removed: a tombstone, which shows at once. */
export async function removeTenant(stores: Pick<Ports, 'tenants' | 'fleet'>, tenantId: string, removedAt: string): Promise<void> {
  const stored = await stores.tenants.get(tenantId);
  if (stored === undefined) throw new Error(`${tenantId} is not registered`);
  await registerTenant(stores, { ...stored.value, removedAt });
}
