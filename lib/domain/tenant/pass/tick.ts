import { isoOf, millisOf } from '../../time.ts';

/** The tick that `now` (ms since the epoch) belongs to: the time floored to the poll interval, UTC ISO. Ticks compare as text. */
export function tickIdAt(now: number, pollIntervalInMs: number): string {
  return isoOf(tickAt(now, pollIntervalInMs));
}

/** Whether a period has passed since a time, counted in whole ticks: one that comes a second early is not put off by a whole turn. */
export function isPeriodOver(since: string | undefined, periodInMs: number, facts: { pollIntervalInMs: number; now: number }): boolean {
  const { pollIntervalInMs, now } = facts;
  return !(tickAt(now, pollIntervalInMs) - tickAt(millisOf(since), pollIntervalInMs) < periodInMs);
}

/** The next tick after `now`, both in milliseconds since the epoch. */
export function nextTickAfter(now: number, pollIntervalInMs: number): number {
  return tickAt(now, pollIntervalInMs) + pollIntervalInMs;
}

function tickAt(millis: number, pollIntervalInMs: number): number {
  return Math.floor(millis / pollIntervalInMs) * pollIntervalInMs;
}
