import { describe, expect, it } from '@jest/globals';
import { describeMonitor } from '../../../lib/application/watch/describe-monitor.ts';
import { codeOfBlindness, judgeMonitor } from '../../../lib/application/watch/judge-monitor.ts';
import { serviceTenantId, type WatchedRow } from '../../../lib/domain/tenant/tenant.ts';
import { dayInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const facts = { pollIntervalInMs: 5 * minuteInMs, now };
const ago = (minutes: number) => isoOf(now - minutes * minuteInMs);

type Change = Partial<Omit<WatchedRow, 'tenantId' | 'registration'>> & { addedMinutesAgo?: number };

const tenant = (tenantId: string, { addedMinutesAgo = dayInMs / minuteInMs, ...change }: Change): WatchedRow => ({
  v: 1,
  tenantId,
  registration: { v: 1, tenantId, displayName: `Name of ${tenantId}`, addedAt: ago(addedMinutesAgo), source: 'api' },
  ...change,
});

const read = (tenantId: string) => tenant(tenantId, { lastCompletedAt: ago(11), lastAttemptAt: ago(1) });
const failing = (tenantId: string, reason: WatchedRow['unreadableReason'], change: Change = {}) =>
  tenant(tenantId, { lastCompletedAt: ago(12), lastAttemptAt: ago(1), ...(reason && { unreadableReason: reason }), ...change });
const stranger = (tenantId: string) => tenant(tenantId, { unreadableReason: 'consentMissing', lastAttemptAt: ago(1) });
const refusedBefore = { conditionCounts: { consentMissing: { bad: 1, good: 0 } } };
const deadStranger = (tenantId: string) => tenant(tenantId, { unreadableReason: 'unavailable', lastAttemptAt: ago(1), ...refusedBefore });
const newcomer = (tenantId: string) => tenant(tenantId, { addedMinutesAgo: 11 });

function judge(tenants: WatchedRow[], lastTickMinutesAgo = 0) {
  return judgeMonitor({ tenants, service: { v: 1, tenantId: serviceTenantId, lastTickId: ago(lastTickMinutesAgo) } }, facts);
}

describe('the monitor', () => {
  it.each([
    ['no tenant is registered', [], 'ok', 'noTenant'],
    ['every tenant was read within two intervals and a minute', [read('a'), read('b')], 'ok', 'allRead'],
    ['one reading is a moment older', [read('a'), failing('b', undefined)], 'degraded', 'someUnread'],
    ['no reading is young enough', [failing('a', 'unavailable'), failing('b', undefined)], 'blind', 'noneRead'],
    ['all refuse us by consent or credential', [failing('a', 'consentMissing'), failing('b', 'unauthorized')], 'degraded', 'allRefused'],
    ['all but one refuse us, and that one is dead', [failing('a', 'consentMissing'), failing('b', 'timeout')], 'blind', 'noneRead'],
    ['nobody ever consented', [stranger('a')], 'degraded', 'neverConsented'],
    ['a tenant that never consented stands beside one that is read', [stranger('a'), read('b')], 'ok', 'allRead'],
    ['nobody ever consented and Graph is down', [deadStranger('a')], 'degraded', 'neverConsented'],
    ['a tenant that never consented cannot be reached either', [deadStranger('a'), read('b')], 'ok', 'allRead'],
    ['one that was read before has lost its consent and is dead', [failing('a', 'unavailable', refusedBefore)], 'blind', 'noneRead'],
    ['a tenant that never consented stands beside one that is dead', [stranger('a'), failing('b', 'unavailable')], 'blind', 'noneRead'],
    ['a tenant is new', [newcomer('a')], 'ok', 'firstReading'],
    ['a tenant is new while all others are dead', [newcomer('a'), failing('b', 'unavailable')], 'blind', 'noneRead'],
    ['the first reading did not come in time', [tenant('a', { addedMinutesAgo: 12 })], 'blind', 'noneRead'],
    ['Graph wants the only tenant left alone', [failing('a', 'throttled', { notBefore: ago(-30) })], 'blind', 'noneRead'],
    ['a tenant that is left alone was read before', [tenant('a', { lastCompletedAt: ago(5), notBefore: ago(-30) })], 'ok', 'allRead'],
  ] as const)('while %s', (_name, tenants, state, cause) => {
    expect(judge([...tenants])).toMatchObject({ state, cause });
  });

  it('is blind without ticks, whatever was read and even before a tenant is registered', () => {
    expect(judge([], 12)).toMatchObject({ state: 'blind', cause: 'noTick', since: ago(12), lastTick: ago(12) });
    expect(judge([read('a')], 12)).toMatchObject({ state: 'blind', cause: 'noTick' });
    expect(judgeMonitor({ tenants: [], service: { v: 1, tenantId: serviceTenantId, createdAt: ago(12) } }, facts)).toMatchObject({
      state: 'blind',
      since: ago(12),
    });
  });

  it('says since when: the newest reading when blind, the oldest when degraded', () => {
    const [older, newer] = [failing('a', 'timeout', { lastCompletedAt: ago(40) }), failing('b', 'timeout', { lastCompletedAt: ago(20) })];
    expect(judge([older, newer]).since).toBe(ago(20));
    expect(judge([newer, older, read('c')]).since).toBe(ago(40));
    expect(judge([read('c')])).not.toHaveProperty('since');
  });

  it('names who is not read and why, five at most', () => {
    const judgement = judge(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => failing(id, 'unavailable', { unreadableCode: 'serviceNotAvailable' })),
    );
    const text = describeMonitor(judgement);
    expect(text).toContain(`No tenant has been read completely since ${ago(12)}: Name of a (unavailable, since ${ago(12)}), `);
    expect(text).toMatch(/Name of e \([^)]*\), 2 more\.$/);
  });

  it('has one cause for all where they share it, so that the card can tell it', () => {
    const named = (code: string) => failing(code, 'unauthorized', { unreadableCode: code });
    expect(codeOfBlindness(judge([failing('a', 'timeout'), failing('b', 'timeout')]))).toBe('timeout');
    expect(codeOfBlindness(judge([failing('a', 'timeout'), named('AADSTS7000222')]))).toBe('noReading');
    expect(codeOfBlindness(judge([read('a')], 12))).toBe('noTick');
  });
});
