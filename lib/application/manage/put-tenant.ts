import type { Caller } from '../../domain/access/caller.ts';
import { seesPartOf } from '../../domain/access/visibility.ts';
import { ConflictError, ForbiddenError, InvalidRequestError } from '../../domain/errors.ts';
import { doneBy } from '../../domain/operation/audit-record.ts';
import { defined } from '../../domain/optional.ts';
import { judgeTenantChange } from '../../domain/tenant/registry/judge-tenant-change.ts';
import { registered, type TenantTerms } from '../../domain/tenant/registry/registration.ts';
import { isLive, type TenantRegistration } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { TenantDirectory } from '../ports/tenant-directory.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';
import { discoveryColumns } from './ask-for-pass.ts';
import { partOfTenant } from './judge-managing.ts';
import { showRegistration } from './show-registration.ts';

type Deps = Pick<Ports, 'tenants' | 'fleet' | 'audit' | 'clock'> & { tenantDirectory: TenantDirectory };

interface PutOrder {
  /** The id of a tenant, or a domain that it has verified. */
  name: { tenantId: string } | { domain: string };
  terms: TenantTerms;
  /** Nothing changes where it is watched already. */
  onlyIfAbsent?: boolean;
  caller: Caller;
  requestId: string;
  /** The only tenant that can be signed in to; undefined where every tenant can that consents. */
  onlyTenantId?: string | undefined;
}

/** A tenant that is watched from now on. */
interface PutTenant {
  tenantId: string;
  isNew: boolean;
  messages: PollMessage[];
}

/**
 * Registers a tenant, or says anew how it is called and marked, and asks for a pass with a full discovery. A removed tenant comes back.
 * The registry is written first and the row that shows it after it, both before the answer; saying the same again changes neither.
 * @throws InvalidRequestError `UnknownDomain`, ForbiddenError for who is limited to a part of the fleet, ConflictError `ForeignTenant`
 * where the service cannot sign in, UpstreamError when the domain cannot be looked up.
 */
export async function putTenant(
  deps: Deps,
  { name, terms, onlyIfAbsent = false, caller, requestId, onlyTenantId }: PutOrder,
): Promise<PutTenant> {
  const tenantId = 'tenantId' in name ? name.tenantId : await resolve(deps, name.domain);
  const at = isoOf(deps.clock.now());
  // Before anything is read: for whom the tenant does not exist it costs the same, be it watched or not.
  judge(caller, tenantId, { adds: false, onlyTenantId });
  const change = await retryOnConflict(deps, { attempts: 8, subject: 'The registration' }, async () => {
    const stored = await deps.tenants.get(tenantId);
    judge(caller, tenantId, { adds: !isLive(stored?.value), onlyTenantId });
    if (onlyIfAbsent && isLive(stored?.value)) return 'present';
    const next = registered(tenantId, stored?.value, terms, { actor: caller.actor, at });
    const isWritten =
      next === stored?.value || (stored === undefined ? await deps.tenants.create(next) : await deps.tenants.replace(next, stored.etag));
    return isWritten ? { before: stored?.value, after: next } : 'conflict';
  });
  if (change === 'present') return { tenantId, isNew: false, messages: [] };
  await showRegistration(deps, tenantId, (row) => discoveryColumns(row, at));
  const { before, after } = change;
  const parameters = { ...('domain' in name && { domain: name.domain }), ...termsOf(after) };
  const told = { before: before === undefined ? undefined : { ...termsOf(before), ...defined({ removedAt: before.removedAt }) } };
  await deps.audit.add({ ...doneBy(caller, requestId), tenantId, at, action: 'putTenant', parameters, ...defined(told) });
  return { tenantId, isNew: !isLive(before), messages: [{ v: 1, force: at, tenantId }] };
}

async function resolve({ tenantDirectory }: Deps, domain: string): Promise<string> {
  const tenantId = await tenantDirectory.findTenantId(domain);
  if (tenantId !== undefined) return tenantId;
  const issues = [{ parameter: 'tenantId', detail: 'is a domain that no tenant of this cloud has verified' }];
  throw new InvalidRequestError('UnknownDomain', `No tenant has verified the domain ${domain}.`, issues);
}

// Who does not see the tenant would add it to their sight: the answer is the same whether it is watched or not.
function judge(caller: Caller, tenantId: string, { adds, onlyTenantId }: { adds: boolean; onlyTenantId: string | undefined }): void {
  // Who sees a part of it knows that it is there.
  if (!adds && seesPartOf(caller.visible, tenantId) && judgeTenantChange(caller, tenantId, { adds })) throw partOfTenant();
  if (judgeTenantChange(caller, tenantId, { adds }) !== undefined) {
    throw new ForbiddenError('CappedByGrant', 'Only who sees the whole fleet adds tenants to it.');
  }
  if (onlyTenantId !== undefined && onlyTenantId !== tenantId) {
    throw new ConflictError(
      'ForeignTenant',
      'A managed identity signs in to its home tenant only; others need GRAPH_CREDENTIAL=federated.',
    );
  }
}

function termsOf({ displayName, tags }: TenantRegistration): Record<string, unknown> {
  return defined({ displayName, tags });
}
