import { minuteInMs } from '../time.ts';

/** What somebody has left of their requests, and when that was counted. */
export interface Bucket {
  tokens: number;
  at: number;
}

/** One request taken from the bucket, or how long it is until there is one again. */
export type Taken = { bucket: Bucket } | { waitInMs: number };

/** Takes one of `perMinute` requests, all of which may come at once after a quiet minute. A clock that was set back gives nothing. */
export function takeToken(bucket: Bucket | undefined, perMinute: number, now: number): Taken {
  const { tokens, at } = bucket ?? { tokens: perMinute, at: now };
  const filled = Math.min(perMinute, tokens + (Math.max(0, now - at) * perMinute) / minuteInMs);
  // Sums of parts of a token fall short of the whole by a hair.
  if (filled < 1 - 1e-9) return { waitInMs: ((1 - filled) * minuteInMs) / perMinute };
  return { bucket: { tokens: Math.max(0, filled - 1), at: now } };
}
