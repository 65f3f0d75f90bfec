import { describe, expect, it } from '@jest/globals';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import { callerWith, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { auditOf, hiccup, worldWith } from './one-job.ts';

const operator = callerWith('Operator');
const outage = { ...hiccup, message: 'An object exists twice.', failuresBeforeQuarantine: 9 };
const someone = (name: string) => ({ objectId: `CN=${name},OU=People`, objectTypeName: 'user' });

/** Asks for these people with a key of its own, and lets the worker do what waits. */
async function provision(world: OperationWorld, names: string[], more: object = {}, key: JobKey = world.tenant.jobAt().key) {
  const answer = await world.act(key, 'provisionOnDemand', {
    body: { ruleId: 'rule', subjects: names.map(someone), ...more },
    ...('overrideCoolDown' in more ? {} : { caller: operator }),
  });
  await world.work();
  return answer;
}

describe('provisioning one user after the other', () => {
  it('graph-03: takes another user 15 seconds after the first one', async () => {
    await using world = await worldWith({});
    expect((await provision(world, ['Ada'])).status).toBe(202);
    world.tenant.clock.advance(15_000);
    const second = await provision(world, ['Grace']);
    expect(second.status).toBe(202);
    expect((await world.get(`/operations/${second.json.operationId}`)).json).toMatchObject({
      status: 'Succeeded',
      result: { result: 'Success' },
    });
    expect(world.posts()).toHaveLength(2);
  });

  it('takes another user at once, and the same one only after the cool-down', async () => {
    await using world = await worldWith({});
    await provision(world, ['Ada']);
    expect((await provision(world, ['Grace'])).status).toBe(202);
    world.tenant.clock.advance(599_000);
    const again = await provision(world, ['Ada']);
    expect(again).toMatchObject({ status: 409, json: { code: 'CoolDown' }, headers: { 'retry-after': '1' } });
    world.tenant.clock.advance(1_000);
    expect((await provision(world, ['Ada'])).status).toBe(202);
    expect(world.posts()).toHaveLength(3);
  });

  it('names those of several subjects that have to wait, by their place, and the seconds until the last of them', async () => {
    await using world = await worldWith({});
    await provision(world, ['Ada']);
    world.tenant.clock.advance(60_000);
    await provision(world, ['Grace', 'Edith']);
    world.tenant.clock.advance(60_000);
    const refused = await provision(world, ['Joan', 'Edith', 'Ada']);
    expect(refused).toMatchObject({ status: 409, json: { code: 'CoolDown' }, headers: { 'retry-after': '540' } });
    expect(refused.json.detail).toContain('subjects[1], subjects[2]');
    expect(refused.json.detail).not.toMatch(/Ada|Edith/);
    expect((await provision(world, ['Joan'])).status).toBe(202);
  });

  it('lets an Admin override it, and counts from then on', async () => {
    await using world = await worldWith({});
    await provision(world, ['Ada']);
    world.tenant.clock.advance(300_000);
    expect((await provision(world, ['Ada'], { overrideCoolDown: true })).status).toBe(202);
    world.tenant.clock.advance(300_000);
    expect(await provision(world, ['Ada'])).toMatchObject({ status: 409, headers: { 'retry-after': '300' } });
  });

  it('remembers them across other actions, which cool down for the whole job as ever', async () => {
    await using world = await worldWith({});
    await provision(world, ['Ada']);
    const { key } = world.tenant.jobAt();
    for (const status of [202, 409]) {
      expect((await world.act(key, 'validateCredentials')).status).toBe(status);
      await world.work();
    }
    expect((await provision(world, ['Ada'])).json.code).toBe('CoolDown');
    expect((await provision(world, ['Grace'])).status).toBe(202);
  });

  it('reads a row of the time before subjects were remembered: its own cool down, others do not', async () => {
    await using world = await worldWith({});
    const first = await provision(world, ['Ada']);
    await withoutMemory(world, first.json.operationId);
    expect((await provision(world, ['Ada'])).json.code).toBe('CoolDown');
    const other = await provision(world, ['Grace']);
    expect(other.status).toBe(202);
    await withoutMemory(world, other.json.operationId, 'validateCredentials');
    expect((await provision(world, ['Ada'])).status).toBe(202);
  });

  it('keeps nothing of the people in the rows, only hashes', async () => {
    await using world = await worldWith({});
    for (const name of ['Ada', 'Grace']) await provision(world, [name]);
    const kept = JSON.stringify([await world.tenant.ports.operations.list(world.tenant.tenantId), await auditOf(world)]);
    expect(kept).toContain('provisioned');
    expect(kept).not.toMatch(/Ada|Grace/);
  });
});

/** Writes the operation as an older release would have: without the subjects of those before it, and as this action if one is given. */
async function withoutMemory(world: OperationWorld, operationId: string, action?: OperationRecord['action']): Promise<void> {
  const { operations } = world.tenant.ports;
  const stored = await operations.find(world.tenant.tenantId, operationId.split('.')[1] ?? '');
  if (stored === undefined) throw new Error(`no operation ${operationId}`);
  const { provisioned: _, ...old } = stored.value;
  await operations.replace({ ...old, ...(action && { action, request: {} }) }, stored);
}

describe('what Graph takes', () => {
  it('is five requests in ten seconds: the sixth in a tenant is told how many seconds to wait, whatever the job', async () => {
    await using world = await startOperationWorld({ servicePrincipalsPerTenant: 2 });
    await world.tenant.tick();
    world.tenant.forget();
    const { key: other } = world.tenant.jobAt(1);
    for (const name of ['Ada', 'Grace', 'Edith', 'Joan']) expect((await provision(world, [name])).status).toBe(202);
    world.tenant.clock.advance(4_000);
    expect((await provision(world, ['Hedy'], {}, other)).status).toBe(202);
    const refused = await provision(world, ['Mary'], {}, other);
    expect(refused).toMatchObject({ status: 429, json: { code: 'TooManyRequests' }, headers: { 'retry-after': '6' } });
    world.tenant.clock.advance(6_000);
    expect((await provision(world, ['Mary'], {}, other)).status).toBe(202);
    expect(world.posts().map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('is never exceeded by what was accepted before anything was sent: the rest waits its turn', async () => {
    await using world = await startOperationWorld({ servicePrincipalsPerTenant: 7 });
    await world.tenant.tick();
    world.tenant.forget();
    const body = { ruleId: 'rule', subjects: [someone('Ada')] };
    for (let place = 0; place < 7; place += 1) {
      expect((await world.act(world.tenant.jobAt(place).key, 'provisionOnDemand', { body })).status).toBe(202);
    }
    await world.work();
    expect(world.posts().map(({ status }) => status)).toEqual(Array(5).fill(200));
    world.tenant.clock.advance(60_000);
    await world.watch();
    expect(world.posts().map(({ status }) => status)).toEqual(Array(7).fill(200));
  });

  it('throttled all the same is told as such at once, and costs the subject no cool-down', async () => {
    await using world = await worldWith({});
    world.tenant.fault({ match: { method: 'POST' }, fault: { kind: 'status', status: 429, headers: { 'retry-after': '10' } } });
    const { json } = await provision(world, ['Ada']);
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({ status: 'Failed', error: { code: 'Throttled' } });
    expect((await provision(world, ['Ada'])).status).toBe(202);
    // It waits, as Graph asked.
    expect(world.posts()).toHaveLength(1);
    world.tenant.clock.advance(30_000);
    await world.watch();
    expect(world.posts()).toHaveLength(2);
  });
});

describe('what Graph answers', () => {
  it.each([false, true])('is kept in either of its two forms, the second: %s', async (listsProvisioning) => {
    await using world = await worldWith({});
    world.tenant.patch(world.tenant.jobAt().key, { listsProvisioning });
    const { json } = await provision(world, ['Ada']);
    const { status, result } = (await world.get(`/operations/${json.operationId}`)).json;
    expect([status, result.result]).toEqual(['Succeeded', 'Success']);
    expect(result.steps.map(({ type }: { type: string }) => type)).toEqual(['import', 'matching', 'scoping', 'export']);
  });

  it('is a failure with its code while the request itself was accepted', async () => {
    await using world = await worldWith({});
    const { key } = world.tenant.jobAt();
    world.tenant.patch(key, { listsProvisioning: true, cause: { ...outage, code: 'DuplicateTargetEntries' } });
    const { json } = await provision(world, ['Ada']);
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({
      status: 'Succeeded',
      result: { result: 'Failure', errorCode: 'DuplicateTargetEntries' },
    });
  });

  it.each<[string, unknown, string]>([
    ['a list of names', { key: 'x', value: ['Ada'] }, 'key: text; value: list of 1 (text)'],
    ['no JSON', 'accepted for Ada', 'no readable JSON'],
  ])('is Unknown with the kinds of what was seen, and never Succeeded, when it is %s', async (_title, body, seen) => {
    await using world = await worldWith({});
    world.tenant.fault({ match: { method: 'POST' }, fault: { kind: 'body', body } });
    const { json } = await provision(world, ['Ada']);
    const ended = (await world.get(`/operations/${json.operationId}`)).json;
    expect(ended).toMatchObject({ status: 'Succeeded', result: { result: 'Unknown', steps: [], seen } });
    expect(JSON.stringify(ended)).not.toContain('Ada');
  });

  it('lost on its way is said to be unknown at once: no reading could find it, and the next user need not wait', async () => {
    await using world = await worldWith({});
    world.tenant.fault({ match: { method: 'POST' }, fault: { kind: 'afterEffect', status: 'reset' } });
    const { json } = await provision(world, ['Ada']);
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'OutcomeUnknown' },
    });
    expect((await provision(world, ['Ada'])).json.code).toBe('CoolDown');
    expect((await provision(world, ['Grace'])).status).toBe(202);
  });
});
