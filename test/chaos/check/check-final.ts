import type { Books } from '../books/books.ts';
import { stateAfter } from './spells.ts';
import type { Violation } from './violation.ts';

/** Such a share of the jobs may still wait for their next reading, and must then say so themselves. */
const largestUnreadShare = 0.05;

/** I1 at rest: once the faults have ended, every job is shown once and as it is. */
export function checkFinal({ truth, events, final }: Pick<Books, 'truth' | 'events' | 'final'>): Violation[] {
  const shown = Map.groupBy(final.value, ({ job }) => job);
  const violations: Violation[] = [];
  let unread = 0;
  for (const [job, spells] of truth) {
    const { state, from } = spells.at(-1) ?? { state: 'Gone', from: 0 };
    const entries = shown.get(job) ?? [];
    const [entry] = entries;
    if (entries.length > 1) violations.push(wrong('toldWrongly', `${job} is listed ${entries.length} times`));
    if (entry === undefined && state === 'Gone') continue;
    if (entry === undefined) violations.push(wrong('lost', `${job} is not listed; it is ${state}`));
    else if (entry.state !== state && entry.observedAt < from) unread += 1;
    else if (entry.state !== state) violations.push(wrong('toldWrongly', `${job} is listed as ${entry.state}; it is ${state}`));
    else if (recordedLast(events.get(job) ?? []) !== state)
      violations.push(wrong('lost', `${job}: its history does not end with ${state}`));
  }
  if (unread > largestUnreadShare * truth.size) violations.push(wrong('lost', `${unread} jobs were not read again after the faults`));
  if (final.total !== final.value.length)
    violations.push(wrong('toldWrongly', `/status counts ${final.total} jobs, the list ${final.value.length}`));
  return violations;
}

function recordedLast(events: Books['events'] extends Map<string, infer List> ? List : never): string | undefined {
  const last = events.findLast((event) => stateAfter(event) !== undefined);
  return last && stateAfter(last);
}

function wrong(harm: Violation['harm'], what: string): Violation {
  return { invariant: 'I1', harm, what };
}
