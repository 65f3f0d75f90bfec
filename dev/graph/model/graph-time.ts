/** How Graph writes "never" for a time. */
export const never = '0001-01-01T00:00:00Z';
/** How Graph writes "never by itself" for an interval: the largest .NET TimeSpan. */
export const neverInterval = 'P10675199DT2H48M5.4775807S';

export const hourInMs = 3_600_000;
export const dayInMs = 24 * hourInMs;

/** Seven digits of a second, as .NET prints them; a whole second has no fraction at all. */
export function graphTime(atInMs: number): string {
  const iso = new Date(atInMs).toISOString();
  if (iso.endsWith('.000Z')) return iso.replace('.000Z', 'Z');
  return iso.replace('Z', `${String((atInMs * 7919) % 10_000).padStart(4, '0')}Z`);
}

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; infinite when it never comes round. */
export function intervalInMs(interval: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(interval);
  if (!parts || interval === neverInterval) return Number.POSITIVE_INFINITY;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const total = (days ?? 0) * dayInMs + (hours ?? 0) * hourInMs + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000;
  return total > 0 ? total : Number.POSITIVE_INFINITY;
}
