import type { JobEvent } from '../event.ts';
import type { Run } from '../known-runs.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import type { LogRow } from './log-row.ts';

/** UTC ISO. */
interface Times {
  from: string;
  to: string;
}

/**
 * The runs that the rows of the log themselves show, by the cycle that each of them names: one is over when the next has a row. Cycles that
 * reach into each other are not told apart, and one in a time of runs that `failed` as a whole may never have come to an object.
 */
export function loggedRuns(rows: readonly LogRow[], failed: readonly Times[]): Run[] {
  const cycles = [...Map.groupBy(rows, ({ cycleId }) => cycleId)]
    .flatMap(([id, own]) => (id === undefined ? [] : [timesOf(own)]))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  let before = '';
  return cycles.flatMap(({ from: began, to: last }, index) => {
    const ended = cycles[index + 1]?.from;
    const isApart = before < began && ended !== undefined && last < ended;
    before = last > before ? last : before;
    return isApart && !failed.some(({ from, to }) => began < to && ended > from) ? [{ began, ended }] : [];
  });
}

/** Graph's word for the state of the last run, as events tell it. */
const stateField = 'status.lastExecution.state';

/** The times, UTC ISO, in which the runs of a job failed as a whole, by its events, oldest first, and by what its row shows now. */
export function failedTimes(events: readonly JobEvent[], { lastExecution }: Pick<JobSnapshot, 'lastExecution'>): Times[] {
  const times: Times[] = [];
  let since: string | undefined;
  for (const { changes, from, snapshot, observedAt } of events) {
    if (snapshot === undefined) continue;
    const { state, timeBegan: began = observedAt } = snapshot.lastExecution ?? {};
    const hasTurned = changes.includes(stateField);
    if (state === 'Failed') since ??= hasTurned ? began : '';
    else if (hasTurned && from?.[stateField] === 'Failed') {
      times.push({ from: since ?? '', to: began });
      since = undefined;
    }
  }
  return lastExecution?.state === 'Failed' ? [...times, { from: since ?? '', to: '9999' }] : times;
}

function timesOf(rows: readonly LogRow[]): Times {
  const times = rows.map(({ at }) => at).sort();
  return { from: times[0] ?? '', to: times.at(-1) ?? '' };
}
