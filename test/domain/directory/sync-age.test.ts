import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ageStateOf, ageStates, alarmOf, objectLimits, passwordLimits } from '../../../lib/domain/directory/sync-age.ts';

const readAt = '2026-03-02T12:00:00.000Z';
const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const day = 24 * hour;
const earlier = (ageInMs: number) => new Date(Date.parse(readAt) - ageInMs).toISOString();

describe('how old the last synchronization is', () => {
  it.each([
    ['objects', objectLimits, 30 * minute, 3 * hour, 7 * day],
    ['password hashes', passwordLimits, 2 * minute, 2 * hour, day],
  ])('changes its name just beyond each limit of %s', (_, limits, onTime, late, stale) => {
    const states = [0, onTime, onTime + second, late, late + second, stale, stale + second].map((age) =>
      ageStateOf(earlier(age), readAt, limits),
    );
    expect(states).toEqual(['onTime', 'onTime', 'late', 'late', 'stale', 'stale', 'overdue']);
  });

  it.each([
    ['objects', objectLimits, 3 * hour, day],
    ['password hashes', passwordLimits, 2 * hour, day],
  ])('is worth a warning, and then more, just beyond the limits of %s', (_, limits, warning, critical) => {
    const alarms = [0, warning, warning + second, critical, critical + second].map((age) => alarmOf(earlier(age), readAt, limits));
    expect(alarms).toEqual([undefined, undefined, 'warning', 'warning', 'critical']);
  });

  it('is judged as of the reading: a clock that runs ahead is on time, and nothing old becomes younger', () => {
    expect(ageStateOf(earlier(-5 * minute), readAt, objectLimits)).toBe('onTime');
    const age = fc.integer({ min: -hour, max: 60 * day });
    const rank = (ageInMs: number) => ageStates.indexOf(ageStateOf(earlier(ageInMs), readAt, objectLimits));
    void fc.assert(
      fc.property(age, age, (one, other) => expect(rank(Math.max(one, other))).toBeGreaterThanOrEqual(rank(Math.min(one, other)))),
    );
  });
});
