import { NotFoundError } from '../domain/errors.ts';
import { describeTenant, type TenantDescription } from './describe-tenant.ts';
import type { Ports } from './ports.ts';
import { isVisible, type VisibleTenants } from './visible-tenants.ts';

/**
 * One watched tenant by point reads.
 * @throws NotFoundError when it is not watched or not visible.
 */
export async function getTenant(
  deps: Pick<Ports, 'clock' | 'fleet' | 'tenants'>,
  tenantId: string,
  { visible, pollIntervalInMs }: { visible: VisibleTenants; pollIntervalInMs: number },
): Promise<TenantDescription> {
  if (!isVisible(visible, tenantId)) throw new NotFoundError('The tenant');
  const [registration, row] = await Promise.all([deps.tenants.get(tenantId), deps.fleet.get(tenantId)]);
  if (registration === undefined || registration.value.removedAt !== undefined) throw new NotFoundError('The tenant');
  const tenant = { registration: registration.value, ...(row && { row: row.value }) };
  return describeTenant(tenant, { pollIntervalInMs, now: deps.clock.now() });
}
