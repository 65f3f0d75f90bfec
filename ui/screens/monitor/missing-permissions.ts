import type { Tenant } from '../../../client/client.d.ts';

/** Each permission that some tenant does not grant, with those tenants; the most frequent first. */
export function missingPermissions(tenants: readonly Tenant[]): [string, Tenant[]][] {
  const names = new Set(tenants.flatMap(({ consent }) => consent.missing));
  return [...names]
    .map((name): [string, Tenant[]] => [name, tenants.filter(({ consent }) => consent.missing.includes(name))])
    .toSorted(([, one], [, other]) => other.length - one.length);
}
