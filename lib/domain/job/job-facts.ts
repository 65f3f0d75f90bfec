import { laterOf } from '../time.ts';
import type { JobFacts } from './job-marks.ts';
import type { JobSnapshot, SynchronizationError } from './synchronization-job.ts';

/** The code of an error; Graph may send none, and `Unknown` in its place explains nothing. */
export function codeOf(error: SynchronizationError | undefined): string | undefined {
  return error?.code.toLowerCase() === 'unknown' ? undefined : error?.code;
}

/** The code that explains the job's trouble: that of the quarantine, else that of its last run. */
export function errorCodeOf(snapshot: JobSnapshot): string | undefined {
  return codeOf(snapshot.quarantine?.error) ?? codeOf(snapshot.lastExecution?.error);
}

/** A quarantine in force. Normalisation keeps `quarantine` only then, so its mere presence counts too. */
export function isQuarantined({ state, quarantine }: Pick<JobSnapshot, 'state'> & { quarantine?: object }): boolean {
  return state === 'Quarantine' || quarantine !== undefined;
}

/** Whether nothing is meant to run: never switched on, switched off, paused. Graph creates every job `NotConfigured` with schedule `Disabled`. */
export function isOff({ state, schedule }: JobSnapshot): boolean {
  return ['NotConfigured', 'NotRun', 'Paused'].includes(state) || schedule.state === 'Disabled' || schedule.state === 'Paused';
}

/** Runs in a row that failed as a whole; a last run that failed is one, whatever the counter says. */
export function failedRuns(snapshot: JobSnapshot): number {
  return Math.max(snapshot.countSuccessiveCompleteFailures, snapshot.lastExecution?.state === 'Failed' ? 1 : 0);
}

/** The end of the last run, else its beginning, UTC ISO; absent when it never ran. */
export function lastRunAt(snapshot: JobSnapshot): string | undefined {
  return snapshot.lastExecution?.timeEnded ?? snapshot.lastExecution?.timeBegan;
}

/** When its progress was last observed by Microsoft, or seen to move by us, UTC ISO. */
export function progressAt({ snapshot, marks }: JobFacts): string | undefined {
  return latestOf([...snapshot.progress.map(({ progressObservationDateTime }) => progressObservationDateTime), marks?.progressMovedAt]);
}

/** The latest of some times; absent when there is none. */
export function latestOf(times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((latest, time) => (latest === undefined ? time : laterOf(latest, time)), undefined);
}
