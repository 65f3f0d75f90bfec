import { isConditionOpen } from '../../condition-count.ts';
import { millisOf } from '../../time.ts';
import { quarantineCountdown } from '../health/quarantine-countdown.ts';
import { isFirstCycle } from '../health/silence.ts';
import { isExpired } from '../health/switched-off.ts';
import { errorCodeOf, isOff, isQuarantined, lastRunAt } from '../job-facts.ts';
import type { DisabledFrom, JobMarks } from '../job-marks.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import type { JobRecord } from './job-record.ts';

type Before = Pick<JobRecord, 'snapshot' | 'counts' | 'marks'>;

/**
 * What is to be kept of one reading after another. Every job that is switched off has marks, empty ones too: they say that its history
 * was looked at, which rows older than marks cannot.
 */
export function markReading(before: Before | undefined, snapshot: JobSnapshot, observedAt: string): JobMarks | undefined {
  const marks: JobMarks = {};
  const activeSince = activeSinceOf(before, snapshot, observedAt);
  const progressMovedAt = progressMovedAtOf(before, snapshot, observedAt);
  const disabledFrom = disabledFromOf(before, snapshot, observedAt);
  if (activeSince !== undefined) marks.activeSince = activeSince;
  if (isFirstCycle(snapshot)) marks.firstCycleSince = before?.marks?.firstCycleSince ?? firstCycleBegan(snapshot, observedAt);
  if (progressMovedAt !== undefined) marks.progressMovedAt = progressMovedAt;
  if (disabledFrom !== undefined) marks.disabledFrom = disabledFrom;
  return Object.keys(marks).length > 0 || snapshot.schedule.state === 'Disabled' ? marks : undefined;
}

function isStopped(snapshot: JobSnapshot): boolean {
  return isOff(snapshot) || isQuarantined(snapshot);
}

function activeSinceOf(before: Before | undefined, snapshot: JobSnapshot, observedAt: string): string | undefined {
  if (before === undefined || isStopped(snapshot)) return undefined;
  return isStopped(before.snapshot) && snapshot.state === 'Active' ? observedAt : before.marks?.activeSince;
}

function firstCycleBegan({ lastExecution }: JobSnapshot, observedAt: string): string {
  const began = lastExecution?.timeBegan;
  return began !== undefined && millisOf(began) < millisOf(observedAt) ? began : observedAt;
}

// Between two stages of a cycle Graph shows no progress: that it is gone is a movement too, and is not forgotten.
function progressMovedAtOf(before: Before | undefined, snapshot: JobSnapshot, observedAt: string): string | undefined {
  // A progress without a time that is seen for the first time may have moved just now: only the next readings can tell.
  const isTimed = snapshot.progress.some((each) => each.progressObservationDateTime);
  if (before === undefined) return isTimed || snapshot.progress.length === 0 ? undefined : observedAt;
  return unitsOf(before.snapshot) === unitsOf(snapshot) ? before.marks?.progressMovedAt : observedAt;
}

function unitsOf({ progress }: JobSnapshot): string {
  return progress.map(({ completedUnits, totalUnits, units }) => `${completedUnits}/${totalUnits} ${units}`).join();
}

/**
 * Microsoft disables a job after 28 days in quarantine; afterwards it is `Paused` with schedule `Disabled` like one that was switched off by
 * intent, so only what was seen before tells them apart.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status
 */
function disabledFromOf(before: Before | undefined, snapshot: JobSnapshot, observedAt: string): DisabledFrom | undefined {
  const known = before?.marks?.disabledFrom;
  if (known !== undefined) return isOverSince(known, snapshot) ? undefined : known;
  if (snapshot.schedule.state !== 'Disabled') return undefined;
  const wasQuarantined =
    before !== undefined && (isQuarantined(before.snapshot) || isConditionOpen('quarantine', before.counts.quarantine));
  const hasTurned = before?.snapshot.schedule.state !== 'Disabled' || !isQuarantined(snapshot);
  if (!isExpired(snapshot, millisOf(observedAt)) && !(wasQuarantined && hasTurned)) return undefined;
  return switchOff(before, snapshot, observedAt);
}

function switchOff(before: Before | undefined, snapshot: JobSnapshot, seenAt: string): DisabledFrom {
  const last = isQuarantined(snapshot) ? snapshot : (before?.snapshot ?? snapshot);
  const { seriesBegan, reason } = last.quarantine ?? {};
  const errorCode = errorCodeOf(last);
  const expiredAt = quarantineCountdown(last.quarantine, 0)?.disableAt;
  const wasSeen = before !== undefined && before.snapshot.schedule.state !== 'Disabled';
  return {
    seenAt,
    ...(!wasSeen && expiredAt !== undefined && expiredAt < seenAt && { offSince: expiredAt }),
    ...(seriesBegan !== undefined && { seriesBegan }),
    ...(reason !== undefined && { reason }),
    ...(errorCode !== undefined && { errorCode }),
  };
}

// A good run after the switch-off ends it; a new quarantine of a job that is on again has its own life.
function isOverSince({ seenAt }: DisabledFrom, snapshot: JobSnapshot): boolean {
  if (snapshot.schedule.state === 'Disabled') return false;
  if (isQuarantined(snapshot)) return true;
  const { lastExecution } = snapshot;
  const isGood = lastExecution?.state === 'Succeeded' || lastExecution?.state === 'EntryLevelErrors';
  return isGood && millisOf(lastRunAt(snapshot)) > millisOf(seenAt);
}
