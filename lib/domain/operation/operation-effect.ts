import type { JobEvent } from '../job/event.ts';
import { isQuarantined } from '../job/job-facts.ts';
import type { JobRecord } from '../job/record/job-record.ts';
import type { JobSnapshot } from '../job/synchronization-job.ts';
import { millisOf } from '../time.ts';
import type { OperationAction, OperationRecord } from './operation.ts';

/** How long an effect is waited for when Graph's answer left it open. */
export const effectWaitInMs = 10 * 60_000;
/** A throttled POST was most probably not carried out: less patience. */
export const throttledWaitInMs = 2 * 60_000;

type EffectSight = { visible: true; sign: string } | { visible: false };

/** Whether a later reading of the job can show that the action was carried out. */
export function leavesTrace(action: OperationAction): boolean {
  return action !== 'validateCredentials' && action !== 'provisionOnDemand';
}

/** Whether a reading after the POST shows that it was carried out, compared with what was read just before. */
export function sightEffect(operation: OperationRecord, snapshot: JobSnapshot): EffectSight {
  const { action, before } = operation;
  if (!leavesTrace(action)) return unchanged;
  const { state } = snapshot;
  if (action === 'pause') return state === 'Paused' ? seen('the job is paused') : unchanged;
  if (isQuarantineLifted(operation, snapshot)) return seen('the quarantine is lifted');
  if (before?.state !== 'Active' && before?.state !== 'Quarantine' && state === 'Active') return seen('the job is active');
  return action === 'restart' ? sightRestart(operation, snapshot) : unchanged;
}

const unchanged: EffectSight = { visible: false };

function seen(sign: string): EffectSight {
  return { visible: true, sign };
}

// A series that began after the POST shows that the one before was lifted, even if nobody saw it.
function isQuarantineLifted({ before, postingAt }: OperationRecord, snapshot: JobSnapshot): boolean {
  if (before?.state !== 'Quarantine') return false;
  if (!isQuarantined(snapshot)) return snapshot.state !== 'Unknown';
  const began = millisOf(snapshot.quarantine?.seriesBegan);
  return began > millisOf(postingAt) && snapshot.quarantine?.seriesBegan !== before.seriesBegan;
}

function sightRestart({ before }: OperationRecord, { progress, lastExecution }: JobSnapshot): EffectSight {
  if (before?.hadProgress === false && progress.length > 0) return seen('an initial cycle has begun');
  const isNewRun = lastExecution?.activityIdentifier !== before?.activityIdentifier;
  if (isNewRun && (before?.countEscrowed ?? 0) > 0 && lastExecution?.countEscrowed === 0) return seen('the escrows are cleared');
  return unchanged;
}

/** What an event owes to an operation: the first change that is read after it was sent counts as its effect. */
export function causeOfChange(
  operation: OperationRecord | undefined,
  known: Pick<JobRecord, 'observedAt'> | undefined,
  event: JobEvent,
): Partial<Pick<JobEvent, 'cause' | 'operationId'>> {
  const sentAt = millisOf(operation?.postingAt);
  const isFirst = operation !== undefined && millisOf(known?.observedAt) <= sentAt && millisOf(event.observedAt) >= sentAt;
  return isFirst ? { cause: 'operation', operationId: operation.operationId } : {};
}
