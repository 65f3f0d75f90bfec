import { describe, expect, it } from '@jest/globals';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { hourInMs, minuteInMs } from '../../support/worlds/tenant-world.ts';

const start = () => startOperationWorld({ jobsPerServicePrincipal: 1, interval: 'PT40M', poll: { channelConfigured: true } });

function connectOf({ tenant }: OperationWorld) {
  const found = tenant.world.tenants.get(tenant.tenantId);
  if (found === undefined) throw new Error('no tenant');
  found.onPremisesSyncEnabled = true;
  return found.directory;
}

const check = ({ tenant, post }: OperationWorld) => post(`/tenants/${tenant.tenantId}/check`);
const open = async ({ tenant }: OperationWorld) =>
  (await tenant.ports.state.listOpenIncidents(tenant.tenantId)).map(({ condition }) => condition).sort();
const times = ({ tenant }: OperationWorld) => tenant.asked().filter(({ path }) => path.includes('/organization')).length;

async function startStopped(): Promise<OperationWorld> {
  const world = await start();
  connectOf(world).connectStoppedAt = world.tenant.clock.at - 5 * hourInMs;
  await world.tenant.tick();
  expect(await open(world)).toEqual(['directorySyncStale', 'passwordSyncStale']);
  world.tenant.clock.advance(10 * minuteInMs);
  world.tenant.forget();
  return world;
}

describe('a check of a tenant whose directory synchronization is behind', () => {
  it('reads its times anew at once, and closes what is over', async () => {
    await using world = await startStopped();
    delete connectOf(world).connectStoppedAt;
    expect((await check(world)).status).toBe(200);
    for (const poll of world.waitingPolls.splice(0)) await world.tenant.handle(poll);
    expect(await open(world)).toEqual([]);
    expect((await world.get(`/tenants/${world.tenant.tenantId}/directorySync`)).json.times).toMatchObject({
      askedAt: new Date(world.tenant.clock.at).toISOString(),
    });
  });

  it('is served once, by whichever pass comes first', async () => {
    await using world = await startStopped();
    await check(world);
    const [poll] = world.waitingPolls;
    await world.tenant.ticks();
    expect(times(world)).toBe(1);
    await world.tenant.handle(poll);
    await world.tenant.ticks(3);
    expect(times(world)).toBe(1);
  });

  it('keeps to the time that Graph named for its times', async () => {
    await using world = await startStopped();
    world.tenant.fault({
      match: { path: '/organization', inBatch: false },
      times: 1,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '1800' } },
    });
    for (let round = 0; round < 3; round += 1) {
      await check(world);
      for (const poll of world.waitingPolls.splice(0)) await world.tenant.handle(poll);
      world.tenant.clock.advance(minuteInMs);
    }
    expect(times(world)).toBe(1);
    expect(await open(world)).toEqual(['directorySyncStale', 'passwordSyncStale']);
  });

  it('asks for no pass where it is on time', async () => {
    await using world = await start();
    connectOf(world);
    await world.tenant.tick();
    world.tenant.clock.advance(10 * minuteInMs);
    await check(world);
    expect(world.waitingPolls).toEqual([]);
  });
});
