import type { Tenant } from '../../../client/client.d.ts';
import { healths } from '../../words/healths.ts';
import { healthOf } from './tenant-health.ts';

/** Those that cannot be read first, for their jobs are those last read, if any; then those that lack a permission, then by their worst. */
export function orderTenants(tenants: readonly Tenant[]): Tenant[] {
  return tenants.toSorted((one, other) => {
    const [first, second] = [rankOf(one), rankOf(other)];
    const index = first.findIndex((value, at) => value !== second[at]);
    if (index >= 0) return (first[index] ?? 0) - (second[index] ?? 0);
    return (one.displayName ?? one.tenantId).localeCompare(other.displayName ?? other.tenantId);
  });
}

function rankOf(tenant: Tenant): number[] {
  const { unreadable, consent, jobs } = tenant;
  return [
    unreadable === undefined ? 1 : 0,
    consent.state === 'missing' ? 0 : 1,
    healths.indexOf(healthOf(tenant)),
    -(jobs.byHealth.critical ?? 0),
  ];
}
