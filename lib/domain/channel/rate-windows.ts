import { dayInMs, hourInMs, minuteInMs } from '../time.ts';

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
/** … and then lasts longer, when its cards are this far apart. */
const scarceSpacingInMs = 5 * minuteInMs;
/** So many cards in five minutes are a storm: from then on everything goes into one card, every half a minute. */
const cardsBeforeStorm = 16;
const stormInMs = 5 * minuteInMs;
const stormSpacingInMs = 30_000;

interface Allowance {
  /** Milliseconds until the next card may go; 0 = now. */
  waitInMs: number;
  /** Into so many cards everything that waits has to go. */
  cards: number;
  reason: 'free' | 'storm' | 'scarce';
}

/** What the windows still allow after the cards sent at `sentAt` (ms since the epoch). */
export function allowance(sentAt: readonly number[], windows: readonly RateWindow[], now: number): Allowance {
  const isScarce = windows.some(({ limit, inMs }) => inMs >= hourInMs && limit - within(sentAt, inMs, now).length <= limit * scarceShare);
  const left = cardsBeforeStorm - within(sentAt, stormInMs, now).length;
  const spacingInMs = isScarce ? scarceSpacingInMs : left > 0 ? 0 : stormSpacingInMs;
  const waitInMs = Math.max(0, ...[...windows, { limit: 1, inMs: spacingInMs }].map((window) => untilFree(sentAt, window, now)));
  if (isScarce) return { waitInMs, cards: 1, reason: 'scarce' };
  return left > 0 ? { waitInMs, cards: left, reason: 'free' } : { waitInMs, cards: 1, reason: 'storm' };
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
