/** At most `limit` calls per key in any `windowInMs`; true while the call is within it. */
export function createRateLimit(limit: number, windowInMs: number, now: () => number): (key: string) => boolean {
  const times = new Map<string, number[]>();
  return (key) => {
    const recent = (times.get(key) ?? []).filter((at) => now() - at < windowInMs);
    if (recent.length >= limit) return false;
    times.set(key, [...recent, now()]);
    return true;
  };
}
