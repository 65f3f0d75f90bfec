import type { Tenant, TenantList } from '../../client/client.d.ts';
import { allOf } from './pages.ts';
import { useFollowing } from './use-resource.ts';

export const tenantsPath = allOf('/api/v1/tenants?pageSize=1000');

/**
 * The tenants that can be chosen from, by name; undefined until it is known whether they can be read, for rows that are shown before
 * their names would jump. They are read once: a name hardly ever changes.
 */
export function useTenants(): readonly Tenant[] | undefined {
  const { body, wasTried } = useFollowing<TenantList>(tenantsPath);
  if (!wasTried.value) return undefined;
  const found = body.value?.value ?? [];
  // Those without a name, which are those that were never read, at the end.
  const keyOf = (tenant: Tenant) => `${tenant.displayName === undefined ? 1 : 0}${nameOf(tenant)}`;
  return found.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

export function nameOf({ displayName, tenantId }: Pick<Tenant, 'displayName' | 'tenantId'>): string {
  return displayName ?? tenantId;
}

/** What a tenant is called; its id where nobody told. */
export function nameIn(tenants: readonly Tenant[], tenantId: string): string {
  return tenants.find((tenant) => tenant.tenantId === tenantId)?.displayName ?? tenantId;
}
