export const minuteInMs = 60_000;
export const hourInMs = 60 * minuteInMs;
export const dayInMs = 24 * hourInMs;

/** Milliseconds since the epoch of a UTC ISO time; NaN when there is none, so that every comparison with it is false. */
export function millisOf(iso: string | undefined): number {
  return iso === undefined ? Number.NaN : Date.parse(iso);
}

/** The UTC ISO time, with milliseconds, of milliseconds since the epoch. */
export function isoOf(millis: number): string {
  return new Date(millis).toISOString();
}

/** Milliseconds from `since` to `now`, never negative: a clock that runs ahead makes nothing younger than new. */
export function ageInMs(since: string | undefined, now: number): number {
  return Math.max(0, now - millisOf(since));
}

/** So far the clocks of two hosts may be apart. */
const clockToleranceInMs = 2 * minuteInMs;

/** Whether our own note of a moment lies ahead of `now`: a clock was wrong when it was made, and no age follows from it. */
export function isAhead(notedAt: string | undefined, now: number): boolean {
  return millisOf(notedAt) > now + clockToleranceInMs;
}

/** The later of two UTC ISO times; the one that exists when the other does not. */
export function laterOf(one: string, other: string | undefined): string {
  return other !== undefined && millisOf(other) > millisOf(one) ? other : one;
}

/** The earlier of two UTC ISO times; the one that exists when the other does not. */
export function earlierOf(one: string, other: string | undefined): string {
  return other !== undefined && millisOf(other) < millisOf(one) ? other : one;
}

/** The oldest of these UTC ISO times; undefined where there is none. */
export function oldestTime(times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((oldest, time) => (oldest === undefined || (time !== undefined && time < oldest) ? time : oldest), undefined);
}
