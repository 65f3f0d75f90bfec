import { counted, durationText } from './durations.ts';

/** What the service says of the readings of one answer; milliseconds since the epoch. */
interface ReadTimes {
  /** Of the oldest of all. */
  observedAt: number | undefined;
  /** Of the oldest that were fresh when it was asked. */
  freshAt: number | undefined;
}

/** How old what is shown is: by its oldest fresh reading; by its oldest of all where an answer has no fresh one. */
export function oldestShown(answers: readonly ReadTimes[]): number | undefined {
  const times = answers.flatMap(({ observedAt, freshAt }) => freshAt ?? observedAt ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What the header says of the age of all that is shown. */
export function ageText(observedAt: number | undefined, now: number, isStale: boolean): string {
  if (observedAt === undefined) return 'Not read yet';
  const age = durationText(now - observedAt);
  return isStale ? `Stale, last read ${age} ago` : `Read ${age} ago`;
}

/** What the header says beside it of the tenants that are not fresh. */
export function staleTenantsText(tenants: { stale: number; oldestStaleReading?: string }, now: number): string | undefined {
  const { stale, oldestStaleReading } = tenants;
  if (stale === 0 || oldestStaleReading === undefined) return undefined;
  const age = durationText(now - Date.parse(oldestStaleReading));
  return `${counted(stale, 'tenant')} last read ${stale === 1 ? '' : 'up to '}${age} ago`;
}

/** From when on a reading is old: two intervals and a minute, as the service judges it. */
export function isStaleAt(observedAt: number, now: number, pollIntervalInSeconds: number): boolean {
  return now - observedAt > 2_000 * pollIntervalInSeconds + 60_000;
}
