import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Operation, Tenant } from '../../../client/client.d.ts';
import { tenantNamePath } from '../../../lib/http/schemas/tenant/tenant.ts';
import { auditPath } from '../../../ui/screens/audit/audit-path.ts';
import { actionWords } from '../../../ui/screens/audit/audit-words.ts';
import { principalOf } from '../../../ui/screens/grants/grant-words.ts';
import { channelWords } from '../../../ui/screens/monitor/channel-words.ts';
import { missingPermissions } from '../../../ui/screens/monitor/missing-permissions.ts';
import { tickDue } from '../../../ui/screens/monitor/tick-due.ts';
import { operationsSentence } from '../../../ui/screens/operations/operations-sentence.ts';
import { sortOperations } from '../../../ui/screens/operations/sort-operations.ts';
import { outcomeOf } from '../../../ui/screens/story/operation/operation-words.ts';
import { orderTenants } from '../../../ui/screens/tenants/order-tenants.ts';
import { healthOf } from '../../../ui/screens/tenants/tenant-health.ts';
import { tenantsSentence } from '../../../ui/screens/tenants/tenants-sentence.ts';
import { tenantNameFault } from '../../../ui/screens/tenants/wizard/tenant-name.ts';
import { csvOf } from '../../../ui/words/csv.ts';

function tenant(tenantId: string, given: Partial<Tenant> = {}): Tenant {
  return {
    tenantId,
    displayName: tenantId,
    tags: [],
    source: 'api',
    addedAt: '2026-11-01T00:00:00.000Z',
    credential: 'federated',
    consent: { state: 'granted', missing: [] },
    freshness: 'fresh',
    poll: { failedPasses: 0 },
    jobs: { total: 1, byState: {}, byHealth: { healthy: 1 } },
    incidents: {},
    links: { self: '', jobs: '', incidents: '' },
    ...given,
  };
}

function operation(operationId: string, given: Partial<Operation>): Operation {
  return {
    id: operationId,
    operationId,
    tenantId: 't',
    servicePrincipalId: 's',
    jobId: 'j',
    action: 'restart',
    parameters: {},
    status: 'Succeeded',
    requestedBy: 'a/b',
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    links: { self: '', job: '' },
    ...given,
  };
}

describe('a table for spreadsheets', () => {
  it('begins with the names of its columns and quotes what would break it', () => {
    expect(
      csvOf([
        { a: 'x,y', b: 'say "hi"\nthen' },
        { a: 3, b: undefined },
      ]),
    ).toBe('a,b\r\n"x,y","say ""hi""\nthen"\r\n3,\r\n');
  });

  it('lets no text begin as a formula, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
        const cell = csvOf([{ a: first + rest }]).slice('a\r\n'.length);
        expect(cell).toMatch(/^"?'/);
      }),
    );
  });
});

describe('the order of tenants', () => {
  const unreadable = tenant('z', { unreadable: { reason: 'consentMissing' }, jobs: { total: 0, byState: {}, byHealth: {} } });
  const lacking = tenant('y', { consent: { state: 'missing', missing: ['Organization.Read.All'] } });
  const critical = tenant('x', { jobs: { total: 2, byState: {}, byHealth: { critical: 1, healthy: 1 } } });

  it('has those that cannot be read first, then those that lack a permission, then the worst', () => {
    expect(orderTenants([tenant('b'), critical, tenant('a'), lacking, unreadable]).map(({ tenantId }) => tenantId)).toEqual([
      'z',
      'y',
      'x',
      'a',
      'b',
    ]);
  });

  it('never calls a tenant healthy that cannot be read or was not read of late', () => {
    expect(healthOf(unreadable)).toBe('unknown');
    expect(healthOf(tenant('a', { freshness: 'stale' }))).toBe('unknown');
    expect(healthOf(critical)).toBe('critical');
    expect(healthOf(tenant('a'))).toBe('healthy');
    const behind = { severity: 'warning' } as NonNullable<Tenant['incidentsBeyondJobs']>['value'][number];
    expect(healthOf(tenant('a', { incidentsBeyondJobs: { count: 1, value: [behind] } }))).toBe('warning');
  });

  it('is told in one sentence', () => {
    expect(tenantsSentence([])).toBe('Nothing is watched yet.');
    expect(tenantsSentence([tenant('a'), tenant('b')])).toBe('All 2 tenants are read.');
    expect(tenantsSentence([unreadable, lacking])).toBe('1 tenant cannot be read. 1 tenant lacks a permission.');
    expect(tenantsSentence([tenant('a', { freshness: 'stale' })])).toBe('1 tenant has no fresh reading.');
  });

  it('is not needed to say which permission is missing where', () => {
    expect(missingPermissions([tenant('a'), lacking]).map(([name, where]) => [name, where.length])).toEqual([['Organization.Read.All', 1]]);
  });
});

