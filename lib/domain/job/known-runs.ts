import { isoOf, minuteInMs } from '../time.ts';
import type { JobSnapshot } from './synchronization-job.ts';

/** A run of a job that is over, UTC ISO. */
export interface Run {
  began: string;
  ended: string;
}

/** Rows reach the log minutes after what they tell of. https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-concepts */
export const logLagInMs = 15 * minuteInMs;

type Seen = Pick<JobSnapshot, 'lastExecution' | 'lastSuccessfulExecution' | 'lastSuccessfulExecutionWithExports'>;

/**
 * The runs of a job that are over, as its snapshots show them. None is inferred from the schedule: one long run may stand where many short
 * ones were planned. One that failed as a whole may never have come to an object.
 */
export function knownRuns(snapshots: readonly Seen[]): Run[] {
  return snapshots
    .flatMap(({ lastExecution: last, lastSuccessfulExecution: successful, lastSuccessfulExecutionWithExports: exporting }) => [
      last?.state === 'Failed' ? undefined : last,
      successful,
      exporting,
    ])
    .flatMap((run) => {
      const { timeBegan: began, timeEnded: ended } = run ?? {};
      return began === undefined || ended === undefined ? [] : [{ began, ended }];
    });
}

/**
 * Which of the runs of earlier readings are worth keeping beside the last one: the newest that is over for so long that all its rows stand
 * in the log, and the one that will be so next. A run that changed nothing leaves no event, and Graph shows the last one alone.
 */
export function keepRuns(runs: readonly Run[], now: number): Run[] | undefined {
  const whole = isoOf(now - logLagInMs);
  const ordered = runs.toSorted((one, other) => (one.ended < other.ended ? -1 : 1));
  const kept = [ordered.findLast(({ ended }) => ended <= whole), ordered.find(({ ended }) => ended > whole)].flatMap((run) => run ?? []);
  return kept.length === 0 ? undefined : kept;
}
