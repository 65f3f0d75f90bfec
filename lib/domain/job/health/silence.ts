import { ageInMs, dayInMs, minuteInMs } from '../../time.ts';
import { isOff, isQuarantined, lastRunAt, latestOf, progressAt } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

/**
 * Whether the job itself has gone silent: active and without any sign of life for longer than three intervals (30 minutes at least), or in
 * quarantine and a day past the next attempt. What was just set going, by us or others, has that long to show one; a job that is switched
 * off or never runs by itself is never silent.
 */
export function isSilent(facts: JobFacts, now: number): boolean {
  const seenAt = signOfLifeAt(facts);
  return isQuietSince(facts, seenAt && latestOf([seenAt, facts.postedAt, facts.marks?.activeSince]), now);
}

/** Whether only our own patience speaks for the job: it was set going and has shown nothing since. */
export function isAwaited(facts: JobFacts, now: number): boolean {
  return isQuietSince(facts, signOfLifeAt(facts), now) && !isSilent(facts, now);
}

/** What the job itself last showed, UTC ISO: a run, progress, or that all is in step; absent while neither run nor progress is known. */
export function signOfLifeAt(facts: JobFacts): string | undefined {
  const { steadyStateFirstAchievedTime, steadyStateLastAchievedTime } = facts.snapshot;
  const movedAt = latestOf([lastRunAt(facts.snapshot), progressAt(facts)]);
  return movedAt && latestOf([movedAt, steadyStateFirstAchievedTime, steadyStateLastAchievedTime]);
}

/** Whether the first cycle moves: then it is only long, whatever the last run says. */
export function isFirstCycleMoving(facts: JobFacts, now: number): boolean {
  return isFirstCycle(facts.snapshot) && !isOff(facts.snapshot) && ageInMs(progressAt(facts), now) <= silentAfterInMs(facts.snapshot);
}

/** Whether the job has begun and never yet had everything in step. */
export function isFirstCycle(snapshot: JobSnapshot): boolean {
  const hasBegun = snapshot.lastExecution !== undefined || snapshot.progress.length > 0;
  const isSetUp = ['Active', 'Paused', 'Quarantine'].includes(snapshot.state);
  return isSetUp && hasBegun && snapshot.steadyStateFirstAchievedTime === undefined;
}

function isQuietSince({ snapshot }: JobFacts, since: string | undefined, now: number): boolean {
  if (isOff(snapshot) || snapshot.schedule.intervalInSeconds === undefined) return false;
  const { quarantine, state } = snapshot;
  if (!isQuarantined(snapshot)) return state === 'Active' && ageInMs(since, now) > silentAfterInMs(snapshot);
  return ageInMs(quarantine?.nextAttempt, now) > dayInMs;
}

function silentAfterInMs({ schedule }: JobSnapshot): number {
  return Math.max(3 * (schedule.intervalInSeconds ?? Number.POSITIVE_INFINITY) * 1000, 30 * minuteInMs);
}
