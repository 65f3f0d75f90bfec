import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { comparisonTime, loggedUntil } from '../../../../lib/domain/job/failing/comparison-time.ts';
import { knownRuns } from '../../../../lib/domain/job/known-runs.ts';
import type { TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';
import { isoOf } from '../../../../lib/domain/time.ts';

const now = Date.parse('2026-03-02T12:00:00.000Z');
/** So many minutes ago. */
const ago = (minutes: number) => isoOf(now - minutes * 60_000);
const run = (began: number, ended?: number, state: TaskExecution['state'] = 'Succeeded') =>
  ({ state, timeBegan: ago(began), ...(ended !== undefined && { timeEnded: ago(ended) }) }) as TaskExecution;

interface Story {
  last?: TaskExecution;
  /** The runs that earlier readings showed. */
  earlier?: TaskExecution[];
  everyMinutes?: number;
  to?: string;
}

function compared({ last, earlier = [], everyMinutes, to = ago(0) }: Story) {
  const snapshot = {
    schedule: { state: 'Active' as const, ...(everyMinutes !== undefined && { intervalInSeconds: everyMinutes * 60 }) },
    ...(last && { lastExecution: last }),
  };
  const runs = knownRuns([snapshot, ...earlier.map((lastExecution) => ({ lastExecution }))]);
  return comparisonTime({ snapshot, runs, from: ago(24 * 60), to, now });
}

describe('the time by which new and old failures are told apart', () => {
  it('is the beginning of the last run, once all of it stands in the log', () => {
    expect(compared({ last: run(40, 20), everyMinutes: 40 })).toEqual({ at: ago(40), by: 'run' });
    expect(compared({ last: run(30, 15), everyMinutes: 40 })).toEqual({ at: ago(30), by: 'run' });
  });

  it('is the run before, while the rows of the last one are on their way', () => {
    expect(compared({ last: run(20, 14), earlier: [run(60, 50)], everyMinutes: 60 })).toEqual({ at: ago(60), by: 'run' });
    expect(compared({ last: run(20), earlier: [run(60, 50)], everyMinutes: 60 })).toEqual({ at: ago(60), by: 'run' });
  });

  it('is one interval before the log ends for a job that runs every two minutes, of which nobody sees each run', () => {
    expect(compared({ last: run(2, 1), everyMinutes: 2 })).toEqual({ at: ago(17), by: 'interval' });
    expect(compared({ last: run(2, 1), earlier: [run(600, 599)], everyMinutes: 2 })).toEqual({ at: ago(17), by: 'interval' });
    expect(compared({ last: run(2, 1), everyMinutes: 40 })).toEqual({ at: ago(55), by: 'interval' });
    expect(compared({ last: run(2, 1), earlier: [run(17, 16)], everyMinutes: 2 })).toEqual({ at: ago(17), by: 'run' });
  });

  it('never divides the last run', () => {
    expect(compared({ last: run(180, 5), everyMinutes: 2 })).toEqual({ at: ago(180), by: 'interval' });
  });

  it('passes over a run that failed as a whole, since it may never have come to an object', () => {
    expect(compared({ last: run(60, 50, 'Failed'), earlier: [run(200, 190)], everyMinutes: 40 })).toEqual({ at: ago(200), by: 'run' });
    expect(compared({ last: run(2, 1, 'Failed'), earlier: [run(200, 190)], everyMinutes: 2 })).toEqual({ at: ago(200), by: 'run' });
    expect(compared({ last: run(2, 1, 'Failed'), everyMinutes: 2 })).toBeUndefined();
  });

  it('looks only at what was over in a window that ended long ago', () => {
    const story = { last: run(2, 1), earlier: [run(300, 290), run(200, 190)], everyMinutes: 2 };
    expect(compared({ ...story, to: ago(250) })).toEqual({ at: ago(300), by: 'run' });
    expect(loggedUntil(ago(250), now)).toBe(ago(250));
    expect(loggedUntil(ago(0), now)).toBe(ago(15));
  });

  it('is none where no run is known in what was read', () => {
    expect(compared({})).toBeUndefined();
    expect(compared({ last: run(2_000, 1_990), everyMinutes: 40 })).toBeUndefined();
    expect(compared({ last: run(2_000), everyMinutes: 2 })).toBeUndefined();
  });

  it('lies in the window, and early enough for a whole run since in the log, whatever ran when', () => {
    const minutes = fc.integer({ min: 0, max: 3_000 });
    const anyRun = fc.tuple(minutes, minutes).map(([one, other]) => run(Math.max(one, other), Math.min(one, other)));
    const story = fc.record({ last: anyRun, earlier: fc.array(anyRun, { maxLength: 5 }), everyMinutes: fc.integer({ min: 1, max: 90 }) });
    void fc.assert(
      fc.property(story, minutes, (facts, endedAgo) => {
        const to = ago(Math.min(endedAgo, 1_400));
        const found = compared({ ...facts, to });
        if (found === undefined) return;
        expect(found.at > ago(24 * 60) && found.at < to).toBe(true);
        const wholeRun = [facts.last, ...facts.earlier].some(
          ({ timeBegan = '', timeEnded = '9' }) => timeBegan >= found.at && timeEnded <= loggedUntil(to, now),
        );
        expect(wholeRun || found.by === 'interval').toBe(true);
        expect(found.at <= loggedUntil(to, now)).toBe(true);
      }),
    );
  });
});
