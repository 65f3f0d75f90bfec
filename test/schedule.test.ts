import { describe, expect, it } from '@jest/globals';
import { scheduleOf } from '../lib/schedule.ts';

describe('scheduleOf', () => {
  it.each([
    ['10', '*/10 * * * * *'],
    ['60', '0 * * * * *'],
    ['300', '0 */5 * * * *'],
    ['1800', '0 */30 * * * *'],
    ['3600', '0 0 * * * *'],
  ])('expresses %s seconds as %s', (period, schedule) => {
    expect(scheduleOf(period, 300)).toBe(schedule);
  });

  it.each([undefined, '', ' ', '45', '7200', '-5', 'often', '1.5'])(
    'falls back to the default for %p, which the settings refuse',
    (period) => {
      expect(scheduleOf(period, 300)).toBe('0 */5 * * * *');
    },
  );
});
