import { describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import { onlyTenants } from '../../support/worlds/callers.ts';
import { admin, callerWith } from '../../support/worlds/operation-world.ts';
import { auditOf, hiccup, worldWith } from './one-job.ts';

interface RefusalCase {
  title: string;
  special?: object;
  action: string;
  caller?: Caller;
  key?: string;
  body?: object;
  status: number;
  code: string;
}

const cases: RefusalCase[] = [
  { title: 'a Reader', action: 'restart', caller: callerWith('Reader'), status: 403, code: 'Forbidden' },
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
  { title: 'a pause of a paused job', special: { code: 'Paused' }, action: 'pause', status: 409, code: 'NothingToDo' },
  { title: 'clearing no quarantine', special: {}, action: 'clearQuarantine', status: 409, code: 'NothingToDo' },
  {
    title: 'clearing no quarantine by a restart',
    special: {},
    action: 'restart',
    body: { resetScope: ['QuarantineState'] },
    status: 409,
    code: 'NothingToDo',
  },
  {
    title: 'clearing held-back deletions unseen',
    special: { cause: tooManyDeletes, quarantinedForHours: 1 },
    action: 'clearQuarantine',
    status: 409,
    code: 'AcknowledgementRequired',
  },
  {
    title: 'clearing held-back deletions unseen by a restart',
    special: { cause: tooManyDeletes, quarantinedForHours: 1 },
    action: 'restart',
    body: { resetScope: ['QuarantineState'] },
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

  it('F65: refuses a caller of another tenant with NotFound, asks Graph nothing and writes no audit record', async () => {
    await using world = await worldWith();
    const eve = admin('eve', onlyTenants('other'));
    expect(await world.act(world.tenant.jobAt().key, 'restart', { caller: eve })).toMatchObject({
      status: 404,
      json: { code: 'NotFound' },
    });
    await world.watch();
    expect(world.tenant.asked()).toEqual([]);
    expect(await auditOf(world)).toEqual([]);
  });

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

  it('tells who just cleared a quarantine of the cool-down, and only then that there is nothing left to clear', async () => {
    await using world = await worldWith({ cause: hiccup, quarantinedForHours: 1 });
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine');
    await world.work();
    world.tenant.patch(key, { status: { code: 'Active', quarantine: null } });
    for (const [inMs, code] of [
      [1_000, 'CoolDown'],
      [601_000, 'NothingToDo'],
    ] as const) {
      world.tenant.clock.advance(inMs);
      await world.tenant.handle(world.tenant.force());
      expect(await world.act(key, 'clearQuarantine')).toMatchObject({ status: 409, json: { code } });
    }
  });
});
