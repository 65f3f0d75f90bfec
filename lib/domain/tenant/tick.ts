import { isoOf } from '../time.ts';

/** The tick that `now` (ms since the epoch) belongs to: the time floored to the poll interval, UTC ISO. Ticks compare as text. */
export function tickIdAt(now: number, pollIntervalInMs: number): string {
  return isoOf(Math.floor(now / pollIntervalInMs) * pollIntervalInMs);
}
