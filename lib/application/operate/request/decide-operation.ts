import type { Caller } from '../../../domain/access/caller.ts';
import { signInOf } from '../../../domain/access/principal.ts';
import { ConflictError, UpstreamError } from '../../../domain/errors.ts';
import { type ApproverVerdict, judgeApprover } from '../../../domain/operation/judge-approver.ts';
import { asOf, type OperationRecord } from '../../../domain/operation/operation.ts';
import { authorizationRevoked } from '../../../domain/operation/operation-outcome.ts';
import { cancel } from '../../../domain/operation/operation-steps.ts';
import { defined } from '../../../domain/optional.ts';
import { isoOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import type { LogDeps } from '../../tenant/live/ask-log.ts';
import { figureOf, readStagedDeletes } from '../../tenant/live/read-staged-deletes.ts';
import { retryOnConflict } from '../../tenant/retry-on-conflict.ts';
import { findOperation } from '../../tenant/visible/find-operation.ts';
import { requireRoleAt } from '../../tenant/visible/require-visible-tenant.ts';
import type { RightsReader } from '../../tenant/visible/rights-reader.ts';
import { judgeStillAllowed } from '../judge-still-allowed.ts';
import { auditDecision, auditOutcome } from '../operation-audit.ts';
import { type OutgoingMessages, operationMessage, rebuildMessages } from '../operation-message.ts';
import { rememberPendingOperations } from '../remember-pending-operations.ts';

type Deps = LogDeps & Pick<Ports, 'state' | 'fleet' | 'tenants' | 'operations' | 'audit'> & { rights: RightsReader };

interface Decision {
  operationId: string;
  decision: 'approved' | 'rejected';
  /** What whoever approves saw of the deletions that wait. */
  stagedDeletes?: number | null | undefined;
  caller: Caller;
}

type DecisionAnswer =
  | { kind: 'decided'; operation: OperationRecord; messages: OutgoingMessages }
  | { kind: 'refused'; verdict: Exclude<ApproverVerdict, { allowed: true }> }
  | { kind: 'unbound'; isMissing: boolean; difference: FigureDifference };

/** An approval for another number of deletions than the operation was asked for with, or for none that it names. */
export interface FigureDifference {
  /** What the operation was asked for with; absent in rows of the first releases. */
  requested?: number | null;
  /** What waits now; absent where that cannot be read at the moment. */
  stagedDeletes?: number | null;
  /** So many were counted at least, where nobody can count what waits. */
  atLeast?: number;
}

const attempts = 5;

/**
 * Approves or rejects an operation that waits for it; saying the same again changes nothing. An approval is for the number of deletions that
 * the operation was asked for with.
 * @throws NotFoundError when there is none of that id, ForbiddenError where the grant of the caller permits less, ConflictError when it was
 * decided otherwise, its time is over, whoever asked may not any more, or others always are first.
 */
export async function decideOperation(deps: Deps, order: Decision): Promise<DecisionAnswer> {
  return retryOnConflict(deps, { attempts, subject: 'The operation' }, async () => {
    const { tenantId, hash, ...found } = await findOperation(deps, order.operationId, order.caller.visible);
    requireRoleAt(order.caller, { tenantId, ...found }, 'Admin');
    const verdict: ApproverVerdict = order.decision === 'approved' ? judgeApprover(found, order.caller) : { allowed: true };
    if (!verdict.allowed) return { kind: 'refused', verdict };
    const stored = await deps.operations.find(tenantId, hash);
    if (stored === undefined) return 'conflict';
    const now = deps.clock.now();
    const operation = asOf(stored.value, now);
    const isRepeated = isDecided(operation, order.decision);
    if (!isRepeated && operation.status !== 'AwaitingApproval') throw conflictOf(operation);
    if (order.decision === 'approved' && order.stagedDeletes !== operation.request.stagedDeletes) {
      return { kind: 'unbound', isMissing: order.stagedDeletes === undefined, difference: await tellDifference(deps, operation) };
    }
    if (isRepeated) return answer(deps, operation, order.decision);
    const isRevoked = order.decision === 'approved' && (await judgeStillAllowed(deps, operation)) !== 'allowed';
    const decided = isRevoked ? cancel(operation, now, authorizationRevoked) : decide(operation, order, now);
    await rememberPendingOperations(deps, operation.tenantId);
    const written = await deps.operations.replace(decided, stored);
    if (written === undefined) return 'conflict';
    if (!isRevoked) return answer(deps, decided, order.decision);
    await auditOutcome(deps, decided);
    throw conflictOf(decided);
  });
}

async function tellDifference(deps: Deps, { request, ...key }: OperationRecord): Promise<FigureDifference> {
  const [job, fleet] = await Promise.all([deps.state.getJob(key), deps.fleet.get(key.tenantId)]);
  const snapshot = job?.value.snapshot ?? {};
  const read = await readStagedDeletes(deps, { key, snapshot, notBefore: fleet?.value.graphNotBefore }).catch(onUpstream);
  const { figure, atLeast } = read === undefined ? {} : figureOf(read);
  return defined({ requested: request.stagedDeletes, stagedDeletes: figure, atLeast });
}

function onUpstream(error: unknown): undefined {
  if (!(error instanceof UpstreamError)) throw error;
}

function decide(operation: OperationRecord, { decision, caller }: Decision, now: number): OperationRecord {
  const signed: OperationRecord = {
    ...operation,
    decidedBy: caller.actor,
    ...defined({ decidedSignIn: signInOf(caller) }),
    decidedAt: isoOf(now),
    updatedAt: isoOf(now),
  };
  if (decision === 'approved') return { ...signed, status: 'NotStarted' };
  const advice = 'Talk to whoever rejected it before you ask for it anew.';
  return cancel(signed, now, { code: 'Rejected', detail: 'An administrator rejected it. Nothing was sent.', advice });
}

function isDecided(operation: OperationRecord, decision: Decision['decision']): boolean {
  if (operation.decidedBy === undefined) return false;
  return (operation.error?.code === 'Rejected') === (decision === 'rejected');
}

function conflictOf(operation: OperationRecord): ConflictError {
  const { code, detail } = operation.error ?? {};
  if (detail !== undefined && (code === 'ApprovalExpired' || code === 'AuthorizationRevoked')) return new ConflictError(code, detail);
  return new ConflictError('NotAwaitingApproval', `The operation is ${operation.status} and waits for no approval.`);
}

async function answer(deps: Deps, operation: OperationRecord, decision: Decision['decision']): Promise<DecisionAnswer> {
  await auditDecision(deps, operation, decision);
  if (decision === 'rejected') await auditOutcome(deps, operation);
  const started = operation.status === 'NotStarted' ? { 'run-operation': [operationMessage(operation)] } : {};
  return { kind: 'decided', operation, messages: { ...started, 'poll-tenant': rebuildMessages(operation.tenantId, deps.clock.now()) } };
}
