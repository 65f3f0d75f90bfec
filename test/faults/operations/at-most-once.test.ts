import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { admin, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

const rounds = process.env.SOAK === '1' ? 100 : 10;
const minuteInMs = 60_000;
const hiccup = { ...unnamedCause, tenantActionable: false };

async function quarantinedWorld(options = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({ special: () => ({ cause: hiccup, quarantinedForHours: 1 }), ...options });
  await world.tenant.tick();
  world.tenant.clock.advance(1_000);
  return world;
}

/** The fault strikes the POST of the action, never a reading. */
function onPost(fault: FaultRuleInput['fault']): FaultRuleInput {
  return { match: { service: 'graph', method: 'POST', path: '/synchronization/jobs/' }, fault };
}

async function operationOf(world: OperationWorld, operationId: string) {
  return (await world.get(`/operations/${operationId}`)).json;
}

describe('an action is sent at most once', () => {
  it(`F60: gives 20 parallel identical requests the same operation and sends one POST (${rounds} rounds)`, async () => {
    await using world = await startOperationWorld({
      servicePrincipalsPerTenant: rounds,
      special: () => ({ cause: hiccup, quarantinedForHours: 1 }),
    });
    await world.tenant.tick();
    world.tenant.clock.advance(1_000);
    for (let round = 0; round < rounds; round += 1) {
      const { key } = world.tenant.jobAt(round);
      const answers = await Promise.all(Array.from({ length: 20 }, () => world.act(key, 'clearQuarantine', { key: `round-${round}` })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
      expect(new Set(answers.map(({ headers }) => headers['operation-location'])).size).toBe(1);
      world.tenant.forget();
      await Promise.all(world.waiting.splice(0).map((message) => world.run(message)));
      expect(world.posts()).toHaveLength(1);
      expect((await operationOf(world, answers[0]?.json.operationId)).status).toBe('Succeeded');
    }
  }, 120_000);

  it('F61: sends one POST for two operators with different keys; the other one gets 409 with the id of the operation that runs', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    const answers = await Promise.all(['alice', 'bob'].map((name) => world.act(key, 'clearQuarantine', { caller: admin(name) })));
    const accepted = answers.find(({ status }) => status === 202);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json).toMatchObject({ code: 'OperationActive', operationId: accepted?.json.operationId });
    expect(refused?.headers['retry-after']).toBe('5');
    await world.work();
    expect(world.posts()).toHaveLength(1);
  });

  it('F62: proves by reading that a restart answered with 504 was carried out', async () => {
    await using world = await quarantinedWorld();
    world.tenant.fault(onPost({ kind: 'afterEffect', status: 504 }));
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'Succeeded' });
    expect(world.posts()).toHaveLength(1);
  });

  it.each<[string, FaultRuleInput['fault']]>([
    ['a cut connection', { kind: 'afterEffect', status: 'reset' }],
    ['a 502', { kind: 'afterEffect', status: 502 }],
    ['no answer at all', { kind: 'afterEffect', status: 'hang' }],
    ['a 429', { kind: 'afterEffect', status: 429 }],
  ])('finds the effect by reading after %s', async (_title, fault) => {
    await using world = await quarantinedWorld({ timeoutInMs: 1_000 });
    world.tenant.fault(onPost(fault));
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'Succeeded' });
    expect(world.posts()).toHaveLength(1);
  });

  it('finds an effect that shows itself minutes later', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    world.tenant.patch(key, { effectDelayInMs: 3 * minuteInMs });
    world.tenant.fault(onPost({ kind: 'afterEffect', status: 504 }));
    const { json } = await world.act(key, 'clearQuarantine');
    await world.work();
    expect((await operationOf(world, json.operationId)).status).toBe('Running');
    for (let minute = 0; minute < 4; minute += 1) {
      world.tenant.clock.advance(minuteInMs);
      await world.watch();
    }
    // Nobody can tell whether this request did it, so it is told as seen.
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'Succeeded', effectSeen: 'the quarantine is lifted' });
    expect(world.posts()).toHaveLength(1);
  });

  it('gives up after ten minutes without an effect, says so, and never sends again', async () => {
    await using world = await quarantinedWorld();
    world.tenant.fault(onPost({ kind: 'status', status: 504 }));
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    for (let minute = 0; minute < 12; minute += 1) {
      expect((await operationOf(world, json.operationId)).status).toBe(minute < 10 ? 'Running' : 'Failed');
      world.tenant.clock.advance(minuteInMs);
      await world.watch();
    }
    const ended = await operationOf(world, json.operationId);
    expect(ended).toMatchObject({
      status: 'Failed',
      verification: 'unknown',
      error: { code: 'OutcomeUnknown', advice: expect.stringMatching(/ask for it anew/) },
    });
    expect(world.posts()).toHaveLength(1);
  });

  it('ends a throttled POST without effect as Throttled, without a cool-down', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    world.tenant.fault(onPost({ kind: 'status', status: 429, headers: { 'retry-after': '30' } }));
    const { json } = await world.act(key, 'clearQuarantine');
    await world.work();
    for (let minute = 0; minute < 3; minute += 1) {
      world.tenant.clock.advance(minuteInMs);
      await world.watch();
    }
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'Failed', error: { code: 'Throttled' } });
    expect(world.posts()).toHaveLength(1);
    expect((await world.act(key, 'clearQuarantine')).status).toBe(202);
  });

  it('waits until Graph may be asked again when it is throttled before the POST', async () => {
    await using world = await quarantinedWorld();
    world.tenant.fault({
      match: { service: 'graph', method: 'GET', path: '/synchronization/jobs/' },
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '120' } },
    });
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'NotStarted', notBefore: expect.any(String) });
    world.tenant.clock.advance(minuteInMs);
    await world.watch();
    expect(world.posts()).toHaveLength(0);
    world.tenant.clock.advance(61_000);
    await world.watch();
    expect(await operationOf(world, json.operationId)).toMatchObject({ status: 'Succeeded' });
  });

  it('sends nothing again when the message is delivered several times', async () => {
    await using world = await quarantinedWorld();
    await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    const [message] = world.waiting.splice(0);
    if (message === undefined) throw new Error('no message');
    await Promise.all([world.run(message), world.run(message), world.run(message)]);
    await world.run(message);
    expect(world.posts()).toHaveLength(1);
  });

  it('finds an operation whose message was lost, and looks no more when there is none', async () => {
    await using world = await quarantinedWorld();
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    world.waiting.length = 0;
    await world.watch();
    expect((await operationOf(world, json.operationId)).status).toBe('Succeeded');
    expect((await world.tenant.fleetRow()).operationsPendingSince).toBeDefined();
    world.tenant.clock.advance(6 * minuteInMs);
    await world.watch();
    expect((await world.tenant.fleetRow()).operationsPendingSince).toBeUndefined();
  });

  it('is enqueued again by a repetition while it has not started, and not after', async () => {
    await using world = await quarantinedWorld();
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine', { key: 'k' });
    await world.act(key, 'clearQuarantine', { key: 'k' });
    expect(world.waiting).toHaveLength(2);
    await world.work();
    const again = await world.act(key, 'clearQuarantine', { key: 'k' });
    expect(again).toMatchObject({ status: 202, json: { status: 'Succeeded' } });
    expect(world.waiting).toHaveLength(0);
  });
});
