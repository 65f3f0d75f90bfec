import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseNcrontab } from '../../../../dev/host/timers/ncrontab.ts';

const local = (text: string) => new Date(text).getTime();
const dueAfter = (expression: string, text: string) => parseNcrontab(expression)(local(text));

describe('an NCRONTAB schedule', () => {
  it.each([
    ['*/10 * * * * *', '2026-01-01T00:00:05.200', '2026-01-01T00:00:10'],
    ['*/10 * * * * *', '2026-01-01T00:00:10.000', '2026-01-01T00:00:20'],
    ['0 */5 * * * *', '2026-01-01T00:59:59.999', '2026-01-01T01:00:00'],
    ['0 0 * * * *', '2026-12-31T23:30:00', '2027-01-01T00:00:00'],
    ['30 15 2 1 3,MAR *', '2026-03-01T02:15:30', '2027-03-01T02:15:30'],
    ['0 0 9-17/4 * * MON-FRI', '2026-11-20T17:00:00', '2026-11-23T09:00:00'],
    ['0 0 0 13 * fri', '2026-03-14T00:00:00', '2026-11-13T00:00:00'],
    ['0 0 0 29 2 *', '2026-01-01T00:00:00', '2028-02-29T00:00:00'],
    ['5 4 * * *', '2026-01-01T04:05:00', '2026-01-02T04:05:00'],
    ['50/5 * * * * *', '2026-01-01T00:00:51', '2026-01-01T00:00:55'],
  ])('%s after %s falls due at %s', (expression, from, expected) => {
    expect(dueAfter(expression, from)).toBe(local(expected));
  });

  it('has no next time when the date does not exist', () => {
    expect(dueAfter('0 0 0 30 2 *', '2026-01-01T00:00:00')).toBeUndefined();
  });

  it.each([
    '',
    '* * * *',
    '60 * * * * *',
    '* * * * 13 *',
    '* * * * * 7',
    '*/0 * * * * *',
    'a * * * * *',
    '5-1 * * * * *',
    '1..2 * * * * *',
  ])('refuses %p', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow();
  });

  it('always moves forward, to a whole second that matches', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), fc.integer({ min: 0, max: 4e12 }), (step, from) => {
        const due = parseNcrontab(`*/${step} * * * * *`)(from);
        expect(due).toBeGreaterThan(from);
        expect(new Date(due ?? 0).getSeconds() % step).toBe(0);
      }),
    );
  });
});
