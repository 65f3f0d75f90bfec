import { describe, expect, it } from '@jest/globals';
import { decideTenant, type PassFacts } from '../../../lib/domain/tenant/decide/decide-tenant.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { ago, now } from '../fixtures.ts';

const minute = 60_000;
const terms = {
  channelConfigured: true,
  reminderInMs: 24 * 60 * minute,
  pollIntervalInMs: 5 * minute,
  now,
  incidentHash: () => 'h',
  monitorIsBlind: false,
};
const known = { targets: new Map(), incidents: new Map(), troubled: new Set<string>(), operations: new Map() };
const refused = { read: false, reason: 'consentMissing', detail: 'HTTP 403' } as const;

function decide(facts: PassFacts, row: Partial<FleetRow> = {}) {
  return decideTenant(known, { v: 1, tenantId: 't', ...row }, facts, terms);
}

describe('a pass over a tenant', () => {
  it('writes down the time in which nothing was read, once a pass is complete', () => {
    const completed = { outcome: { read: true }, completedAt: ago(0) } as const;
    const gap = { v: 1, tenantId: 't', from: ago(10 * minute + 1), to: ago(0), reason: 'notPolled' };
    expect(decide(completed, { lastCompletedAt: gap.from }).gap).toEqual([{ type: 'gap', value: gap }]);
    expect(decide(completed, { lastCompletedAt: ago(10 * minute) }).gap).toEqual([]);
    expect(decide(completed).gap).toEqual([]);
    expect(decide({ outcome: { read: true } }, { lastCompletedAt: gap.from }).gap).toEqual([]);
  });

  it.each([
    ['nobody asked', {}, { reason: 'notPolled' }],
    ['nobody asked since the last good pass', { lastAttemptAt: ago(60 * minute) }, { reason: 'notPolled' }],
    ['no pass came to its end', { lastAttemptAt: ago(20 * minute) }, { reason: 'incomplete' }],
    [
      'Graph refused',
      { lastAttemptAt: ago(5 * minute), unreadableReason: 'consentMissing', unreadableCode: 'AADSTS7000222' },
      { reason: 'consentMissing', code: 'AADSTS7000222' },
    ],
  ] as const)('says of that time why: %s', (_, row, why) => {
    const { gap } = decide({ outcome: { read: true }, completedAt: ago(0) }, { lastCompletedAt: ago(60 * minute), ...row });
    expect(gap).toEqual([{ type: 'gap', value: { v: 1, tenantId: 't', from: ago(60 * minute), to: ago(0), ...why } }]);
  });

  it('opens an incident of the tenant at once when consent is missing, with a card', () => {
    const { conditionCounts, incidents } = decide({ outcome: refused }, { displayName: 'Contoso' });
    expect(conditionCounts).toEqual({ consentMissing: { bad: 1, good: 0 } });
    expect(incidents.flatMap(({ writes }) => writes)).toMatchObject([
      { type: 'incident', value: { scope: { kind: 'tenant' }, condition: 'consentMissing', displayName: 'Contoso' } },
      { type: 'outbox', value: { kind: 'opened', condition: 'consentMissing' } },
    ]);
  });

  it('counts what is unreachable, and opens nothing before the third pass in a row', () => {
    const unreachable = { outcome: { read: false, reason: 'unavailable', detail: 'HTTP 503' } } as const;
    const { conditionCounts, incidents } = decide(unreachable, { conditionCounts: { unreachable: { bad: 1, good: 0 } } });
    expect(conditionCounts).toEqual({ unreachable: { bad: 2, good: 0 } });
    expect(incidents.flatMap(({ writes }) => writes)).toEqual([]);
    const third = decide(unreachable, { conditionCounts });
    expect(third.incidents.flatMap(({ writes }) => writes).map(({ type }) => type)).toEqual(['incident', 'outbox']);
  });
});
