import { describe, expect, it } from '@jest/globals';
import { failedTarget, isTargetDue, newTarget } from '../../../lib/domain/tenant/decide/decide-target.ts';
import { isPeriodOver } from '../../../lib/domain/tenant/pass/tick.ts';
import { ago, now } from '../fixtures.ts';

const minuteInMs = 60_000;
const read = (retryAfterInMs?: number) =>
  ({
    ok: false,
    servicePrincipalId: 'sp',
    observedAt: ago(0),
    failure: { reason: 'unavailable', detail: 'HTTP 503', ...(retryAfterInMs !== undefined && { retryAfterInMs }) },
  }) as const;
const terms = { tickId: new Date(now).toISOString(), now: now + 2_000 };
const minutesOf = (notBefore: string | undefined) => (Date.parse(notBefore ?? '') - now) / minuteInMs;

describe('a target that fails', () => {
  it('is left alone for 5, 10, 20, 40 minutes and then for an hour, counted from the tick', () => {
    let target = newTarget('t', { id: 'sp', displayName: 'HR' }, now);
    const waits = Array.from({ length: 7 }, () => {
      target = failedTarget(target, read(), terms);
      return minutesOf(target.notBefore);
    });
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60]);
    expect([isTargetDue(target, now + 60 * minuteInMs - 1), isTargetDue(target, now + 60 * minuteInMs)]).toEqual([false, true]);
  });

  it.each([
    [20 * minuteInMs, 20 + 2 / 60],
    [1_000, 5],
    [5 * 60 * minuteInMs, 60 + 2 / 60],
    [Number.NaN, 5],
  ])('keeps a time of %d ms that Graph named, up to an hour', (told, expected) => {
    const { notBefore } = failedTarget(newTarget('t', { id: 'sp', displayName: 'HR' }, now), read(told), terms);
    expect(minutesOf(notBefore)).toBeCloseTo(expected, 5);
  });

  it('is left alone half of its time at least when a pass comes out of turn', () => {
    const late = { ...terms, now: now + 4.9 * minuteInMs };
    expect(minutesOf(failedTarget(newTarget('t', { id: 'sp', displayName: 'HR' }, now), read(), late).notBefore)).toBeCloseTo(7.4, 5);
  });
});

describe('isPeriodOver', () => {
  const facts = { pollIntervalInMs: 5 * minuteInMs, now };
  it.each([
    [undefined, true],
    [ago(15 * minuteInMs), true],
    [ago(15 * minuteInMs - 2_000), true],
    [ago(10 * minuteInMs - 2_000), false],
    [ago(0), false],
  ])('counts a quarter of an hour since %s in ticks: %s', (since, expected) => {
    expect(isPeriodOver(since, 15 * minuteInMs, facts)).toBe(expected);
  });
});
