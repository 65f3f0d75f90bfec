import { describe, expect, it } from '@jest/globals';
import type { JobEvent } from '../../../../lib/domain/job/event.ts';
import type { LogRow } from '../../../../lib/domain/job/failing/log-row.ts';
import { failedTimes, loggedRuns } from '../../../../lib/domain/job/failing/logged-runs.ts';
import type { TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 3, minute)).toISOString();
const row = (cycleId: string | undefined, minute: number): LogRow => ({
  kind: 'failure',
  at: at(minute),
  code: 'A',
  ...(cycleId && { cycleId }),
});
const runs = (rows: LogRow[], failed: [string, string][] = []) =>
  loggedRuns(
    rows,
    failed.map(([from, to]) => ({ from, to })),
  );

describe('the runs that a log shows by its cycles', () => {
  it('begin with the first row of a cycle and are over with the first of the next one, in whatever order rows come', () => {
    expect(runs([row('3', 9), row('1', 1), row('2', 5), row('1', 2)])).toEqual([
      { began: at(1), ended: at(5) },
      { began: at(5), ended: at(9) },
    ]);
  });

  it('are none of a cycle that nothing follows, and none of rows that name no cycle', () => {
    expect(runs([row('1', 1), row('1', 9)])).toEqual([]);
    expect(runs([row(undefined, 1), row(undefined, 9)])).toEqual([]);
    expect(runs([row('1', 1), row(undefined, 9)])).toEqual([]);
  });

  it('are none of cycles that reach into each other: which of them is a run of the job is not told', () => {
    expect(runs([row('1', 1), row('2', 3), row('1', 5), row('3', 9), row('4', 12)])).toEqual([{ began: at(9), ended: at(12) }]);
    expect(runs([row('1', 1), row('2', 1), row('3', 5)])).toEqual([]);
  });

  it('are none of a time in which runs failed as a whole', () => {
    const rows = [row('1', 1), row('2', 5), row('3', 9), row('4', 12)];
    expect(runs(rows, [[at(6), at(7)]])).toEqual([
      { began: at(1), ended: at(5) },
      { began: at(9), ended: at(12) },
    ]);
    expect(runs(rows, [['', '9999']])).toEqual([]);
  });
});

describe('the times in which runs failed as a whole', () => {
  const last = (state: TaskExecution['state'], minute: number) => ({ lastExecution: { state, timeBegan: at(minute) } as TaskExecution });
  const event = (minute: number, state: TaskExecution['state'], from?: string) =>
    ({
      changes: from === undefined ? ['status.countSuccessiveCompleteFailures'] : ['status.lastExecution.state'],
      from: from === undefined ? {} : { 'status.lastExecution.state': from },
      snapshot: last(state, minute),
      observedAt: at(minute + 3),
    }) as unknown as JobEvent;

  it('reach from the first run that is known to have failed to the first that did not', () => {
    const events = [event(10, 'Failed', 'Succeeded'), event(20, 'Failed'), event(30, 'EntryLevelErrors', 'Failed')];
    expect(failedTimes(events, last('EntryLevelErrors', 40))).toEqual([{ from: at(10), to: at(30) }]);
    expect(failedTimes(events.slice(0, 2), last('Failed', 40))).toEqual([{ from: at(10), to: '9999' }]);
  });

  it('reach back beyond what is known where the first event finds them so', () => {
    expect(failedTimes([event(30, 'Succeeded', 'Failed')], last('Succeeded', 40))).toEqual([{ from: '', to: at(30) }]);
    expect(failedTimes([event(20, 'Failed'), event(30, 'Succeeded', 'Failed')], last('Succeeded', 40))).toEqual([{ from: '', to: at(30) }]);
    expect(failedTimes([], last('Failed', 40))).toEqual([{ from: '', to: '9999' }]);
    expect(failedTimes([], last('Succeeded', 40))).toEqual([]);
  });
});
