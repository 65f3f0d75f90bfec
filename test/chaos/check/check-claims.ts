import type { Books, Claim } from '../books/books.ts';
import { heldWithin, recordedWithin } from './spells.ts';
import { iso, type Violation } from './violation.ts';

const slackInMs = 5;

/** I1 and I7: what the API said was true when it was read, is in the history, and was called fresh only while it was. */
export function checkClaims(books: Pick<Books, 'claims' | 'truth' | 'events' | 'freshLimitInMs'>): Violation[] {
  return books.claims.flatMap((claim) => {
    // A job that exists and could never be understood is shown as that, and no state is claimed for it.
    if (claim.state === 'Unknown' && claim.freshness === 'unknown') return [];
    const spells = books.truth.get(claim.job);
    if (spells === undefined) return [violation('I1', 'toldWrongly', claim, 'there never was such a job')];
    return [
      // What vouches for a reading is when its pass began: the reading itself came later, and before the answer.
      ...(heldWithin(spells, claim.state, claim.observedAt - slackInMs, claim.answeredAt)
        ? []
        : [violation('I1', 'toldWrongly', claim, 'it was not so at any time since')]),
      ...checkRecorded(claim, books),
      ...checkFresh(claim, books),
    ];
  });
}

// What was told must be found in the history: a change that the history does not know is lost.
function checkRecorded(claim: Claim, { events }: Pick<Books, 'events'>): Violation[] {
  const { job, state, observedAt, answeredAt } = claim;
  if (recordedWithin(events.get(job) ?? [], state, observedAt, answeredAt)) return [];
  return [violation('I1', 'lost', claim, 'but the history knows of no such state then')];
}

function checkFresh(claim: Claim, { truth, freshLimitInMs }: Pick<Books, 'truth' | 'freshLimitInMs'>): Violation[] {
  if (claim.freshness !== 'fresh') return [];
  const ageInMs = claim.lastAskedAt - claim.observedAt;
  if (ageInMs > freshLimitInMs) return [violation('I7', 'falselyFresh', claim, `still called fresh ${Math.round(ageInMs / 1000)} s later`)];
  // Also without believing the time that the API itself gives.
  // What was read while the answer was being made is younger than the question.
  const until = Math.max(claim.lastAskedAt, claim.answeredAt);
  const isTrue = heldWithin(truth.get(claim.job) ?? [], claim.state, claim.lastAskedAt - freshLimitInMs, until);
  return isTrue ? [] : [violation('I7', 'falselyFresh', claim, 'called fresh, although it had long been otherwise')];
}

function violation(invariant: Violation['invariant'], harm: Violation['harm'], claim: Claim, why: string): Violation {
  const { job, state, where, observedAt, answeredAt } = claim;
  return { invariant, harm, what: `${job}: the ${where} of ${iso(answeredAt)} says ${state}, read ${iso(observedAt)}; ${why}` };
}
