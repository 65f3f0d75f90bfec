import type { Caller } from '../../domain/access/caller.ts';
import { formatHolder, type Grant, type GrantHolder, type GrantTerms, termsOf } from '../../domain/access/grant.ts';
import { type GrantRefusalReason, type GrantVerdict, judgeGrantChange } from '../../domain/access/judge-grant.ts';
import { meansTheSame } from '../../domain/canonical-text.ts';
import { ForbiddenError, InvalidRequestError, NotFoundError } from '../../domain/errors.ts';
import { doneBy } from '../../domain/operation/audit-record.ts';
import { defined } from '../../domain/optional.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';
import type { Refusal } from '../tenant/visible/judge-right.ts';
import type { RightsReader } from '../tenant/visible/rights-reader.ts';

type Deps = Pick<Ports, 'clock' | 'grants' | 'audit'> & { rights: RightsReader };

interface GrantOrder {
  holder: GrantHolder;
  caller: Caller;
  requestId: string;
}

const contended = { attempts: 5, subject: 'The grant' };
/** Below the limit of a column of the table. */
const mostCharacters = 30_000;

/**
 * Says anew what somebody may see and do; saying the same again changes nothing.
 * @throws ForbiddenError for their own grant, and alike for one beyond the caller's and for one that does not exist for them;
 * ConflictError when others always are first.
 */
export async function putGrant(deps: Deps, order: GrantOrder & { terms: GrantTerms }): Promise<{ grant: Grant; isNew: boolean }> {
  const { holder, caller, terms } = order;
  return retryOnConflict(deps, contended, async () => {
    const stored = await deps.grants.get(holder);
    const before = stored?.value;
    judge(deps, order, before, terms);
    if (before !== undefined && meansTheSame(termsOf(before), termsOf(terms))) return { grant: before, isNew: false };
    const at = isoOf(deps.clock.now());
    const grant: Grant = { v: 1, ...holder, ...terms, createdAt: before?.createdAt ?? at, updatedAt: at, updatedBy: caller.actor };
    if (JSON.stringify(grant).length > mostCharacters) throw tooLong();
    const isWritten = stored === undefined ? await deps.grants.create(grant) : await deps.grants.replace(grant, stored.etag);
    if (!isWritten) return 'conflict';
    await noteChange(deps, order, before, grant);
    return { grant, isNew: before === undefined };
  });
}

/**
 * Takes somebody's grant away: from then on they see nothing where grants are required, else everything.
 * @throws NotFoundError when there is none or it does not exist for the caller, ForbiddenError and ConflictError as for `putGrant`.
 */
export async function deleteGrant(deps: Deps, order: GrantOrder): Promise<void> {
  return retryOnConflict(deps, contended, async () => {
    const stored = await deps.grants.get(order.holder);
    judge(deps, order, stored?.value, undefined);
    if (stored === undefined) throw new NotFoundError('The grant');
    if (!(await deps.grants.delete(order.holder, stored.etag))) return 'conflict';
    await noteChange(deps, order, stored.value, undefined);
    return undefined;
  });
}

function judge({ rights }: Deps, { holder, caller }: GrantOrder, before: Grant | undefined, after: GrantTerms | undefined): void {
  const required = rights.use === 'required';
  const verdict = judgeGrantChange(caller, { holder, before, required, ...(after && { after }) });
  if (verdict.allowed) return;
  if (verdict.reason === 'absent') throw new NotFoundError('The grant');
  throw new ForbiddenError(...refusals[verdict.reason]);
}

/** Why a grant that somebody sees is not theirs to say anew, with the places that it has, or to take away; undefined where it is. */
export function judgeGrant({ rights }: Pick<Deps, 'rights'>, caller: Caller, grant: Grant): { put?: Refusal; remove?: Refusal } {
  const change = { holder: grant, before: grant, required: rights.use === 'required' };
  const refusalOf = (verdict: GrantVerdict): Refusal | undefined => {
    if (verdict.allowed || verdict.reason === 'absent') return undefined;
    const [code, detail] = refusals[verdict.reason];
    return { code, detail };
  };
  return defined({
    put: refusalOf(judgeGrantChange(caller, { ...change, after: grant })),
    remove: refusalOf(judgeGrantChange(caller, change)),
  });
}

const refusals: Record<Exclude<GrantRefusalReason, 'absent'>, [code: string, detail: string]> = {
  own: ['OwnGrant', 'Nobody changes their own grant.'],
  beyond: [
    'CappedByGrant',
    'An administrator with limits changes grants that lie within them, to what lies within them, and writes a first one only where everybody needs one.',
  ],
};

function tooLong(): InvalidRequestError {
  return new InvalidRequestError('InvalidRequest', 'The body is not valid.', [
    { pointer: '/scopes', detail: 'are too many for one grant' },
  ]);
}

// Grants are the service's own: who changed what of whom is for those to read who see all of it.
async function noteChange(
  deps: Deps,
  { holder, caller, requestId }: GrantOrder,
  before: Grant | undefined,
  after: Grant | undefined,
): Promise<void> {
  deps.rights.forget(holder);
  await deps.audit.add({
    ...doneBy(caller, requestId),
    tenantId: serviceTenantId,
    at: isoOf(deps.clock.now()),
    action: after === undefined ? 'deleteGrant' : 'putGrant',
    parameters: { principal: formatHolder(holder) },
    ...(before && { before: { ...termsOf(before) } }),
    ...(after && { after: { ...termsOf(after) } }),
  });
}
