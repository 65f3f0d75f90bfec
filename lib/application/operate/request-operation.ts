import type { VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { canonicalText } from '../../domain/canonical-text.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import {
  approvalInMs,
  asOf,
  isFinished,
  type OperationAction,
  type OperationRecord,
  type OperationRequest,
} from '../../domain/operation/operation.ts';
import { initialVerification } from '../../domain/operation/operation-steps.ts';
import { judgeCoolDown, judgeState, type StateRefusalReason } from '../../domain/operation/restart-guard.ts';
import { isoOf } from '../../domain/time.ts';
import type { StoredOperation } from '../ports/operation-ports.ts';
import type { Ports } from '../ports/ports.ts';
import { shortHash } from '../tenant/identifiers.ts';
import { requireVisibleTenant } from '../tenant/require-visible-tenant.ts';
import { auditIntent } from './operation-audit.ts';
import { operationHash } from './operation-hash.ts';
import { type OutgoingMessages, operationMessage, rebuildMessages } from './operation-message.ts';
import { rememberPendingOperations } from './remember-pending-operations.ts';

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet' | 'tenants' | 'operations' | 'audit'>;

export interface OperationOrder {
  key: JobKey;
  action: OperationAction;
  request: OperationRequest;
  /** Only its hash is kept: it says whether a repetition asks for the same. */
  body: unknown;
  needsApproval: boolean;
  actor: string;
  visible: VisibleTenants;
  idempotencyKey: string;
}

export type OperationRefusal =
  | { reason: 'IdempotencyKeyReused'; detail: string }
  | { reason: 'OperationActive'; detail: string; operationId: string }
  | { reason: 'CoolDown'; detail: string; retryAfterInMs: number }
  | { reason: StateRefusalReason; detail: string };

export type OperationAnswer = { accepted: OperationRecord; messages: OutgoingMessages } | { refused: OperationRefusal };

/** Everybody who loses a race reads again; so many times in a row nobody loses. */
const attempts = 8;

/**
 * Accepts an action on a job, or says why not, judged on what is stored; Graph is not asked. Creating the row of the idempotency hash is
 * what makes a repetition the same operation, and it is decided before any guard of the state.
 * @throws NotFoundError when the job or its tenant is not there or not visible.
 */
export async function requestOperation(deps: Deps, order: OperationOrder, options: { coolDownInMs: number }): Promise<OperationAnswer> {
  await requireVisibleTenant(deps, order.key.tenantId, order.visible, 'The job');
  const hash = operationHash(order);
  const bodyHash = shortHash(canonicalText(order.body));
  let isRemembered = false;
  for (let attempt = 1; ; attempt += 1) {
    const known = await deps.operations.find(order.key.tenantId, hash);
    if (known !== undefined) return replay(deps, known.value, bodyHash);
    const current = await deps.operations.findCurrent(order.key);
    const refused = judge(order, await requireJob(deps, order.key), current, { ...options, now: deps.clock.now() });
    if (refused !== undefined) return { refused };
    if (!isRemembered) await rememberPendingOperations(deps, order.key.tenantId);
    isRemembered = true;
    const operation = newOperation(order, { hash, bodyHash, current, now: deps.clock.now() });
    if (await deps.operations.create(operation, current)) return accept(deps, operation);
    if (attempt === attempts) throw new Error('The rows of the job change too often to take it');
  }
}

async function requireJob(deps: Deps, key: JobKey): Promise<JobRecord> {
  const stored = await deps.state.getJob(key);
  if (stored === undefined || stored.value.removedAt !== undefined) throw new NotFoundError('The job');
  return stored.value;
}

// The intent is written again, too: whoever was first may have been stopped just before.
async function replay(deps: Deps, known: OperationRecord, bodyHash: string): Promise<OperationAnswer> {
  if (known.bodyHash !== bodyHash) {
    return { refused: { reason: 'IdempotencyKeyReused', detail: 'This Idempotency-Key was used with another body before.' } };
  }
  const accepted = asOf(known, deps.clock.now());
  return accepted.status === 'NotStarted' ? accept(deps, accepted) : { accepted, messages: {} };
}

async function accept(deps: Deps, accepted: OperationRecord): Promise<OperationAnswer> {
  await auditIntent(deps, accepted);
  const started = accepted.status === 'NotStarted' ? { 'run-operation': [operationMessage(accepted)] } : {};
  return { accepted, messages: { ...started, 'poll-tenant': rebuildMessages(accepted.tenantId, deps.clock.now()) } };
}

function judge(
  { action, request }: OperationOrder,
  job: JobRecord,
  current: StoredOperation | undefined,
  { coolDownInMs, now }: { coolDownInMs: number; now: number },
): OperationRefusal | undefined {
  const running = current && asOf(current.value, now);
  if (running !== undefined && !isFinished(running)) {
    const { operationId, status } = running;
    return { reason: 'OperationActive', detail: `The operation ${operationId} on this job is ${status}.`, operationId };
  }
  const state = judgeState({ action, acknowledge: request.acknowledge }, job.snapshot);
  if (!state.allowed) return { reason: state.reason, detail: state.detail };
  const lastPostedAt = running?.lastPostedAt[action];
  const coolDown = judgeCoolDown({ action, lastPostedAt, coolDownInMs, override: request.overrideCoolDown === true, now });
  return coolDown.allowed ? undefined : { reason: 'CoolDown', detail: coolDown.detail, retryAfterInMs: coolDown.retryAfterInMs };
}

function newOperation(
  { key, action, request, needsApproval, actor }: OperationOrder,
  { hash, bodyHash, current, now }: { hash: string; bodyHash: string; current: StoredOperation | undefined; now: number },
): OperationRecord {
  const at = isoOf(now);
  return {
    v: 1,
    ...key,
    operationId: `${key.tenantId}.${hash}`,
    hash,
    bodyHash,
    action,
    request,
    actor,
    status: needsApproval ? 'AwaitingApproval' : 'NotStarted',
    createdAt: at,
    updatedAt: at,
    ...(needsApproval && { approvalUntil: isoOf(now + approvalInMs) }),
    attempts: 0,
    lastPostedAt: current?.value.lastPostedAt ?? {},
    ...initialVerification(action),
  };
}
