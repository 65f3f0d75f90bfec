import { seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader } from '../../tenant/fleet-cache.ts';
import { describeSeen } from './describe-seen.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

/** One page of the watched tenants somebody may see, by tenant id; `after` is the last id they were shown. */
export async function listTenants(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader; fleetView: FleetViewReader },
  query: { visible: Visibility; pollIntervalInMs: number; pageSize: number; after?: string | undefined },
): Promise<{ value: TenantDescription[]; last?: string }> {
  const { visible, pollIntervalInMs, pageSize, after } = query;
  const facts = { visible, pollIntervalInMs, now: deps.clock.now() };
  const { tenants } = await deps.fleetRows.read();
  const seen = tenants.filter(({ tenantId }) => seesPartOf(visible, tenantId) && (after === undefined || tenantId > after));
  const value = await describeSeen(deps, seen.slice(0, pageSize), facts);
  const last = value.at(-1)?.tenantId;
  return seen.length > pageSize && last !== undefined ? { value, last } : { value };
}
