import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { Books, Spell } from '../books/books.ts';
import { overlaps, stateAfter } from './spells.ts';
import { iso, type Violation } from './violation.ts';

/** Our clock and the simulator's are one, but a time is cut to whole milliseconds. */
const slackInMs = 5;

/** I1 and I4: every recorded change was one, each once and in its order, and the numbers have neither hole nor double. */
export function checkHistory({ events, truth }: Pick<Books, 'events' | 'truth'>): Violation[] {
  return [...events].flatMap(([job, list]) => [
    ...checkNumbers(job, list),
    ...checkChain(job, list),
    ...checkTruth(job, list, truth.get(job) ?? []),
  ]);
}

function checkNumbers(job: string, events: readonly JobEvent[]): Violation[] {
  const index = events.findIndex(({ seq }, place) => seq !== place + 1);
  if (index < 0) return [];
  return [{ invariant: 'I4', harm: 'badHistory', what: `${job}: event ${index + 1} has the number ${events[index]?.seq}` }];
}

/** Each event starts from the state in which the one before it left the job. */
function checkChain(job: string, events: readonly JobEvent[]): Violation[] {
  let code: unknown;
  return events.flatMap(({ from, to, seq, type }): Violation[] => {
    const [before, after] = [from?.['status.code'], to?.['status.code']];
    const known = code;
    if (type === 'removed') code = undefined;
    else if (after !== undefined) code = after;
    if (type === 'appeared' || before === undefined || known === undefined || before === known) return [];
    return [{ invariant: 'I4', harm: 'badHistory', what: `${job}: event ${seq} leaves ${before}, but the job was ${known}` }];
  });
}

/** The recorded states are found among the true ones in the same order, each at the time at which it was read. */
function checkTruth(job: string, events: readonly JobEvent[], spells: readonly Spell[]): Violation[] {
  const violations: Violation[] = [];
  let place = -1;
  let last: string | undefined;
  for (const event of events) {
    const state = stateAfter(event);
    if (state === undefined) continue;
    const from = Date.parse(event.observedAt) - slackInMs;
    const to = Date.parse(event.at) + slackInMs;
    const first = state === last ? Math.max(place, 0) : place + 1;
    const found = spells.findIndex((spell, index) => index >= first && spell.state === state && overlaps(spells, index, from, to));
    if (found < 0) violations.push(wrong(job, event, state, last === state ? 'it was not so then' : 'no such change was made then'));
    else place = found;
    last = state;
  }
  return violations;
}

function wrong(job: string, { seq, observedAt }: JobEvent, state: string, why: string): Violation {
  return { invariant: 'I1', harm: 'toldWrongly', what: `${job}: event ${seq} says ${state} as of ${iso(Date.parse(observedAt))}; ${why}` };
}
