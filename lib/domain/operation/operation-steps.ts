import { isoOf } from '../time.ts';
import { type BeforeFacts, type OperationAction, type OperationError, type OperationRecord, verifiedActions } from './operation.ts';

/** How long one worker has an operation to itself; longer than its reads and its one POST may take together. */
const attemptInMs = 90_000;

/** A worker takes it. */
export function beginAttempt(operation: OperationRecord, now: number): OperationRecord {
  const { notBefore: _, ...rest } = operation;
  return { ...rest, attempts: operation.attempts + 1, attemptUntil: isoOf(now + attemptInMs), updatedAt: isoOf(now) };
}

/** The worker puts it aside until a time; a status is never lost by it. */
export function postpone(operation: OperationRecord, now: number, delayInMs: number): OperationRecord {
  const { attemptUntil: _, ...rest } = operation;
  return { ...rest, notBefore: isoOf(now + delayInMs), updatedAt: isoOf(now) };
}

/** The mark before the one POST. Whoever finds it may only read. */
export function markPosting(operation: OperationRecord, before: BeforeFacts, now: number): OperationRecord {
  const at = isoOf(now);
  const lastPostedAt = { ...operation.lastPostedAt, [operation.action]: at };
  return { ...operation, status: 'Running', before, postingAt: at, lastPostedAt, updatedAt: at };
}

/** Graph answered 2xx, or its effect was read. */
export function succeed(
  operation: OperationRecord,
  now: number,
  evidence: Pick<OperationRecord, 'graphRequestId' | 'result' | 'effectSeen'> = {},
): OperationRecord {
  return finish({ ...operation, ...evidence, status: 'Succeeded' }, now);
}

/** It ends without the wished effect, or without anybody knowing. What was not sent, or was throttled, starts no cool-down. */
export function fail(operation: OperationRecord, now: number, error: OperationError, graphRequestId?: string): OperationRecord {
  const { verification: _, ...rest } = operation;
  const failed = { ...rest, status: 'Failed' as const, error, ...(graphRequestId !== undefined && { graphRequestId }) };
  return finish(
    error.code === 'Throttled' || error.code === 'GraphUnavailable' ? { ...failed, lastPostedAt: withoutAction(failed) } : failed,
    now,
    'unknown',
  );
}

/** It ends before anything was sent. */
export function cancel(operation: OperationRecord, now: number, error: OperationError): OperationRecord {
  return finish({ ...operation, status: 'Canceled', error }, now, 'unknown');
}

/** The verification that an operation begins with; absent where no later cycle could show anything. */
export function initialVerification(action: OperationAction): Pick<OperationRecord, 'verification'> {
  return verifiedActions.includes(action) ? { verification: 'pending' } : {};
}

function finish(operation: OperationRecord, now: number, verification?: 'unknown'): OperationRecord {
  const { attemptUntil: _, notBefore: __, ...rest } = operation;
  const at = isoOf(now);
  const isVerified = verifiedActions.includes(operation.action);
  return {
    ...rest,
    request: withoutSubjects(operation),
    finishedAt: at,
    updatedAt: at,
    ...(verification !== undefined && isVerified && { verification, verifiedAt: at }),
  };
}

// The ids of people are needed for the one POST and for nothing else.
function withoutSubjects({ request }: OperationRecord): OperationRecord['request'] {
  if (request.provision === undefined) return request;
  const { subjects: _, ...provision } = request.provision;
  return { ...request, provision };
}

function withoutAction({ action, lastPostedAt }: Pick<OperationRecord, 'action' | 'lastPostedAt'>): OperationRecord['lastPostedAt'] {
  const { [action]: _, ...others } = lastPostedAt;
  return others;
}
