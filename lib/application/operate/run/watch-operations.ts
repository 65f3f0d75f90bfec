import { asOf, isFinished, type OperationRecord } from '../../../domain/operation/operation.ts';
import { ageInMs, millisOf, minuteInMs } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import { type OperationMessage, operationMessage } from '../operation-message.ts';

type Deps = Pick<Ports, 'fleet' | 'operations' | 'clock'>;

/** An operation is announced on the tenant's row just before its own rows are written: so long an empty list proves nothing. */
const settleInMs = 5 * minuteInMs;

/**
 * The messages that bring unfinished operations forward: of each tenant that has any, those that nobody works on and that need not wait.
 * A tenant with none left is no longer looked at.
 */
export async function watchOperations(deps: Deps): Promise<OperationMessage[]> {
  const messages: OperationMessage[] = [];
  for (const { value: row, etag } of await deps.fleet.list()) {
    if (row.operationsPendingSince === undefined) continue;
    const now = deps.clock.now();
    const unfinished = (await deps.operations.listCurrent(row.tenantId)).filter((operation) => !isFinished(operation));
    const isSettled = ageInMs(row.operationsPendingSince, now) > settleInMs;
    if (unfinished.length === 0 && isSettled) await deps.fleet.merge(row.tenantId, { operationsPendingSince: null }, etag);
    messages.push(...unfinished.filter((operation) => isWaiting(operation, now)).map(operationMessage));
  }
  return messages;
}

// What waits for an approval has nothing to do until its time is over; then the worker writes that down.
function isWaiting(operation: OperationRecord, now: number): boolean {
  if (operation.status === 'AwaitingApproval') return isFinished(asOf(operation, now));
  return !(millisOf(operation.attemptUntil) > now) && !(millisOf(operation.notBefore) > now);
}
