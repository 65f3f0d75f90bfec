import type { JobSnapshot } from '../synchronization-job.ts';
import type { Run } from './cause-state.ts';

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
