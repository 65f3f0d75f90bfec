import { describe, expect, it } from '@jest/globals';
import { clients } from '../../../dev/graph/world/clients.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';
import { auditOf, hiccup, worldWith } from './one-job.ts';

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
    const { operations } = world.tenant.ports;
    await removeTenant(world.tenant.ports, key.tenantId, new Date(world.tenant.clock.at).toISOString());
    await world.work();
    expect((await operations.findCurrent(key))?.value).toMatchObject({ status: 'Canceled', error: { code: 'TenantRemoved' } });
    expect(world.posts()).toEqual([]);
  });
});
