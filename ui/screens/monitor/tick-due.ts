import { isStaleAt } from '../../words/freshness.ts';

interface TickFacts {
  /** Milliseconds since the epoch, as the others; undefined where there was none yet. */
  lastTick: number | undefined;
  /** Any of the schedule: it was told with an answer that may be held for long. */
  nextTick: number;
  intervalInSeconds: number;
  now: number;
}

/** When the next tick is due; where what was read last is no longer fresh, when the one after it should have been. */
export function tickDue({ lastTick = Number.NaN, nextTick, intervalInSeconds, now }: TickFacts): { at: number; isLate: boolean } {
  const intervalInMs = 1_000 * intervalInSeconds;
  const firstAfter = (time: number) => nextTick + intervalInMs * (Math.floor((time - nextTick) / intervalInMs) + 1);
  return isStaleAt(lastTick, now, intervalInSeconds) ? { at: firstAfter(lastTick), isLate: true } : { at: firstAfter(now), isLate: false };
}
