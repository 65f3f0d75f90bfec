import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { admin, jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { tickInMs } from '../../support/worlds/tenant-world.ts';

const hiccup = { ...unnamedCause, tenantActionable: false };

async function quarantinedWorld(special = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({
    poll: { channelConfigured: true },
    special: () => ({ cause: hiccup, quarantinedForHours: 1, ...special }),
  });
  await world.tenant.tick();
  return world;
}

async function jobOf(world: OperationWorld) {
  return (await world.get(jobPath(world.tenant.jobAt().key))).json;
}

describe('clearing a quarantine', () => {
  it('succeeds with one restart, resolves the incident and holds after three cycles', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    const before = await jobOf(world);
    expect(before.advice).toMatchObject({ action: 'clearQuarantine', request: { method: 'POST', body: {} } });
    expect(before.advice.request.url).toBe(`http://127.0.0.1:7071/api/v1${jobPath(key)}/clearQuarantine`);

    const accepted = await world.post(before.advice.request.url, { key: 'wish-1', body: before.advice.request.body });
    expect(accepted).toMatchObject({
      status: 202,
      json: { status: 'NotStarted', verification: 'pending', expectedNextCycle: { value: 'delta' } },
    });
    const location = accepted.headers['operation-location'] ?? '';
    expect(Number(accepted.headers['retry-after'])).toBeGreaterThan(0);
    world.tenant.clock.advance(1_000);
    await world.work();
    expect((await world.get(location)).json).toMatchObject({ status: 'Succeeded', verification: 'pending' });
    expect(world.posts().map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['restart', { criteria: { resetScope: 'QuarantineState' } }],
    ]);
    await world.tenant.ticks(1);
    expect(await jobOf(world)).toMatchObject({ state: 'Active', lastOperation: { status: 'Succeeded', verification: 'pending' } });

    await world.tenant.ticks(3);
    expect((await world.get(location)).json).toMatchObject({ verification: 'held' });
    expect((await jobOf(world)).lastOperation.verification).toBe('held');
    const closed = (await world.get(`/incidents?state=closed&tenantId=${key.tenantId}`)).json.value;
    expect(closed).toMatchObject([{ condition: 'quarantine', operation: { action: 'clearQuarantine', actor: 'home/alice' } }]);
    const { timeline } = (await world.get(`/incidents/${closed[0].incidentId}`)).json;
    expect(timeline.map(({ what }: { what: string }) => what)).toEqual(expect.arrayContaining(['operation clearQuarantine', 'resolved']));
    expect(world.posts()).toHaveLength(1);
  });

  it('is reported as relapsed when its cause remains, and the advice goes one step further', async () => {
    await using world = await quarantinedWorld({ relapses: true });
    const { key } = world.tenant.jobAt();
    const { json } = await world.act(key, 'clearQuarantine', { caller: admin('bob') });
    world.tenant.clock.advance(1_000);
    await world.work();
    await world.tenant.ticks(3);
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({ status: 'Succeeded', verification: 'relapsed' });
    const job = await jobOf(world);
    expect(job).toMatchObject({
      state: 'Quarantine',
      advice: { action: 'restart', escalatedFrom: 'clearQuarantine', request: { body: {} } },
    });
    const incident = (await world.get(`/incidents/${job.incidentId}`)).json;
    expect(incident.operation).toMatchObject({ action: 'clearQuarantine', actor: 'home/bob', verification: 'relapsed' });

    world.tenant.clock.advance(tickInMs);
    const restart = await world.act(key, 'restart');
    world.tenant.clock.advance(1_000);
    await world.work();
    await world.tenant.ticks(3);
    expect((await world.get(`/operations/${restart.json.operationId}`)).json.verification).toBe('relapsed');
    expect((await jobOf(world)).advice).toMatchObject({ action: 'fixCause', safety: 'noAction', escalatedFrom: 'restart' });
  });

  it('writes who did it before Graph is asked, and how it ended after', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine', { body: { reason: 'agent is back' } });
    const audit = async () => (await world.get(`/audit?tenantId=${key.tenantId}`)).json.value;
    expect(await audit()).toMatchObject([{ phase: 'intent', actor: 'home/alice', parameters: { reason: 'agent is back' } }]);
    world.tenant.clock.advance(1_000);
    await world.work();
    const [outcome, intent] = await audit();
    expect(intent.phase).toBe('intent');
    expect(outcome).toMatchObject({ phase: 'outcome', outcome: 'Succeeded', before: { state: 'Quarantine' } });
    expect(outcome.graphRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the operation in the event of its effect, and as active while it runs', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    world.tenant.clock.advance(1_000);
    const { json } = await world.act(key, 'clearQuarantine');
    expect((await jobOf(world)).activeOperationId).toBe(json.operationId);
    await world.tenant.handle({ ...world.tenant.force(), rebuild: true });
    world.tenant.clock.advance(3_000);
    expect((await world.get('/jobs')).json.value[0].activeOperationId).toBe(json.operationId);
    await world.work();
    await world.tenant.ticks(1);
    const { value } = (await world.get(`${jobPath(key)}/history`)).json;
    expect(value).toEqual(expect.arrayContaining([expect.objectContaining({ cause: 'operation', operationId: json.operationId })]));
  });
});

describe('a job that is to run now', () => {
  it.each([
    ['start', { code: 'Paused' }, {}],
    ['restart', {}, {}],
    ['provisionOnDemand', {}, { ruleId: 'rule', subjects: [{ objectId: 'CN=Ada,DC=corp,DC=example', objectTypeName: 'user' }] }],
  ])('has it by %s, with one request to Graph', async (action, special, body) => {
    await using world = await startOperationWorld({ special: () => special });
    await world.tenant.tick();
    expect((await world.act(world.tenant.jobAt().key, action, { body })).status).toBe(202);
    await world.work();
    expect(world.posts().map(({ path }) => path.split('/').at(-1))).toEqual([action]);
  });
});
