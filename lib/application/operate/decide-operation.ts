import type { Visibility } from '../../domain/access/visibility.ts';
import { ConflictError } from '../../domain/errors.ts';
import { asOf, type OperationRecord } from '../../domain/operation/operation.ts';
import { cancel } from '../../domain/operation/operation-steps.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import { findOperation } from '../tenant/find-operation.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';
import { auditDecision, auditOutcome } from './operation-audit.ts';
import { type OutgoingMessages, operationMessage, rebuildMessages } from './operation-message.ts';
import { rememberPendingOperations } from './remember-pending-operations.ts';

type Deps = Pick<Ports, 'clock' | 'fleet' | 'tenants' | 'operations' | 'audit'>;

interface Decision {
  operationId: string;
  decision: 'approved' | 'rejected';
  actor: string;
  visible: Visibility;
}

type DecisionAnswer =
  | { kind: 'decided'; operation: OperationRecord; messages: OutgoingMessages }
  | { kind: 'refused'; reason: 'SecondAdminRequired' };

const attempts = 5;

/**
 * Approves or rejects an operation that waits for it; saying the same again changes nothing.
 * @throws NotFoundError when there is none of that id, ConflictError when it was decided otherwise, its time is over, or others
 * always are first.
 */
export async function decideOperation(deps: Deps, order: Decision): Promise<DecisionAnswer> {
  return retryOnConflict(deps, { attempts, subject: 'The operation' }, async () => {
    const { tenantId, hash } = await findOperation(deps, order.operationId, order.visible);
    const stored = await deps.operations.find(tenantId, hash);
    if (stored === undefined) return 'conflict';
    const now = deps.clock.now();
    const operation = asOf(stored.value, now);
    if (isDecided(operation, order.decision)) return answer(deps, operation, order.decision);
    if (operation.status !== 'AwaitingApproval') throw conflictOf(operation);
    if (order.decision === 'approved' && operation.actor === order.actor) return { kind: 'refused', reason: 'SecondAdminRequired' };
    const decided = decide(operation, order, now);
    await rememberPendingOperations(deps, operation.tenantId);
    const written = await deps.operations.replace(decided, stored);
    return written === undefined ? 'conflict' : answer(deps, decided, order.decision);
  });
}

function decide(operation: OperationRecord, { decision, actor }: Decision, now: number): OperationRecord {
  const signed: OperationRecord = { ...operation, decidedBy: actor, decidedAt: isoOf(now), updatedAt: isoOf(now) };
  if (decision === 'approved') return { ...signed, status: 'NotStarted' };
  const advice = 'Talk to whoever rejected it; a new request needs a new Idempotency-Key.';
  return cancel(signed, now, { code: 'Rejected', detail: 'An administrator rejected it. Nothing was sent.', advice });
}

function isDecided(operation: OperationRecord, decision: Decision['decision']): boolean {
  if (operation.decidedBy === undefined) return false;
  return (operation.error?.code === 'Rejected') === (decision === 'rejected');
}

function conflictOf(operation: OperationRecord): ConflictError {
  if (operation.error?.code === 'ApprovalExpired') return new ConflictError('ApprovalExpired', operation.error.detail);
  return new ConflictError('NotAwaitingApproval', `The operation is ${operation.status} and waits for no approval.`);
}

async function answer(deps: Deps, operation: OperationRecord, decision: Decision['decision']): Promise<DecisionAnswer> {
  await auditDecision(deps, operation, decision);
  if (decision === 'rejected') await auditOutcome(deps, operation);
  const started = operation.status === 'NotStarted' ? { 'run-operation': [operationMessage(operation)] } : {};
  return { kind: 'decided', operation, messages: { ...started, 'poll-tenant': rebuildMessages(operation.tenantId, deps.clock.now()) } };
}
