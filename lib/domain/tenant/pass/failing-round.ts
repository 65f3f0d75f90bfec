import type { Unavailable } from '../../unavailable.ts';

/** How far the counting of failing objects has come: the jobs of a tenant take turns, so that a round may need several passes. */
export interface FailingRound {
  /** The job that had its turn last, by its place: the next in the order goes on, in this round or in a new one. */
  after?: string;
  /** Jobs that still wait for their turn in this round. */
  left: number;
  /** Jobs that the round has counted so far. */
  counted: number;
  /** How often Graph had no room for the job that comes next. */
  heldUp?: number;
  /** Why the log may not be read, as the last refusal says; none was counted since. */
  unavailable?: Unavailable;
}

/**
 * What came of the turn of one job. `passed`: there is nothing to be had of it in this round. `later`: this turn has no room for it.
 * `heldUp`: Graph had none.
 */
export type JobOutcome = 'counted' | 'passed' | 'later' | 'heldUp' | { unavailable: Unavailable };

/** What Graph has no room for twice in a row would keep all others waiting for ever. */
const mostTimesHeldUp = 2;

/** Goes on with the round, or begins a new one behind the job that had its turn last; with the jobs that wait, in their order. */
export function openRound(places: readonly string[], before: FailingRound | undefined): { round: FailingRound; waiting: string[] } {
  const after = before?.after ?? '';
  const sorted = places.toSorted();
  const inOrder = [...sorted.filter((place) => place > after), ...sorted.filter((place) => place <= after)];
  if (before === undefined) return { round: { left: inOrder.length, counted: 0 }, waiting: inOrder };
  const isNew = before.left === 0;
  const waiting = isNew ? inOrder : inOrder.slice(0, before.left);
  return { round: { ...before, left: waiting.length, ...(isNew && { counted: 0 }) }, waiting };
}

/**
 * The round after the turn of the job at `place`. One refusal may be of that job alone; it is the tenant's, and ends the round, where the
 * one before it was a refusal too.
 */
export function stepRound(round: FailingRound, place: string, outcome: JobOutcome): FailingRound {
  const { heldUp = 0, unavailable, ...rest } = round;
  const refusal = unavailable && { unavailable };
  if (outcome === 'later') return round;
  if (outcome === 'heldUp' && heldUp + 1 < mostTimesHeldUp) return { ...rest, ...refusal, heldUp: heldUp + 1 };
  const passed = { ...rest, after: place, left: rest.left - 1 };
  if (outcome === 'counted') return { ...passed, counted: rest.counted + 1 };
  if (typeof outcome !== 'object') return { ...passed, ...refusal };
  if (rest.counted > 0) return passed;
  return { ...passed, ...outcome, ...(unavailable && { left: 0 }) };
}
