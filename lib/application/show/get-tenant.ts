import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { describeTenant, type TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import { isWatched } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * One watched tenant by a point read.
 * @throws NotFoundError when it is not watched or not visible.
 */
export async function getTenant(
  deps: Pick<Ports, 'clock' | 'fleet'>,
  tenantId: string,
  { visible, pollIntervalInMs }: { visible: VisibleTenants; pollIntervalInMs: number },
): Promise<TenantDescription> {
  const row = isVisible(visible, tenantId) ? (await deps.fleet.get(tenantId))?.value : undefined;
  if (row === undefined || !isWatched(row)) throw new NotFoundError('The tenant');
  return describeTenant(row, { pollIntervalInMs, now: deps.clock.now() });
}
