import { type Caller, roleAt } from '../../../domain/access/caller.ts';
import { holdsRole, type Role } from '../../../domain/access/roles.ts';
import { type Place, seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import { ForbiddenError, NotFoundError } from '../../../domain/errors.ts';
import { isLive, serviceTenantId } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';

/** Whether the registry has the tenant and it was not removed. */
export async function isRegistered({ tenants }: Pick<Ports, 'tenants'>, tenantId: string): Promise<boolean> {
  return isLive((await tenants.get(tenantId))?.value);
}

/**
 * For whatever belongs to a tenant of which somebody sees at least a part; `subject` is what was asked for.
 * @throws NotFoundError when the tenant is not watched or the caller may not see it; the answer is the same in both cases.
 */
export async function requireVisibleTenant(
  deps: Pick<Ports, 'tenants'>,
  tenantId: string,
  visible: Visibility,
  subject = 'The tenant',
): Promise<void> {
  if (!seesPartOf(visible, tenantId)) throw new NotFoundError(subject);
  // No registry holds the service itself.
  if (tenantId !== serviceTenantId && !(await isRegistered(deps, tenantId))) throw new NotFoundError(subject);
}

/**
 * For what is to be done somewhere that somebody sees.
 * @throws ForbiddenError when their grant permits less there.
 */
export function requireRoleAt(caller: Pick<Caller, 'role' | 'visible'>, place: Place, needed: Role): void {
  if (!holdsRole(roleAt(caller, place), needed)) throw cappedBelow(needed);
}

/** The refusal of what is visible, but not theirs to do. */
export function cappedBelow(needed: Role): ForbiddenError {
  return new ForbiddenError('CappedByGrant', `This needs the role ${needed} here, and the grant of the caller permits less.`);
}
