import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { describeTenant, type TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';

/** One page of the watched tenants somebody may see, by tenant id; `after` is the last id they were shown. */
export async function listTenants(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader },
  query: { visible: VisibleTenants; pollIntervalInMs: number; pageSize: number; after?: string | undefined },
): Promise<{ value: TenantDescription[]; last?: string }> {
  const { visible, pollIntervalInMs, pageSize, after } = query;
  const facts = { pollIntervalInMs, now: deps.clock.now() };
  const { tenants } = await deps.fleetRows.read();
  const seen = tenants.filter(({ tenantId }) => isVisible(visible, tenantId) && (after === undefined || tenantId > after));
  const value = seen.slice(0, pageSize).map((row) => describeTenant(row, facts));
  const last = value.at(-1)?.tenantId;
  return seen.length > pageSize && last !== undefined ? { value, last } : { value };
}
