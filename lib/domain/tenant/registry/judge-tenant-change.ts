import { type Caller, roleAt } from '../../access/caller.ts';
import { seesPartOf } from '../../access/visibility.ts';

/** Why somebody may not change how a tenant is registered: it does not exist for them, or their rights on it end below that. */
type TenantRefusal = 'hidden' | 'capped';

/** Whether an administrator may register, remove or check the tenant. Who is limited to a part of the fleet adds nothing to it. */
export function judgeTenantChange(
  caller: Pick<Caller, 'role' | 'visible'>,
  tenantId: string,
  change: { adds: boolean },
): TenantRefusal | undefined {
  if (caller.visible === 'all') return undefined;
  if (change.adds) return 'capped';
  if (!seesPartOf(caller.visible, tenantId)) return 'hidden';
  return roleAt(caller, { tenantId }) === 'Admin' ? undefined : 'capped';
}