describe('the name of a tenant that is added', () => {
  const id = 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1006';
  it.each([
    ['ada@contoso.com', 'the part after the @'],
    ['https://contoso.com', 'only the domain in it'],
    [id.slice(1), 'has 31 digits and letters where 32 are needed'],
    [id.replaceAll('-', ''), 'in groups of 8-4-4-4-12'],
    [id.replace('f', 'g'), 'no tenant id'],
    ['contoso', 'no domain as contoso.com'],
  ])('is told to be none, and why: %s', (text, why) => {
    expect(tenantNameFault(text)).toContain(why);
  });

  it('is refused here if and only if the service would refuse it', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/);
    const text = fc.oneof(
      fc.uuid(),
      fc.string(),
      fc.domain(),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
      part,
      fc.constant(id),
    );
    const mistyped = fc
      .tuple(text, fc.nat(40), fc.constantFrom('', '-', '.', 'g', '0'))
      .map(([whole, at, put]) => whole.slice(0, at) + put + whole.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(text, mistyped), (name) => {
        expect(tenantNameFault(name) === undefined).toBe(tenantNamePath.safeParse({ tenantId: name }).success);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a channel', () => {
  it('is told in words with what to do, whatever the service calls its state', () => {
    expect(channelWords('unproven', true)).toEqual({
      says: 'takes cards, but nobody tells whether they appear',
      todo: expect.stringContaining('send a test card'),
    });
    expect(channelWords('unproven', false)).toEqual({ says: 'was not used yet', todo: expect.stringContaining('test card') });
    expect(channelWords('broken', true).todo).toContain('workflow');
    expect([channelWords('ok', true), channelWords('toString', true)]).toEqual([{ says: 'cards arrive' }, { says: 'toString' }]);
  });
});

describe('the next tick', () => {
  const at = (clock: string) => Date.parse(`2026-11-30T${clock}Z`);
  // Told long ago: nothing but a tick happened since, which is no news.
  const nextTick = at('06:05:00');
  const due = (lastTick: number | undefined, now: number) => tickDue({ lastTick, nextTick, intervalInSeconds: 300, now });

  it('is the next of the schedule, however old the answer is that told one', () => {
    expect(due(at('06:00:02'), at('06:00:10'))).toEqual({ at: at('06:05:00'), isLate: false });
    expect(due(at('09:00:02'), at('09:04:59'))).toEqual({ at: at('09:05:00'), isLate: false });
    expect(due(at('09:00:02'), at('09:05:00'))).toEqual({ at: at('09:10:00'), isLate: false });
    expect(due(undefined, at('06:00:10'))).toEqual({ at: at('06:05:00'), isLate: false });
  });

  it('is late once nothing that was read is fresh any more, and then it is the one that should have followed', () => {
    expect(due(at('09:00:00'), at('09:11:00'))).toMatchObject({ isLate: false });
    expect(due(at('09:00:02'), at('09:12:00'))).toEqual({ at: at('09:05:00'), isLate: true });
  });
});

describe('operations', () => {
  it('stand by what they wait for, and one that Graph accepted is not over before it is proven', () => {
    const parts = sortOperations([
      operation('held', { verification: 'held' }),
      operation('sent', { status: 'Running' }),
      operation('proving', { verification: 'pending', createdAt: '2026-11-02T00:00:00.000Z' }),
      operation('asked', { status: 'AwaitingApproval' }),
      operation('failed', { status: 'Failed' }),
    ]);
    const ids = (list: readonly Operation[]) => list.map(({ operationId }) => operationId);
    expect([ids(parts.waiting), ids(parts.running), ids(parts.ended)]).toEqual([['asked'], ['proving', 'sent'], ['held', 'failed']]);
    expect(operationsSentence(parts)).toBe('1 operation waits for approval. 2 are on the way or being proven.');
    expect(operationsSentence(sortOperations([]))).toBe('Nothing is being done now.');
  });

  it.each([
    [{}, 'Restart waits for the approval of a second administrator.'],
    [{ stagedDeletes: 731 }, 'Restart waits for the approval of a second administrator, as the deletion of 731 objects.'],
    [
      { stagedDeletes: null },
      'Restart waits for the approval of a second administrator, as the deletion of a number that nobody can count.',
    ],
  ])('that wait say how many objects their approval deletes: %j', (parameters, says) => {
    expect(outcomeOf(operation('asked', { status: 'AwaitingApproval', parameters }))).toBe(says);
  });
});

describe('the audit', () => {
  it('is asked for whole days, and a day that is none is not asked for', () => {
    expect(auditPath('t', new URLSearchParams({ from: '2026-11-01', to: '2026-11-02' }))).toBe(
      '/api/v1/audit?tenantId=t&pageSize=200&from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-02T23%3A59%3A59.999Z',
    );
    expect(auditPath('t', new URLSearchParams({ from: 'yesterday', to: '2026-13-45' }))).toBe('/api/v1/audit?tenantId=t&pageSize=200');
    expect(actionWords('clearQuarantine')).toBe('Clear quarantine');
    expect(actionWords('clear-quarantine-job')).toBe('Clear quarantine');
  });
});

describe('a principal', () => {
  const id = '11111111-1111-4111-8111-11111111111a';
  it('is both ids, with a dot or a slash between, and nothing less', () => {
    expect(principalOf(` ${id.toUpperCase()}/${id} `)).toBe(`${id}.${id}`);
    expect([principalOf(id), principalOf(`${id}.`), principalOf(`${id}.${id}x`)]).toEqual([undefined, undefined, undefined]);
  });
});
