import type { Caller } from '../../domain/access/caller.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { doneBy } from '../../domain/operation/audit-record.ts';
import { defined } from '../../domain/optional.ts';
import { judgeTenantChange } from '../../domain/tenant/registry/judge-tenant-change.ts';
import { removed } from '../../domain/tenant/registry/registration.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';
import { partOfTenant } from './judge-managing.ts';
import { showRegistration } from './show-registration.ts';

type Deps = Pick<Ports, 'tenants' | 'fleet' | 'audit' | 'clock'>;

interface DeleteOrder {
  tenantId: string;
  caller: Caller;
  requestId: string;
  /** Whether its history goes, too. */
  purges: boolean;
}

/**
 * Removes a tenant: it is shown and told of no more at once, and the poller closes what is open. Its history stays unless it is purged,
 * also later on; the audit stays in any case. Answers the messages that set the poller to it.
 * @throws NotFoundError when it was never registered or does not exist for the caller, ForbiddenError for who sees only a part of it or
 * may do less there, ConflictError when others always are first.
 */
export async function deleteTenant(deps: Deps, { tenantId, caller, requestId, purges }: DeleteOrder): Promise<PollMessage[]> {
  const at = isoOf(deps.clock.now());
  const before = await retryOnConflict(deps, { attempts: 8, subject: 'The registration' }, async () => {
    const refusal = judgeTenantChange(caller, tenantId, { adds: false });
    const stored = refusal === 'hidden' ? undefined : await deps.tenants.get(tenantId);
    if (stored === undefined) throw new NotFoundError('The tenant');
    if (refusal === 'capped') throw partOfTenant();
    const next = removed(stored.value, { at, purges });
    const isWritten = next === stored.value || (await deps.tenants.replace(next, stored.etag));
    return isWritten ? stored.value : 'conflict';
  });
  await showRegistration(deps, tenantId, () => ({ forceRequestedAt: at }));
  const { displayName, tags, removedAt } = before;
  const deed = { ...doneBy(caller, requestId), tenantId, at, action: 'deleteTenant' };
  await deps.audit.add({ ...deed, parameters: { purge: purges }, before: defined({ displayName, tags, removedAt }) });
  return [{ v: 1, force: at, tenantId }];
}
