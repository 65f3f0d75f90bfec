import { describe, expect, it } from '@jest/globals';
import { clients } from '../../../dev/graph/clients.ts';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { unnamedCause } from '../../../dev/graph/quarantine.ts';
import type { Caller } from '../../../lib/http/authorize.ts';
import { admin, callerWith, type OperationWorld, startOperationWorld } from '../../support/operation-world.ts';

const hiccup = { ...unnamedCause, tenantActionable: false };

async function worldWith(special: object = { cause: hiccup, quarantinedForHours: 1 }): Promise<OperationWorld> {
  const world = await startOperationWorld({ special: () => special });
  await world.tenant.tick();
  world.tenant.clock.advance(1_000);
  world.tenant.forget();
  return world;
}

async function auditOf(world: OperationWorld) {
  return (await world.get(`/audit?tenantId=${world.tenant.tenantId}`)).json.value;
}

interface RefusalCase {
  title: string;
  special?: object;
  action: string;
  caller?: Caller;
  key?: string;
  body?: unknown;
  status: number;
  code: string;
}

const cases: RefusalCase[] = [
  { title: 'a Reader', action: 'restart', caller: callerWith('Reader'), status: 403, code: 'Forbidden' },
  { title: 'a caller of another tenant', action: 'restart', caller: admin('eve', new Set(['other'])), status: 404, code: 'NotFound' },
  { title: 'a request without a key', action: 'restart', key: '', status: 400, code: 'IdempotencyKeyMissing' },
  { title: 'a key with blanks', action: 'restart', key: 'one two', status: 400, code: 'IdempotencyKeyMissing' },
  { title: 'an unknown field', action: 'restart', body: { scope: 'Full' }, status: 400, code: 'InvalidRequest' },
  { title: 'an unknown scope', action: 'restart', body: { resetScope: ['Everything'] }, status: 400, code: 'InvalidRequest' },
  { title: 'the scope None', action: 'restart', body: { resetScope: ['None'] }, status: 400, code: 'ScopeNotAllowed' },
  {
    title: 'the scope ConnectorDataStore',
    action: 'restart',
    body: { resetScope: ['ConnectorDataStore'] },
    status: 400,
    code: 'ScopeNotAllowed',
  },
  {
    title: 'Full by an Operator',
    action: 'restart',
    caller: callerWith('Operator'),
    body: { resetScope: ['Full'] },
    status: 403,
    code: 'AdminRequired',
  },
  { title: 'Full without confirm', action: 'restart', body: { resetScope: ['Full'] }, status: 400, code: 'ConfirmationRequired' },
  {
    title: 'ForceDeletes without confirm',
    action: 'restart',
    body: { resetScope: ['ForceDeletes'] },
    status: 400,
    code: 'ConfirmationRequired',
  },
  {
    title: 'ForceDeletes with another confirm',
    action: 'restart',
    body: { resetScope: ['ForceDeletes'], confirm: 'x' },
    status: 400,
    code: 'ConfirmationRequired',
  },
  {
    title: 'an override by an Operator',
    action: 'start',
    caller: callerWith('Operator'),
    body: { overrideCoolDown: true },
    status: 403,
    code: 'AdminRequired',
  },
  { title: 'F64: a start of a running job', special: {}, action: 'start', status: 409, code: 'StartNotAllowed' },
  { title: 'clearing where there is no quarantine', special: {}, action: 'clearQuarantine', status: 409, code: 'NotInQuarantine' },
  {
    title: 'clearing held-back deletions unseen',
    special: { cause: tooManyDeletes, quarantinedForHours: 1 },
    action: 'clearQuarantine',
    status: 409,
    code: 'AcknowledgementRequired',
  },
];

