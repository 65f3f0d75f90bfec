import type { Caller } from '../../domain/access/caller.ts';
import { formatHolder, type GrantHolder } from '../../domain/access/grant.ts';
import { holdsRole, lacksRole } from '../../domain/access/roles.ts';
import { ForbiddenError } from '../../domain/errors.ts';
import { judgeTenantChange } from '../../domain/tenant/registry/judge-tenant-change.ts';
import type { Refusal } from '../tenant/visible/judge-right.ts';

/** Whether that is the administrator of the settings, who says whom is watched and who sees it whatever the grants say. */
export function isBootstrap(caller: Pick<Caller, 'role'> & GrantHolder, bootstrapAdmin: string | undefined): boolean {
  return formatHolder(caller) === bootstrapAdmin && holdsRole(caller.role, 'Admin');
}

/** Why somebody may neither try, change nor remove a tenant that they see; undefined where they may. */
export function judgeManaging(caller: Caller, tenantId: string, bootstrapAdmin: string | undefined): Refusal | undefined {
  if (isBootstrap(caller, bootstrapAdmin)) return undefined;
  if (!holdsRole(caller.role, 'Admin')) return { code: 'Forbidden', detail: lacksRole('Admin') };
  if (judgeTenantChange(caller, tenantId, { adds: false }) === undefined) return undefined;
  const { code, message } = partOfTenant();
  return { code, detail: message };
}

/** The refusal of who sees the tenant and may do less than an administrator in it, or sees only a part. */
export function partOfTenant(): ForbiddenError {
  return new ForbiddenError('CappedByGrant', 'Your grant does not make you an administrator of the whole tenant.');
}
