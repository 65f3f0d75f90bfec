import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { causeState } from '../../../lib/domain/job/failing/cause-state.ts';
import { comparisonTime } from '../../../lib/domain/job/failing/comparison-time.ts';
import { keepRuns, knownRuns, type Run } from '../../../lib/domain/job/known-runs.ts';
import type { TaskExecution } from '../../../lib/domain/job/synchronization-job.ts';
import { isoOf } from '../../../lib/domain/time.ts';

const start = Date.parse('2026-03-02T12:00:00.000Z');
const at = (minute: number) => isoOf(start + minute * 60_000);
const span = (began: number, ended: number): Run => ({ began: at(began), ended: at(ended) });
const keep = (runs: Run[], minute: number) => keepRuns(runs, start + minute * 60_000);

describe('the runs that are kept beside the last one', () => {
  it('are the newest of which all stands in the log, and the one that will be so next', () => {
    const everyFive = [0, 5, 10, 15, 20, 25].map((began) => span(began, began + 1));
    expect(keep(everyFive, 30)).toEqual([span(10, 11), span(15, 16)]);
    expect(keep(everyFive.toReversed(), 30)).toEqual([span(10, 11), span(15, 16)]);
    expect(keep([span(0, 1)], 10)).toEqual([span(0, 1)]);
    expect(keep([span(0, 1)], 1_000)).toEqual([span(0, 1)]);
    expect(keep([], 10)).toBeUndefined();
  });

  it('prove soon, and from then on for good, that the cause of a job that runs every few minutes is fixed', () => {
    const story = fc.record({
      everyMinutes: fc.integer({ min: 1, max: 14 }),
      share: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      failsAt: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 4 }),
    });
    void fc.assert(
      fc.property(story, ({ everyMinutes, share, failsAt }) => {
        const failed = new Set(failsAt);
        const states = follow((turn) => ({
          began: turn * everyMinutes,
          ended: (turn + share) * everyMinutes,
          state: failed.has(turn) ? 'Failed' : 'Succeeded',
        }));
        const first = states.indexOf('fixed');
        expect(first).toBeGreaterThanOrEqual(0);
        expect(new Set(states.slice(first))).toEqual(new Set(['fixed']));
        if (failed.size === 0) expect(first).toBeLessThanOrEqual(40 + 2 * everyMinutes);
      }),
      { numRuns: 40 },
    );
  });

  it('let no verdict change with each cycle of a job that runs every 20 or 40 minutes', () => {
    for (const everyMinutes of [20, 40, 90]) {
      const states = follow((turn) => ({ began: turn * everyMinutes, ended: turn * everyMinutes + 3, state: 'EntryLevelErrors' }));
      const first = states.indexOf('fixed');
      expect(first).toBeGreaterThan(0);
      expect(new Set(states.slice(first))).toEqual(new Set(['fixed']));
    }
  });
});

type Shown = (turn: number) => { began: number; ended: number; state: TaskExecution['state'] };

/** What a cause whose last row is of the first minute is told to be in each minute of eight hours, where the job is read every five. */
function follow(runOf: Shown): string[] {
  const runs = Array.from({ length: 480 }, (_, turn) => runOf(turn));
  const lastAt = (minute: number) => {
    const run = runs.findLast(({ ended }) => ended <= minute);
    return run ? { lastExecution: { state: run.state, timeBegan: at(run.began), timeEnded: at(run.ended) } as TaskExecution } : {};
  };
  let row: { last: ReturnType<typeof lastAt>; earlier: Run[] } = { last: {}, earlier: [] };
  return Array.from({ length: 480 }, (_, minute) => {
    if (minute % 5 === 0) row = { last: lastAt(minute), earlier: keep([...row.earlier, ...knownRuns([row.last])], minute) ?? [] };
    const [from, to] = [at(-60), at(minute)];
    const known = { runs: [...knownRuns([row.last]), ...row.earlier], from, to };
    const snapshot = { schedule: { state: 'Active' as const }, ...row.last };
    const compared = comparisonTime({ ...known, snapshot, now: start + minute * 60_000 });
    const window = { ...known, truncated: false, notUnderstood: 0, ...(compared && { comparedAt: compared.at }) };
    return causeState([{ kind: 'failure', at: at(0), code: 'A' }], window);
  });
}
