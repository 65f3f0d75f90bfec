import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { Spell } from '../books/books.ts';

interface Facts {
  state: string;
  errorCode?: string | undefined;
}

/** The word for a state that all books share: a quarantine counts as another one when its cause is another. */
export function stateWord({ state, errorCode }: Facts): string {
  return state === 'Quarantine' ? `Quarantine ${errorCode ?? ''}` : state;
}

export function isQuarantine(word: string | undefined): boolean {
  return word?.startsWith('Quarantine') === true;
}

/** The state that an event leaves the job in. */
export function stateAfter({ type, snapshot }: JobEvent): string | undefined {
  if (type === 'removed') return 'Gone';
  return snapshot && stateWord({ state: snapshot.rawCode ?? snapshot.state, errorCode: snapshot.quarantine?.error?.code });
}

/** Whether the state held at some moment from `from` to `to`. */
export function heldWithin(spells: readonly Spell[], state: string, from: number, to: number): boolean {
  return spells.some((spell, index) => spell.state === state && overlaps(spells, index, from, to));
}

/** Whether the spell at this place has a moment in common with that time. */
export function overlaps(spells: readonly Spell[], index: number, from: number, to: number): boolean {
  const begins = spells[index]?.from ?? Number.POSITIVE_INFINITY;
  const ends = spells[index + 1]?.from ?? Number.POSITIVE_INFINITY;
  return begins <= to && ends >= from;
}

/** Whether the history has the state at some moment from `from` to `to`. */
export function recordedWithin(events: readonly JobEvent[], state: string, from: number, to: number): boolean {
  const changes = events.filter((event) => Date.parse(event.observedAt) > from && Date.parse(event.observedAt) <= to);
  return recordedAt(events, from) === state || changes.some((event) => stateAfter(event) === state);
}

/** The state that the product's history gives for a moment; undefined before the job was known. */
export function recordedAt(events: readonly JobEvent[], timeInMs: number): string | undefined {
  const before = events.filter((event) => Date.parse(event.observedAt) <= timeInMs && stateAfter(event) !== undefined);
  const last = before.at(-1);
  return last && stateAfter(last);
}
