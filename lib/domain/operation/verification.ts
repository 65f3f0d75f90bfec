import { isQuarantined } from '../job/job-facts.ts';
import type { JobSnapshot } from '../job/synchronization-job.ts';
import { dayInMs, isoOf, millisOf } from '../time.ts';
import type { OperationRecord } from './operation.ts';

/** So many executions without quarantine prove that the action held. */
const executionsToHold = 3;

/** How many of the executions that prove an action were seen; nothing where executions prove nothing. */
export function verificationRuns({
  action,
  status,
  verification,
  heldBy = [],
}: Pick<OperationRecord, 'action' | 'status' | 'verification' | 'heldBy'>): { seen: number; needed: number } | undefined {
  if (status !== 'Succeeded' || verification === undefined || action === 'pause') return undefined;
  return { seen: heldBy.length, needed: executionsToHold };
}

/** Why a verification stands as it does. */
type VerificationReason = 'tooEarly' | 'notVerified' | 'threeExecutions' | 'threeIntervals' | 'pausedSeen' | 'quarantinedAgain' | 'noProof';

interface VerificationStep {
  operation: OperationRecord;
  reason: VerificationReason;
}

/**
 * What one good reading says about an action that succeeded. `held` needs three distinct executions after it without quarantine, or three
 * intervals of the schedule with at least one; `relapsed` is a quarantine after it had been left; after a day without either it is `unknown`.
 */
export function verifyOperation(operation: OperationRecord, snapshot: JobSnapshot, observedAt: string, now: number): VerificationStep {
  const { status, verification, postingAt } = operation;
  if (status !== 'Succeeded' || verification !== 'pending' || postingAt === undefined) return { operation, reason: 'notVerified' };
  if (!(millisOf(observedAt) > millisOf(postingAt))) return { operation, reason: 'tooEarly' };
  if (operation.action === 'pause')
    return snapshot.state === 'Paused' ? decide(operation, 'held', 'pausedSeen', now) : wait(operation, now);
  if (isQuarantined(snapshot)) {
    const isBack = operation.leftQuarantineAt !== undefined || isNewSeries(operation, snapshot);
    return isBack ? decide(operation, 'relapsed', 'quarantinedAgain', now) : wait(operation, now);
  }
  const seen = countExecution(operation, snapshot, observedAt);
  const held = seen.heldBy?.length ?? 0;
  if (held >= executionsToHold) return decide(seen, 'held', 'threeExecutions', now);
  const { intervalInSeconds } = snapshot.schedule;
  const isLong = intervalInSeconds !== undefined && now - millisOf(postingAt) >= executionsToHold * intervalInSeconds * 1000;
  return isLong && held > 0 ? decide(seen, 'held', 'threeIntervals', now) : wait(seen, now);
}

// Between two readings the quarantine may have been left and entered again: then its series is a new one.
function isNewSeries({ before, postingAt }: OperationRecord, { quarantine }: JobSnapshot): boolean {
  const began = quarantine?.seriesBegan;
  return began !== undefined && began !== before?.seriesBegan && millisOf(began) > millisOf(postingAt);
}

function countExecution(operation: OperationRecord, { state, lastExecution }: JobSnapshot, observedAt: string): OperationRecord {
  if (state === 'Unknown') return operation;
  const left: OperationRecord = operation.leftQuarantineAt === undefined ? { ...operation, leftQuarantineAt: observedAt } : operation;
  const id = lastExecution?.activityIdentifier ?? lastExecution?.timeBegan;
  const began = lastExecution?.timeBegan ?? lastExecution?.timeEnded;
  const isNewer = millisOf(began) >= millisOf(operation.postingAt) && id !== operation.before?.activityIdentifier;
  if (id === undefined || !isNewer || left.heldBy?.includes(id)) return left;
  return { ...left, heldBy: [...(left.heldBy ?? []), id] };
}

function wait(operation: OperationRecord, now: number): VerificationStep {
  const isOver = now - millisOf(operation.postingAt) >= dayInMs;
  return isOver ? decide(operation, 'unknown', 'noProof', now) : { operation, reason: 'tooEarly' };
}

function decide(
  operation: OperationRecord,
  verification: 'held' | 'relapsed' | 'unknown',
  reason: VerificationReason,
  now: number,
): VerificationStep {
  return { operation: { ...operation, verification, verifiedAt: isoOf(now), updatedAt: isoOf(now) }, reason };
}
