import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limitStanding, limitWords } from '../../../../lib/domain/job/health/limit-standing.ts';

describe('a number of failing objects beside its limit', () => {
  it.each([
    [3_999, 'below', '3,999 of 5,000 (79 %)'],
    [4_000, 'near', '4,000 of 5,000, near the limit (80 %)'],
    [4_999, 'near', '4,999 of 5,000, near the limit (99 %)'],
    [5_000, 'at', '5,000, exactly the limit'],
    [5_001, 'above', '5,001, above the limit of 5,000'],
    [5_400, 'above', '5,400, above the limit of 5,000'],
  ])('%d of 5,000 are %s it: %s', (count, standing, words) => {
    expect(limitStanding({ count, allowed: 5_000 })).toBe(standing);
    expect(limitWords({ count, allowed: 5_000 })).toBe(words);
  });

  it('is called near only while it is less than what stands there as the limit, and never by a share of all or more', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.double({ min: 5_000, max: 100_000, noNaN: true }), (count, allowed) => {
        const words = limitWords({ count, allowed });
        const limit = Math.round(allowed);
        expect(words.includes('above')).toBe(count > limit);
        expect(words.includes('exactly')).toBe(count === limit);
        expect(Number(/\((\d+) %\)/.exec(words)?.[1] ?? 0)).toBeLessThanOrEqual(100);
        expect(count >= limit && /near|%/.test(words)).toBe(false);
      }),
    );
  });
});
