import { type Caller, roleAt } from '../../../domain/access/caller.ts';
import { signInOf } from '../../../domain/access/principal.ts';
import { holdsRole, type OperatorRole } from '../../../domain/access/roles.ts';
import { sees } from '../../../domain/access/visibility.ts';
import { canonicalText } from '../../../domain/canonical-text.ts';
import { ConflictError, NotFoundError } from '../../../domain/errors.ts';
import { formatOperationId } from '../../../domain/ids.ts';
import { judgeFreshness, lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import {
  approvalInMs,
  asOf,
  type OperationAction,
  type OperationRecord,
  type OperationRequest,
} from '../../../domain/operation/operation.ts';
import { initialVerification } from '../../../domain/operation/operation-steps.ts';
import { carriedProvisions } from '../../../domain/operation/provision-pace.ts';
import { judgeRequest, type RequestRefusalReason, type RequestVerdict, roleNeeded } from '../../../domain/operation/restart-guard.ts';
import { defined } from '../../../domain/optional.ts';
import { isoOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Stored } from '../../ports/stored.ts';
import type { UserSearch } from '../../ports/user-search.ts';
import { shortHash } from '../../tenant/identifiers.ts';
import { retryOnConflict } from '../../tenant/retry-on-conflict.ts';
import { cappedBelow, requireVisibleTenant } from '../../tenant/visible/require-visible-tenant.ts';
import { auditIntent } from '../operation-audit.ts';
import { type OutgoingMessages, operationMessage, rebuildMessages } from '../operation-message.ts';
import { rememberPendingOperations } from '../remember-pending-operations.ts';
import { judgeOnStored, type StoredRefusal } from './judge-on-stored.ts';
import { operationHash } from './operation-hash.ts';
import { type ProvisionWish, resolveSubjects, type SubjectRefusal } from './resolve-subjects.ts';

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet' | 'tenants' | 'operations' | 'audit'> & { users: UserSearch };

export interface OperationOrder {
  key: JobKey;
  action: OperationAction;
  request: Omit<OperationRequest, 'provision'>;
  /** Whom to provision on demand. */
  provision?: ProvisionWish | undefined;
  /** Only its hash is kept: it says whether a repetition asks for the same. */
  body: unknown;
  /** The id of the job, typed in: what cannot be undone needs it. */
  confirm?: string | undefined;
  caller: Caller;
  idempotencyKey: string;
}

export type OperationRefusal =
  | { reason: 'IdempotencyKeyReused'; detail: string }
  | { reason: RequestRefusalReason; detail: string }
  | SubjectRefusal
  | StoredRefusal;

type OperationAnswer =
  | { kind: 'accepted'; operation: OperationRecord; messages: OutgoingMessages }
  | { kind: 'refused'; refusal: OperationRefusal };

/** What came of one try to take the job: an answer, a race lost, or an error that a repetition must not see. */
type Attempt = OperationAnswer | { kind: 'raced' } | { kind: 'failed'; error: NotFoundError | ConflictError };

/** Everybody who loses a race reads again; so many times in a row nobody loses. */
const attempts = 8;

interface JudgeOptions {
  coolDownInMs: number;
  pollIntervalInMs: number;
}

/** What the order claims. */
interface Claim {
  /** Names (actor, route, key). */
  hash: string;
  /** Names the body that came with it. */
  bodyHash: string;
  /** What the caller may do with the job. */
  role: OperatorRole;
  needsApproval: boolean;
}

/**
 * Accepts an action on a job, or says why not: judged first by itself, then on what is stored; Graph is not asked. Creating the row of the
 * idempotency hash is what makes a repetition the same operation, and it is decided before any guard of the state. Only names of subjects
 * are asked of Graph, and before anything is written.
 * @throws NotFoundError when the job or its tenant is not there or not visible, ForbiddenError where the grant of the caller permits less, ConflictError `Conflict` when others always are first, UpstreamError when Graph could not be asked for a name.
 */
export async function requestOperation(deps: Deps, order: OperationOrder, options: JudgeOptions): Promise<OperationAnswer> {
  const { tenantId } = order.key;
  const wish = judgeWish(order);
  if (!wish.allowed && wish.reason !== 'StagedDeletesRequired') return refusedFor({ reason: wish.reason, detail: wish.detail });
  const role = await requireRoleOnJob(deps, order);
  const names = { hash: operationHash({ ...order, actor: order.caller.actor }), bodyHash: shortHash(canonicalText(order.body)) };
  const known = await replay(deps, tenantId, names);
  if (known !== undefined) return known;
  // A key from the time before the figure keeps its operation; nobody begins another without it.
  if (!wish.allowed) return refusedFor({ reason: wish.reason, detail: wish.detail });
  const claim = { ...names, role, needsApproval: wish.needsApproval };
  const wished = await withSubjects(deps, order);
  if ('refusal' in wished) return refusedFor(wished.refusal);
  return retryOnConflict(deps, { attempts, subject: 'The job' }, async () => {
    const attempt = await takeJob(deps, wished, claim, options).catch(failureOf);
    if (attempt.kind === 'accepted') return attempt;
    // The key decides also in a race: what a guard has seen may be the work of a twin that was accepted meanwhile.
    const twin = await replay(deps, tenantId, claim);
    if (twin !== undefined) return twin;
    if (attempt.kind === 'failed') throw attempt.error;
    return attempt.kind === 'raced' ? 'conflict' : attempt;
  });
}

/** What the caller may do with the job: judged before the key, so that nothing is answered twice to whoever lost the right. */
async function requireRoleOnJob(deps: Deps, { key, request, caller }: OperationOrder): Promise<OperatorRole> {
  if (!sees(caller.visible, key)) throw new NotFoundError('The job');
  await requireVisibleTenant(deps, key.tenantId, caller.visible, 'The job');
  const role = roleAt(caller, key);
  const needed = roleNeeded(request);
  if (role !== 'none' && role !== 'Reader' && holdsRole(role, needed)) return role;
  if (!isThere(await deps.state.getJob(key))) throw new NotFoundError('The job');
  throw cappedBelow(needed);
}

/** An order with the ids of whom it is about. */
type ReadyOrder = Omit<OperationOrder, 'provision' | 'request'> & { request: OperationRequest };

async function withSubjects(deps: Deps, order: OperationOrder): Promise<ReadyOrder | { refusal: SubjectRefusal }> {
  const { provision: wish, ...rest } = order;
  if (wish === undefined) return rest;
  const job = await deps.state.getJob(order.key);
  if (!isThere(job)) throw new NotFoundError('The job');
  const provision = await resolveSubjects(deps, job.value, wish);
  return 'reason' in provision ? { refusal: provision } : { ...rest, request: { ...rest.request, provision } };
}

function isThere(job: Stored<JobRecord> | undefined): job is Stored<JobRecord> {
  return job !== undefined && job.value.removedAt === undefined;
}

function judgeWish({ key, action, request, confirm, caller }: OperationOrder): RequestVerdict {
  const { resetScope, overrideCoolDown, stagedDeletes } = request;
  return judgeRequest({ action, role: caller.role, jobId: key.jobId, resetScope, confirm, overrideCoolDown, stagedDeletes });
}

async function takeJob(deps: Deps, order: ReadyOrder, claim: Claim, options: JudgeOptions): Promise<Attempt> {
  const current = await deps.operations.findCurrent(order.key);
  const [job, fleet] = await Promise.all([deps.state.getJob(order.key), deps.fleet.get(order.key.tenantId)]);
  if (!isThere(job)) throw new NotFoundError('The job');
  const observedAt = lastReadAt(job.value, fleet?.value);
  const freshness = judgeFreshness({ lastReadAt: observedAt, now: deps.clock.now(), ...options });
  const facts = { job: job.value, reading: { observedAt, freshness }, current: current?.value, ...options };
  const refused = await judgeOnStored(deps, order, facts);
  if (refused !== undefined) return refusedFor(refused);
  await rememberPendingOperations(deps, order.key.tenantId);
  const operation = newOperation(order, { ...claim, ...options, current: current?.value, now: deps.clock.now() });
  return (await deps.operations.create(operation, current)) ? accept(deps, operation) : { kind: 'raced' };
}

function refusedFor(refusal: OperationRefusal): OperationAnswer {
  return { kind: 'refused', refusal };
}

function failureOf(error: unknown): Attempt {
  if (error instanceof NotFoundError || error instanceof ConflictError) return { kind: 'failed', error };
  throw error;
}

// The intent is written again, too: whoever was first may have been stopped just before.
async function replay(
  deps: Deps,
  tenantId: string,
  { hash, bodyHash }: Pick<Claim, 'hash' | 'bodyHash'>,
): Promise<OperationAnswer | undefined> {
  const known = (await deps.operations.find(tenantId, hash))?.value;
  if (known === undefined) return undefined;
  if (known.bodyHash !== bodyHash) {
    return refusedFor({ reason: 'IdempotencyKeyReused', detail: 'This Idempotency-Key was used with another body before.' });
  }
  const operation = asOf(known, deps.clock.now());
  return operation.status === 'NotStarted' ? accept(deps, operation) : { kind: 'accepted', operation, messages: {} };
}

async function accept(deps: Deps, operation: OperationRecord): Promise<OperationAnswer> {
  await auditIntent(deps, operation);
  const started = operation.status === 'NotStarted' ? { 'run-operation': [operationMessage(operation)] } : {};
  const messages = { ...started, 'poll-tenant': rebuildMessages(operation.tenantId, deps.clock.now()) };
  return { kind: 'accepted', operation, messages };
}

function newOperation(
  { key, action, request, caller }: ReadyOrder,
  facts: Claim & { current: OperationRecord | undefined; coolDownInMs: number; now: number },
): OperationRecord {
  const { hash, bodyHash, role, needsApproval, current, coolDownInMs, now } = facts;
  const at = isoOf(now);
  return {
    v: 1,
    ...key,
    operationId: formatOperationId({ tenantId: key.tenantId, hash }),
    hash,
    bodyHash,
    action,
    request,
    actor: caller.actor,
    role,
    ...defined({ signIn: signInOf(caller) }),
    ...(caller.kind === 'app' && { byApplication: caller.clientId ?? caller.objectId }),
    status: needsApproval ? 'AwaitingApproval' : 'NotStarted',
    createdAt: at,
    updatedAt: at,
    ...(needsApproval && { approvalUntil: isoOf(now + approvalInMs) }),
    attempts: 0,
    lastPostedAt: current?.lastPostedAt ?? {},
    ...carriedProvisions(current, coolDownInMs, now),
    ...initialVerification(action),
  };
}
