import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import type { JobState } from '../../../lib/domain/job/synchronization-job.ts';
import type { ResetScope } from '../../../lib/domain/operation/operation.ts';
import { quarantine, record, snapshot } from '../../domain/fixtures.ts';
import { callerOf, createHttpWorld } from '../support/support.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const states: readonly JobState[] = ['NotConfigured', 'NotRun', 'Active', 'Paused', 'Quarantine', 'Unknown'];
const roles = ['Reader', 'Operator', 'Admin'] as const;

// What each letter stands for: the status, and the code of the problem or the state of the accepted operation.
const meanings: Record<string, [status: number, word: string]> = {
  '+': [202, 'NotStarted'],
  W: [202, 'AwaitingApproval'],
  F: [403, 'Forbidden'],
  A: [403, 'AdminRequired'],
  X: [400, 'ScopeNotAllowed'],
  S: [409, 'StartNotAllowed'],
  N: [409, 'NothingToDo'],
};

// One letter a state, in the order above; one group a role: Reader, Operator, Admin. Destructive scopes come with their confirmation and their figure.
const table: [action: string, scope: ResetScope | undefined, cells: string][] = [
  ['restart', undefined, 'FFFFFF ++++++ ++++++'],
  ['restart', 'None', 'FFFFFF XXXXXX XXXXXX'],
  ['restart', 'ConnectorDataStore', 'FFFFFF XXXXXX XXXXXX'],
  ['restart', 'Escrows', 'FFFFFF ++++++ ++++++'],
  ['restart', 'Watermark', 'FFFFFF ++++++ ++++++'],
  ['restart', 'QuarantineState', 'FFFFFF ++NN++ ++NN++'],
  ['restart', 'Full', 'FFFFFF AAAAAA ++++++'],
  ['restart', 'ForceDeletes', 'FFFFFF AAAAAA WWWWWW'],
  ['clearQuarantine', undefined, 'FFFFFF ++NN++ ++NN++'],
  ['start', undefined, 'FFFFFF SSS++S SSS++S'],
  ['pause', undefined, 'FFFFFF +++N++ +++N++'],
  ['validateCredentials', undefined, 'FFFFFF ++++++ ++++++'],
  ['provisionOnDemand', undefined, 'FFFFFF ++++++ ++++++'],
];

function jobIn(state: JobState, servicePrincipalId: string): JobRecord {
  const schedule = { state: state === 'Paused' ? ('Paused' as const) : ('Active' as const) };
  const value = snapshot({ jobId: 'job', state, schedule, ...(state === 'Quarantine' && { quarantine: quarantine() }) });
  return record({ tenantId, servicePrincipalId, jobId: 'job', snapshot: value });
}

function worldOfCallers() {
  return createHttpWorld({ authenticate: async (request) => callerOf(request.headers.get('x-role') as Caller['role']) });
}

function bodyOf(action: string, scope: ResetScope | undefined): unknown {
  if (action === 'provisionOnDemand') return { ruleId: 'rule', subjects: [{ objectId: 'CN=a', objectTypeName: 'user' }] };
  return scope === undefined ? {} : { resetScope: [scope], confirm: 'job', stagedDeletes: 0 };
}

function send(world: ReturnType<typeof worldOfCallers>, path: string, role: string, body: unknown = {}) {
  const headers = { 'x-role': role, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' };
  return world.call(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('an action by state, scope and role', () => {
  it.each(table)('%s %s: %s', async (action, scope, cells) => {
    const world = worldOfCallers();
    const jobs = roles.flatMap((role) => states.map((state) => jobIn(state, `${role}-${state}`.toLowerCase())));
    await world.poll(tenantId, jobs);
    const groups = cells.split(' ');
    for (const [row, role] of roles.entries()) {
      for (const [column, state] of states.entries()) {
        const path = `/tenants/${tenantId}/servicePrincipals/${role}-${state}/jobs/job/${action}`;
        const { status, json } = await send(world, path, role, bodyOf(action, scope));
        const expected = meanings[groups[row]?.[column] ?? ''];
        expect({ role, state, answer: [status, status === 202 ? json.status : json.code] }).toEqual({ role, state, answer: expected });
      }
    }
  });
});

describe('operations and their audit log over HTTP', () => {
  it('are listed page by page, newest first', async () => {
    const world = worldOfCallers();
    await world.poll(
      tenantId,
      ['a', 'b', 'c'].map((id) => jobIn('Paused', id)),
    );
    for (const id of ['a', 'b', 'c']) {
      world.clock.at += 1_000;
      await send(world, `/tenants/${tenantId}/servicePrincipals/${id}/jobs/job/start`, 'Operator', { reason: id });
    }
    const headers = { 'x-role': 'Admin' };
    for (const [route, shown] of [
      ['operations', (item: { servicePrincipalId: string }) => item.servicePrincipalId],
      ['audit', (item: { servicePrincipalId: string }) => item.servicePrincipalId],
    ] as const) {
      const first = (await world.call(`/${route}?tenantId=${tenantId}&pageSize=2`, { headers })).json;
      const second = (await world.call(first.nextLink, { headers })).json;
      expect([...first.value, ...second.value].map(shown)).toEqual(['c', 'b', 'a']);
      expect(second.nextLink).toBeUndefined();
    }
  });

  it('show the audit log to an Admin only, and nothing of a tenant that is not watched', async () => {
    const world = worldOfCallers();
    await world.poll(tenantId, []);
    expect((await world.call(`/audit?tenantId=${tenantId}`, { headers: { 'x-role': 'Operator' } })).status).toBe(403);
    const unknown = '22222222-2222-4222-8222-222222222222';
    for (const route of ['audit', 'operations'])
      expect((await world.call(`/${route}?tenantId=${unknown}`, { headers: { 'x-role': 'Admin' } })).status).toBe(404);
    expect((await world.call('/audit', { headers: { 'x-role': 'Admin' } })).status).toBe(400);
    expect((await world.call(`/operations/${tenantId}.${'x'.repeat(22)}`, { headers: { 'x-role': 'Reader' } })).status).toBe(404);
  });

  it.each([
    ['write down a refusal, whatever the case of the tenant', callerOf('Reader'), 403, ['Forbidden']],
    ['write nothing down of whoever proves nothing', undefined, 401, []],
    ['write nothing down of whoever may not see the tenant', callerOf('Reader', 'other'), 403, []],
  ])('%s', async (_, caller, status, codes) => {
    const world = createHttpWorld({ authenticate: async () => caller });
    const upper = 'ABCDEFAB-1111-4111-8111-111111111111';
    await world.poll(upper.toLowerCase(), []);
    const answer = await world.call(`/tenants/${upper}/servicePrincipals/a/jobs/job/start`, { method: 'POST' });
    expect(answer.status).toBe(status);
    const { value } = await world.audit.list(upper.toLowerCase(), {
      from: '2026-01-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
      pageSize: 9,
    });
    expect(value).toMatchObject(
      codes.map((code) => ({ phase: 'refused', actor: 'home/somebody', code, httpStatus: status, action: 'start-job' })),
    );
  });
});
