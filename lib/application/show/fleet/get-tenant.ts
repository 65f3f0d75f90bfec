import { seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { isWatched } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import { describeSeen } from './describe-seen.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

/**
 * One watched tenant by a point read.
 * @throws NotFoundError when it is not watched or not visible.
 */
export async function getTenant(
  deps: Pick<Ports, 'clock' | 'fleet'> & { fleetView: FleetViewReader },
  tenantId: string,
  { visible, pollIntervalInMs }: { visible: Visibility; pollIntervalInMs: number },
): Promise<TenantDescription> {
  const row = seesPartOf(visible, tenantId) ? (await deps.fleet.get(tenantId))?.value : undefined;
  const rows = row !== undefined && isWatched(row) ? [row] : [];
  const [tenant] = await describeSeen(deps, rows, { visible, pollIntervalInMs, now: deps.clock.now() });
  if (tenant === undefined) throw new NotFoundError('The tenant');
  return tenant;
}
