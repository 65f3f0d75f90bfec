import { earlierOf, isoOf, millisOf } from '../../time.ts';
import { logLagInMs, type Run } from '../known-runs.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

export const comparisonReasons = ['request', 'run', 'interval'] as const;
/** By what the time was chosen: the caller, a run whose rows are all in the log, or the interval of a job that runs oftener than the log is written. */
type ComparisonReason = (typeof comparisonReasons)[number];

export interface ComparisonTime {
  /** Until here is "before", from here on is "since"; UTC ISO. */
  at: string;
  by: ComparisonReason;
}

interface ComparisonFacts {
  snapshot: Pick<JobSnapshot, 'lastExecution' | 'schedule'>;
  /** Runs of the job that are known and over, in any order. */
  runs: readonly Run[];
  /** The window that was read, UTC ISO. */
  from: string;
  to: string;
  now: number;
}

/** What happened until then stands in the log, UTC ISO; of what happened later rows may be on their way. */
export function loggedUntil(to: string, now: number): string {
  return earlierOf(to, isoOf(now - logLagInMs));
}

/**
 * The time by which one sees what is new and what stays, unless told: so late as it can be with a whole run since of which all stands in the log.
 * A comparison with the last run of a job that runs every few minutes would find nothing since, whatever fails: its rows are on their way.
 * Undefined where no run is known in what was read.
 */
export function comparisonTime({ snapshot, runs, from, to, now }: ComparisonFacts): ComparisonTime | undefined {
  const logged = loggedUntil(to, now);
  const fromRun = runs
    .flatMap(({ began, ended }) => (ended <= logged ? [began] : []))
    .toSorted()
    .at(-1);
  const fromInterval = intervalBefore(logged, to, snapshot);
  const isInterval = fromInterval !== undefined && (fromRun === undefined || fromInterval > fromRun);
  const at = isInterval ? fromInterval : fromRun;
  return at === undefined || !(at > from && at < to) ? undefined : { at, by: isInterval ? 'interval' : 'run' };
}

// Nobody sees each run of a job that runs oftener than it is read, but its last one says that it goes on; it never came to an object if it failed as a whole.
function intervalBefore(logged: string, to: string, { lastExecution: last, schedule }: ComparisonFacts['snapshot']): string | undefined {
  const isOnItsWay = last?.timeBegan !== undefined && last.timeBegan < to && !(last.timeEnded !== undefined && last.timeEnded <= logged);
  if (!isOnItsWay || last.state === 'Failed') return undefined;
  return earlierOf(isoOf(millisOf(logged) - (schedule.intervalInSeconds ?? 0) * 1_000), last.timeBegan);
}
