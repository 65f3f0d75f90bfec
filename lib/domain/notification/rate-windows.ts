import { dayInMs, hourInMs } from '../time.ts';

export interface RateWindow {
  limit: number;
  inMs: number;
}

/**
 * Well below what the service published for a webhook: 4/s, 60 in 30 s, 100 an hour, 150 in two hours, 1,800 a day.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
export const defaultWindows: readonly RateWindow[] = [
  { limit: 1, inMs: 1_000 },
  { limit: 20, inMs: 30_000 },
  { limit: 60, inMs: hourInMs },
  { limit: 100, inMs: 2 * hourInMs },
  { limit: 1_000, inMs: dayInMs },
];

/** A window of an hour or more is nearly used up with this share left. */
const scarceShare = 0.2;
/** Cards one dispatch sends at most; what is beyond goes into group cards. */
const cardsPerDispatch = 8;

export interface Allowance {
  /** Milliseconds until the next card may go; 0 = now. */
  waitInMs: number;
  /** Cards that may go in this dispatch, spaced by `waitInMs` each. */
  cards: number;
  reason: 'free' | 'scarce' | 'usedUp';
}

/** What the windows still allow after the cards sent at `sentAt` (ms since the epoch). */
export function allowance(sentAt: readonly number[], windows: readonly RateWindow[], now: number): Allowance {
  const long = windows.filter(({ inMs }) => inMs >= hourInMs);
  const left = Math.min(...long.map(({ limit, inMs }) => limit - within(sentAt, inMs, now).length));
  const waitInMs = Math.max(0, ...windows.map((window) => untilFree(sentAt, window, now)));
  const isScarce = long.some(({ limit, inMs }) => limit - within(sentAt, inMs, now).length <= limit * scarceShare);
  if (left <= 0) return { waitInMs, cards: 0, reason: 'usedUp' };
  return isScarce ? { waitInMs, cards: 1, reason: 'scarce' } : { waitInMs, cards: Math.min(left, cardsPerDispatch), reason: 'free' };
}

/** The times that still count for a window, with the newest. */
export function withSent(sentAt: readonly number[], windows: readonly RateWindow[], now: number): number[] {
  const longest = Math.max(...windows.map(({ inMs }) => inMs));
  return [...within(sentAt, longest, now), now];
}

function untilFree(sentAt: readonly number[], { limit, inMs }: RateWindow, now: number): number {
  const inside = within(sentAt, inMs, now);
  const blocking = inside.at(-limit);
  return blocking === undefined ? 0 : blocking + inMs - now;
}

// A time in the future comes from a clock that was set back; it counts as now, so that it cannot block for ever.
function within(sentAt: readonly number[], inMs: number, now: number): number[] {
  return sentAt.map((at) => Math.min(at, now)).filter((at) => now - at < inMs);
}
