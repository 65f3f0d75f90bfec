import { describe, expect, it } from '@jest/globals';
import { afterDelivery, type ChannelRecord, decideUse, forAddress, isDigestDue, newChannel } from '../../../lib/domain/channel/channel.ts';
import type { Delivery } from '../../../lib/domain/channel/delivery.ts';
import { dayInMs, hourInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const fresh = newChannel('primary', 'host#00000000', now);
const queued: Delivery = { outcome: 'accepted', proven: false };
const throttled: Delivery = { outcome: 'retry', fault: 'HTTP 429' };

function following(deliveries: readonly (readonly [Delivery, number])[], start: ChannelRecord = fresh): ChannelRecord {
  return deliveries.reduce((channel, [delivery, afterInMs]) => afterDelivery(channel, delivery, now + afterInMs, 0.5), start);
}

describe('the state of a channel', () => {
  it('stays unproven while cards are only queued', () => {
    expect(following([[queued, 0]])).toMatchObject({ state: 'unproven', lastAcceptedAt: isoOf(now), consecutiveFailures: 0 });
    expect(following([[queued, 0]]).lastProvenAt).toBeUndefined();
  });

  it('is ok once an answer proves a whole delivery, for a month', () => {
    const proven = following([[{ outcome: 'accepted', proven: true }, 0]]);
    expect(proven).toMatchObject({ state: 'ok', lastProvenAt: isoOf(now) });
    expect(following([[queued, 30 * dayInMs]], proven).state).toBe('ok');
    expect(following([[queued, 32 * dayInMs]], proven).state).toBe('unproven');
  });

  it('is failing with a growing pause, and well again with the next accepted card', () => {
    const pauses = [1, 2, 3].map(
      (failures) => Date.parse(following(Array.from({ length: failures }, () => [throttled, 0] as const)).notBefore ?? '') - now,
    );
    expect(pauses).toEqual([11_250, 22_500, 45_000]);
    const well = following([
      [throttled, 0],
      [queued, minuteInMs],
    ]);
    expect([well.state, well.failingSince, well.notBefore, well.lastFault]).toEqual(['unproven', undefined, undefined, undefined]);
  });

  it('never shortens a Retry-After, up to a day', () => {
    const waits = (retryAfterInMs: number) => Date.parse(following([[{ ...throttled, retryAfterInMs }, 0]]).notBefore ?? '') - now;
    expect([waits(0), waits(hourInMs), waits(1e15)]).toEqual([11_250, hourInMs, dayInMs]);
  });

  it('is broken at once when only a person can mend it, and tried every 15 minutes', () => {
    const broken = following([[{ outcome: 'broken', fault: 'HTTP 404' }, 0]]);
    expect(broken).toMatchObject({ state: 'broken', lastFault: 'HTTP 404', failingSince: isoOf(now) });
    expect([decideUse(broken, now + 15 * minuteInMs - 1), decideUse(broken, now + 15 * minuteInMs)]).toEqual(['wait', 'probe']);
    expect(following([[queued, hourInMs]], broken).state).toBe('unproven');
  });

  it('is broken after 24 hours of failures', () => {
    const failing = following([
      [throttled, 0],
      [throttled, dayInMs - 1],
    ]);
    expect(failing.state).toBe('failing');
    expect(following([[throttled, dayInMs]], failing).state).toBe('broken');
  });

  it('starts anew with another address and keeps the lease', () => {
    const used = { ...following([[throttled, 0]]), leaseOwner: 'me', leaseUntil: isoOf(now) };
    expect(forAddress(used, used.label, now)).toBe(used);
    expect(forAddress(used, 'other#1', now)).toEqual({
      ...newChannel('primary', 'other#1', now),
      leaseOwner: 'me',
      leaseUntil: isoOf(now),
    });
  });

  it('owes a sign of life every week', () => {
    expect([isDigestDue(fresh, now + 7 * dayInMs - 1), isDigestDue(fresh, now + 7 * dayInMs)]).toEqual([false, true]);
    expect(isDigestDue({ ...fresh, lastDigestAt: isoOf(now + dayInMs) }, now + 7 * dayInMs)).toBe(false);
  });
});