describe('a guard judged on the stored state', () => {
  it.each(cases)(
    'F65: refuses $title with $code, asks Graph nothing and writes an audit record',
    async ({ special, action, status, code, ...options }) => {
      await using world = await worldWith(special);
      const { key } = world.tenant.jobAt();
      const answer = await world.act(key, action, options);
      expect(answer).toMatchObject({ status, json: { code } });
      expect(answer.json.type).toMatch(new RegExp(`/docs#${code}$`));
      await world.watch();
      expect(world.tenant.asked()).toEqual([]);
      const [record, ...others] = await auditOf(world);
      expect(record).toMatchObject({
        phase: 'refused',
        code,
        httpStatus: status,
        ...key,
        actor: options.caller?.actor ?? 'home/alice',
        requestId: answer.json.requestId,
      });
      expect(others).toEqual([]);
    },
  );

  it('writes no audit record for a tenant that is not registered, and none for a refused read', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    expect((await world.act({ ...key, tenantId: '00000000-0000-4000-8000-000000000000' }, 'start')).status).toBe(404);
    expect((await world.get('/operations/none')).status).toBe(404);
    expect(await auditOf(world)).toEqual([]);
  });

  it('F67: refuses the same key with another body, also when the job would not permit it any more', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    const first = await world.act(key, 'clearQuarantine', { key: 'k', body: { reason: 'a' } });
    expect(await world.act(key, 'clearQuarantine', { key: 'k', body: { reason: 'b' } })).toMatchObject({
      status: 422,
      json: { code: 'IdempotencyKeyReused' },
    });
    await world.work();
    expect(await world.act(key, 'clearQuarantine', { key: 'k', body: { reason: 'a' } })).toMatchObject({
      status: 202,
      json: { operationId: first.json.operationId },
    });
    expect(await world.act(key, 'clearQuarantine', { key: 'k', body: { reason: 'a' }, caller: admin('bob') })).toMatchObject({
      status: 409,
    });
    expect(world.posts()).toHaveLength(1);
  });

  it('cools down for ten minutes by job and action, unless an Admin overrides it', async () => {
    await using world = await worldWith({ cause: hiccup, quarantinedForHours: 1, relapses: true });
    const { key } = world.tenant.jobAt();
    await world.act(key, 'restart');
    await world.work();
    const refused = await world.act(key, 'restart');
    expect(refused).toMatchObject({ status: 409, json: { code: 'CoolDown' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(590);
    expect((await world.act(key, 'validateCredentials')).status).toBe(202);
    await world.work();
    expect((await world.act(key, 'restart', { body: { overrideCoolDown: true } })).status).toBe(202);
    await world.work();
    world.tenant.clock.advance(601_000);
    expect((await world.act(key, 'restart')).status).toBe(202);
  });
});

describe('a guard judged by the worker', () => {
  it('refuses a start of a job that runs by now: only readings, no POST', async () => {
    await using world = await worldWith({ code: 'Paused' });
    const { key, job } = world.tenant.jobAt();
    const { json } = await world.act(key, 'start');
    job.document.status.code = 'Active';
    world.tenant.clock.advance(1_000);
    await world.work();
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({
      status: 'Failed',
      verification: 'unknown',
      error: { code: 'PreconditionFailed', detail: expect.stringContaining('StartNotAllowed') },
    });
    expect(world.posts()).toEqual([]);
    expect(world.tenant.asked().every(({ method }) => method === 'GET')).toBe(true);
    expect((await auditOf(world))[0]).toMatchObject({ phase: 'outcome', outcome: 'Failed', code: 'PreconditionFailed' });
  });

  it('F66: names the permission that the operator identity lacks', async () => {
    await using world = await worldWith();
    world.tenant.fault({ match: { clientId: clients.operatorClientId, method: 'POST' }, fault: { kind: 'status', status: 403 } });
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    const { error, status } = (await world.get(`/operations/${json.operationId}`)).json;
    expect([status, error.code]).toEqual(['Failed', 'PermissionMissing']);
    expect(error.detail).toContain('Synchronization.ReadWrite.All');
    expect(world.posts()).toHaveLength(1);
  });

  it('says that the job is gone', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    const { json } = await world.act(key, 'clearQuarantine');
    world.tenant.patch(key, { removed: true });
    await world.work();
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({ status: 'Failed', error: { code: 'JobGone' } });
    expect(world.posts()).toEqual([]);
  });

  it('reports credentials that do not work with the code of Graph', async () => {
    await using world = await worldWith({ cause: { ...hiccup, code: 'InvalidCredentials' }, quarantinedForHours: 1 });
    const { json } = await world.act(world.tenant.jobAt().key, 'validateCredentials');
    await world.work();
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'CredentialsRejected', graphCode: 'InvalidCredentials' },
    });
    expect(world.posts().map(({ body }) => body)).toEqual([{ useSavedCredentials: true }]);
  });

  it('provisions on demand, keeps what came of it, and forgets whom it was about', async () => {
    await using world = await worldWith({});
    const { key } = world.tenant.jobAt();
    const body = { ruleId: 'rule', subjects: [{ objectId: 'CN=Ada Lovelace', objectTypeName: 'user' }] };
    const { json } = await world.act(key, 'provisionOnDemand', { body });
    await world.work();
    const ended = await world.get(`/operations/${json.operationId}`);
    expect(ended.json).toMatchObject({
      status: 'Succeeded',
      result: { result: 'Success', steps: [{ name: 'EntryImport', status: 'Success' }, {}, {}, {}] },
    });
    expect(world.posts().map(({ body: sent }) => sent)).toEqual([{ parameters: [body] }]);
    const kept = JSON.stringify([ended.json, await auditOf(world), await world.tenant.ports.operations.list(key.tenantId)]);
    expect(kept).not.toContain('Lovelace');
  });

  it('cancels what has not begun when the tenant is removed', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine');
    const { tenants, operations } = world.tenant.ports;
    const stored = await tenants.get(key.tenantId);
    if (stored === undefined) throw new Error('no tenant');
    await tenants.replace({ ...stored.value, removedAt: new Date(world.tenant.clock.at).toISOString() }, stored.etag);
    await world.work();
    expect((await operations.findCurrent(key))?.value).toMatchObject({ status: 'Canceled', error: { code: 'TenantRemoved' } });
    expect(world.posts()).toEqual([]);
  });
});

