import type { JobCondition } from '../../condition.ts';
import type { Verdict } from '../../condition-count.ts';
import type { JobEvent } from '../event.ts';
import type { JobFacts, JobMarks } from '../job-marks.ts';
import type { ReadFailure } from '../job-read.ts';
import type { JobKey, JobSnapshot } from '../synchronization-job.ts';
import type { JobRecord } from './job-record.ts';

/** What one request told about one job. `observedAt` is when the request was sent, our clock, UTC ISO. */
export type JobReading =
  | { kind: 'snapshot'; observedAt: string; snapshot: JobSnapshot }
  | { kind: 'malformed'; observedAt: string; detail: string }
  | { kind: 'missing'; observedAt: string }
  | { kind: 'failed'; observedAt: string; failure: ReadFailure };

export interface ReadingContext extends Pick<JobFacts, 'postedAt'> {
  key: JobKey;
  /** Display name of the service principal. */
  displayName: string;
  tickId: string;
  pollIntervalInMs: number;
  /** What the job's events say, for a row that is older than marks. */
  recalled?: JobMarks;
  /** Milliseconds since the epoch. */
  now: number;
}

type ObservationReason =
  | 'outOfOrder'
  | 'notKnown'
  | 'unchanged'
  | 'alreadyFailing'
  | 'alreadyRemoved'
  | 'observation'
  | 'material'
  | 'readFailing'
  | 'missing'
  | 'removed';

/** What one reading is worth: the row and the events to write (none when nothing is new), and what it says of each condition. */
export interface Observation {
  reason: ObservationReason;
  record?: JobRecord;
  /** In order of `seq`; all belong to the transaction of `record`. */
  events: JobEvent[];
  conditions: Record<JobCondition, Verdict>;
}

export const nothingKnown: Record<JobCondition, Verdict> = {
  quarantine: 'unknown',
  disabled: 'unknown',
  completeFailures: 'unknown',
  silent: 'unknown',
  nearQuarantine: 'unknown',
  escrowsRising: 'unknown',
};

/** Stands for a job that never could be understood, so that it is shown, and never as healthy. */
export function unreadSnapshot(jobId: string): JobSnapshot {
  return {
    jobId,
    state: 'Unknown',
    schedule: { state: 'Unknown' },
    countSuccessiveCompleteFailures: 0,
    escrowsPruned: false,
    progress: [],
    synchronizedEntryCountByType: [],
    settings: [],
  };
}
