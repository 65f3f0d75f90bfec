import { parseOperationId } from '../../../domain/ids.ts';
import { asOf, isFinished, type OperationRecord } from '../../../domain/operation/operation.ts';
import { operatorNotConfigured, tenantRemoved } from '../../../domain/operation/operation-outcome.ts';
import { beginAttempt, cancel, fail } from '../../../domain/operation/operation-steps.ts';
import { millisOf } from '../../../domain/time.ts';
import type { StoredOperation } from '../../ports/operation-ports.ts';
import type { PollMessage } from '../../tenant/messages/poll-message.ts';
import { isRegistered } from '../../tenant/visible/require-visible-tenant.ts';
import { auditIntent, auditOutcome } from '../operation-audit.ts';
import { forcedPoll, type OperationMessage } from '../operation-message.ts';
import { readEffect } from './read-effect.ts';
import { type RunDeps, saveStep } from './save-step.ts';
import { sendOperation } from './send-operation.ts';

/**
 * Brings one operation forward: reads the job, sends the one POST, or, once that may have been sent, only reads. Redelivered and doubled
 * messages find its lease taken or its end written. Answers the poll that shall show its effect.
 */
export async function runOperation(deps: RunDeps, message: OperationMessage): Promise<PollMessage[]> {
  const ref = parseOperationId(message.operationId);
  const stored = ref && (await deps.operations.find(ref.tenantId, ref.hash));
  if (stored === undefined) return [];
  const now = deps.clock.now();
  const operation = asOf(stored.value, now);
  if (isFinished(operation)) return settle(deps, stored, operation);
  if (operation.status === 'AwaitingApproval' || isBusy(operation, now)) return [];
  const taken = await deps.operations.replace(beginAttempt(operation, now), stored);
  if (taken === undefined) return [];
  const ended = await bringForward(deps, taken);
  return isFinished(ended.value) ? settle(deps, ended, ended.value) : [];
}

function isBusy(operation: OperationRecord, now: number): boolean {
  return millisOf(operation.attemptUntil) > now || millisOf(operation.notBefore) > now;
}

async function bringForward(deps: RunDeps, taken: StoredOperation): Promise<StoredOperation> {
  const { operator } = deps;
  if (operator === undefined) return saveStep(deps, fail(taken.value, deps.clock.now(), operatorNotConfigured), taken);
  if (taken.value.postingAt !== undefined) return readEffect({ ...deps, operator }, taken);
  if (!(await isRegistered(deps, taken.value.tenantId))) return saveStep(deps, cancel(taken.value, deps.clock.now(), tenantRemoved), taken);
  await auditIntent(deps, taken.value);
  return sendOperation({ ...deps, operator }, taken);
}

// A worker may have been stopped between the end and its audit record: whoever comes next writes it.
async function settle(deps: RunDeps, stored: StoredOperation, operation: OperationRecord): Promise<PollMessage[]> {
  if (!isFinished(stored.value)) await saveStep(deps, operation, stored);
  await auditOutcome(deps, operation);
  deps.log.info('Operation ended', {
    tenantId: operation.tenantId,
    operationId: operation.operationId,
    action: operation.action,
    status: operation.status,
    code: operation.error?.code,
  });
  return operation.postingAt === undefined ? [] : [forcedPoll(operation.tenantId, deps.clock.now())];
}
