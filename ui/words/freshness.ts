import { durationText } from './durations.ts';

/** What the header says of the age of all that is shown. */
export function ageText(observedAt: number | undefined, now: number, isStale: boolean): string {
  if (observedAt === undefined) return 'Not read yet';
  const age = durationText(now - observedAt);
  return isStale ? `Stale, last read ${age} ago` : `Read ${age} ago`;
}

/** From when on a reading is old: two intervals and a minute, as the service judges it. */
export function isStaleAt(observedAt: number, now: number, pollIntervalInSeconds: number): boolean {
  return now - observedAt > 2_000 * pollIntervalInSeconds + 60_000;
}
