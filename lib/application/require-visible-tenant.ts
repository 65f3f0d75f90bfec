import { NotFoundError } from '../domain/errors.ts';
import type { Ports } from './ports.ts';
import { isVisible, type VisibleTenants } from './visible-tenants.ts';

/** @throws NotFoundError when the tenant is not watched or the caller may not see it; the answer is the same in both cases. */
export async function requireVisibleTenant(deps: Pick<Ports, 'tenants'>, tenantId: string, visible: VisibleTenants): Promise<void> {
  const registration = isVisible(visible, tenantId) ? await deps.tenants.get(tenantId) : undefined;
  if (registration === undefined || registration.value.removedAt !== undefined) throw new NotFoundError('The tenant');
}
