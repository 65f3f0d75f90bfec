import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowance, defaultWindows, withSent } from '../../../lib/domain/channel/rate-windows.ts';
import { dayInMs, hourInMs, minuteInMs } from '../../../lib/domain/time.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const sent = (count: number, everyInMs: number) => Array.from({ length: count }, (_, index) => now - (count - index) * everyInMs);

describe('the rate windows', () => {
  it('let a quiet channel send at once, one card a second', () => {
    expect(allowance([], defaultWindows, now)).toEqual({ waitInMs: 0, cards: 16, reason: 'free' });
    expect(allowance([now - 400], defaultWindows, now)).toEqual({ waitInMs: 600, cards: 15, reason: 'free' });
  });

  it('ask for one card every half a minute when sixteen have gone within five minutes', () => {
    expect(allowance(sent(16, 10_000), defaultWindows, now)).toEqual({ waitInMs: 20_000, cards: 1, reason: 'storm' });
  });

  it('space the last fifth of an hour five minutes apart', () => {
    expect(allowance(sent(48, minuteInMs), defaultWindows, now)).toEqual({ waitInMs: 4 * minuteInMs, cards: 1, reason: 'scarce' });
  });

  it('forget what no window counts any more', () => {
    expect(withSent([now - dayInMs, now - hourInMs], defaultWindows, now)).toEqual([now - hourInMs, now]);
  });

  it('are never exceeded, however often a card is tried', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 4 * minuteInMs }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let at = now;
        let sentAt: number[] = [];
        for (const step of steps) {
          at += step;
          if (allowance(sentAt, defaultWindows, at).waitInMs <= 0) sentAt = withSent(sentAt, defaultWindows, at);
        }
        for (const { limit, inMs } of defaultWindows) {
          const worst = Math.max(0, ...sentAt.map((start) => sentAt.filter((time) => time >= start && time < start + inMs).length));
          expect(worst).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 40 },
    );
  });
});
