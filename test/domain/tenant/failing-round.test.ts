import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FailingRound, type JobOutcome, openRound, stepRound } from '../../../lib/domain/tenant/pass/failing-round.ts';

const refused: JobOutcome = { unavailable: { reason: 'permissionMissing' } };
const jobs = ['a', 'b', 'c', 'd', 'e', 'f'];
/** So many jobs have their turn in one. */
const jobsInATurn = 3;

/** One turn: each job that it comes to has the outcome that `of` tells. */
function turn(before: FailingRound | undefined, places: readonly string[], of: (place: string) => JobOutcome): FailingRound {
  const { round, waiting } = openRound(places, before);
  let next = round;
  for (const place of waiting.slice(0, jobsInATurn)) {
    const outcome = of(place);
    next = stepRound(next, place, outcome);
    if (outcome === 'later' || outcome === 'heldUp' || next.left === 0) break;
  }
  return next;
}

/** The jobs that were counted in so many turns, in their order. */
function counted(
  turns: number,
  of: (place: string) => JobOutcome,
  places: readonly string[] = jobs,
): { order: string[]; round: FailingRound } {
  const order: string[] = [];
  let round: FailingRound | undefined;
  for (let index = 0; index < turns; index += 1) {
    round = turn(round, places, (place) => {
      const outcome = of(place);
      if (outcome === 'counted') order.push(place);
      return outcome;
    });
  }
  return { order, round: round ?? { left: 0, counted: 0 } };
}

describe('a round of counting over the jobs of a tenant', () => {
  it('comes to each of them once, and the next one begins anew', () => {
    const { order, round } = counted(4, () => 'counted');
    expect(order).toEqual([...jobs, ...jobs]);
    expect(round).toEqual({ after: 'f', left: 0, counted: 6 });
  });

  it('passes over a job for which Graph has no room twice in a row', () => {
    const { order, round } = counted(4, (place) => (place === 'b' ? 'heldUp' : 'counted'));
    expect(order).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(round).toEqual({ after: 'f', left: 0, counted: 5 });
  });

  it('waits for a turn with room, however long', () => {
    expect(counted(9, () => 'later')).toEqual({ order: [], round: { left: 6, counted: 0 } });
  });

  it('takes one refusal for that of one job, and two without a count for that of the tenant', () => {
    expect(counted(2, (place) => (place === 'a' ? refused : 'counted')).order).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(counted(2, (place) => (place < 'd' ? 'counted' : refused)).round).toEqual({ after: 'f', left: 0, counted: 3 });
    const asked: string[] = [];
    const { round } = counted(3, (place) => {
      asked.push(place);
      return refused;
    });
    // With each further round another one is tried.
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    expect(round).toEqual({ after: 'd', left: 0, counted: 0, unavailable: { reason: 'permissionMissing' } });
  });

  it('goes on as an older release left it, and with other jobs than it began with', () => {
    expect(openRound(jobs, { after: 'd', left: 2, counted: 1 }).waiting).toEqual(['e', 'f']);
    expect(openRound(['a', 'x'], { after: 'd', left: 2, counted: 1 }).waiting).toEqual(['x', 'a']);
    expect(openRound([], { after: 'd', left: 2, counted: 1 })).toEqual({ round: { after: 'd', left: 0, counted: 1 }, waiting: [] });
  });

  it('counts every job whose log can be read, whatever the logs of the others answer and however that changes', () => {
    const outcome = fc.constantFrom<JobOutcome>('counted', 'passed', 'heldUp', refused);
    const others = fc.array(fc.array(outcome, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(others, fc.constantFrom(...jobs), (moments, well) => {
        let index = 0;
        const of = (place: string) => (place === well ? 'counted' : (moments[index++ % moments.length]?.[jobs.indexOf(place)] ?? 'passed'));
        // Each of five others is tried twice at most, and each round may end with a refusal after two of them.
        const { order } = counted(2 * jobs.length * jobs.length, of);
        expect(order.filter((place) => place === well).length).toBeGreaterThanOrEqual(jobs.length);
      }),
    );
  });
});
