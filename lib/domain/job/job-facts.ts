import { ageInMs, dayInMs, minuteInMs } from '../time.ts';
import type { JobSnapshot } from './synchronization-job.ts';

/** The code that explains the job's trouble: that of the quarantine, else that of its last run. */
export function errorCodeOf(snapshot: JobSnapshot): string | undefined {
  return snapshot.quarantine?.error?.code ?? snapshot.lastExecution?.error?.code;
}

/** A quarantine in force. Normalisation keeps `quarantine` only then, so its mere presence counts too. */
export function isQuarantined(snapshot: JobSnapshot): boolean {
  return snapshot.state === 'Quarantine' || snapshot.quarantine !== undefined;
}

/** Runs in a row that failed as a whole; a last run that failed is one, whatever the counter says. */
export function failedRuns(snapshot: JobSnapshot): number {
  return Math.max(snapshot.countSuccessiveCompleteFailures, snapshot.lastExecution?.state === 'Failed' ? 1 : 0);
}

/** Whether an error code of the hybrid agent service stands in the quarantine or in the last run. */
export function isAgentSuspected(snapshot: JobSnapshot): boolean {
  const codes = [snapshot.quarantine?.error?.code, snapshot.lastExecution?.error?.code];
  return codes.some((code) => code?.toLowerCase().startsWith('hybrididentityservice'));
}

/**
 * Whether the job itself has gone silent: active and without a run for longer than three intervals (30 minutes at least),
 * or in quarantine and a day past the next attempt. A job that never runs by itself is never silent.
 */
export function isSilent(snapshot: JobSnapshot, now: number): boolean {
  const { intervalInSeconds } = snapshot.schedule;
  if (intervalInSeconds === undefined) return false;
  if (isQuarantined(snapshot)) return ageInMs(snapshot.quarantine?.nextAttempt, now) > dayInMs;
  const limit = Math.max(3 * intervalInSeconds * 1000, 30 * minuteInMs);
  return snapshot.state === 'Active' && ageInMs(lastRunAt(snapshot), now) > limit;
}

/** The last sign of life of the job's runs, UTC ISO; absent when it never ran. */
export function lastRunAt(snapshot: JobSnapshot): string | undefined {
  return snapshot.lastExecution?.timeEnded ?? snapshot.lastExecution?.timeBegan;
}
