import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aheadAfter } from '../../../ui/api/clock.ts';

const day = fc.integer({ min: -86_400_000, max: 86_400_000 });
const delay = fc.integer({ min: 0, max: 90_000 });
const sentAt = Date.parse('2026-03-10T12:00:00.250Z');

/** What an answer tells whose way there and back took so long, of a clock that is `truth` ahead. */
function answered(truth: number, there: number, back: number) {
  const told = Math.floor((sentAt + truth + there) / 1_000) * 1_000;
  return { told, sentAt, heardAt: sentAt + there + back };
}

describe('the clock of the service, as the page knows it', () => {
  it('is known to a second and the time that the answer took, whatever was thought before', () => {
    fc.assert(
      fc.property(day, day, delay, delay, (truth, before, there, back) => {
        const known = aheadAfter(before, answered(truth, there, back));
        expect(Math.abs(known - truth)).toBeLessThanOrEqual(there + back + 1_000);
      }),
    );
  });

  it('is never known worse after an answer than before: one that took long takes nothing back', () => {
    fc.assert(
      fc.property(day, day, delay, delay, (truth, before, there, back) => {
        const known = aheadAfter(before, answered(truth, there, back));
        expect(Math.abs(known - truth)).toBeLessThanOrEqual(Math.abs(before - truth));
        expect(aheadAfter(truth, answered(truth, there, back))).toBe(truth);
      }),
    );
  });
});