describe('ForceDeletes', () => {
  const body = (world: OperationWorld) => ({ resetScope: ['ForceDeletes'], confirm: world.tenant.jobAt().key.jobId });
  const parked = { cause: tooManyDeletes, quarantinedForHours: 1 };

  it('waits for a second administrator and is sent once it is approved', async () => {
    await using world = await worldWith(parked);
    const { json } = await world.act(world.tenant.jobAt().key, 'restart', { body: body(world) });
    expect(json.status).toBe('AwaitingApproval');
    expect(world.waiting).toEqual([]);
    const path = `/operations/${json.operationId}`;
    expect(await world.post(`${path}/approve`)).toMatchObject({ status: 403, json: { code: 'SecondAdminRequired' } });
    expect(await world.post(`${path}/approve`, { caller: callerWith('Operator') })).toMatchObject({ status: 403 });
    expect(await world.post(`${path}/approve`, { caller: admin('bob') })).toMatchObject({
      status: 200,
      json: { status: 'NotStarted', decidedBy: 'home/bob' },
    });
    expect((await world.post(`${path}/approve`, { caller: admin('bob') })).status).toBe(200);
    expect(await world.post(`${path}/reject`, { caller: admin('bob') })).toMatchObject({
      status: 409,
      json: { code: 'NotAwaitingApproval' },
    });
    await world.work();
    expect(world.posts().map(({ body: sent }) => sent)).toEqual([{ criteria: { resetScope: 'ForceDeletes' } }]);
    expect((await auditOf(world)).map(({ phase }: { phase: string }) => phase).sort()).toEqual([
      'approved',
      'intent',
      'outcome',
      'refused',
      'refused',
      'refused',
    ]);
  });

  it('is canceled when it is rejected, and nothing is sent', async () => {
    await using world = await worldWith(parked);
    const { json } = await world.act(world.tenant.jobAt().key, 'restart', { body: body(world) });
    const path = `/operations/${json.operationId}`;
    expect(await world.post(`${path}/reject`)).toMatchObject({ status: 200, json: { status: 'Canceled', error: { code: 'Rejected' } } });
    expect((await world.post(`${path}/reject`)).status).toBe(200);
    expect((await world.post(`${path}/approve`, { caller: admin('bob') })).status).toBe(409);
    await world.watch();
    expect(world.posts()).toEqual([]);
  });

  it('counts as canceled after 30 minutes at every read, and the next writer stores it', async () => {
    await using world = await worldWith(parked);
    const { key } = world.tenant.jobAt();
    const { json } = await world.act(key, 'restart', { body: body(world) });
    world.tenant.clock.advance(30 * 60_000 + 1);
    const path = `/operations/${json.operationId}`;
    expect((await world.get(path)).json).toMatchObject({ status: 'Canceled', error: { code: 'ApprovalExpired' } });
    expect(await world.post(`${path}/approve`, { caller: admin('bob') })).toMatchObject({ status: 409, json: { code: 'ApprovalExpired' } });
    await world.watch();
    expect((await world.tenant.ports.operations.findCurrent(key))?.value.status).toBe('Canceled');
    expect(world.posts()).toEqual([]);
  });
});

describe('the incident of a job', () => {
  it('is acknowledged and snoozed once, whoever repeats it', async () => {
    await using world = await worldWith();
    const [incident] = (await world.get('/incidents')).json.value;
    const path = `/incidents/${incident.incidentId}`;
    const first = await world.post(`${path}/acknowledge`);
    expect(first).toMatchObject({ status: 200, json: { acknowledgedBy: 'home/alice' } });
    world.tenant.clock.advance(1_000);
    expect((await world.post(`${path}/acknowledge`, { caller: admin('bob') })).json).toEqual(first.json);
    const until = new Date(world.tenant.clock.at + 86_400_000).toISOString();
    expect(await world.post(`${path}/snooze`, { body: { until, reason: 'holiday' } })).toMatchObject({
      status: 200,
      json: { snoozedUntil: until, snoozeReason: 'holiday' },
    });
    const far = new Date(world.tenant.clock.at + 31 * 86_400_000).toISOString();
    expect(await world.post(`${path}/snooze`, { body: { until: far } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/until' }] },
    });
    expect(await world.post(`${path}/acknowledge`, { caller: callerWith('Reader') })).toMatchObject({ status: 403 });
    expect((await auditOf(world)).map(({ phase, action }: Record<string, string>) => `${phase} ${action}`)).toEqual(
      expect.arrayContaining(['done acknowledge', 'done snooze', 'refused snooze-incident', 'refused acknowledge-incident']),
    );
  });

  it('cannot be acknowledged when it is over', async () => {
    await using world = await worldWith();
    const [incident] = (await world.get('/incidents')).json.value;
    await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    await world.tenant.ticks(1);
    expect(await world.post(`/incidents/${incident.incidentId}/acknowledge`)).toMatchObject({
      status: 409,
      json: { code: 'IncidentClosed' },
    });
  });
});
