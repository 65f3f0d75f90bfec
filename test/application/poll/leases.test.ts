import { describe, expect, it } from '@jest/globals';
import { tableKinds } from '../../support/storage/table-kinds.ts';
import { minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const batches = (cloud: TenantWorld, tenantId?: string) => cloud.asked(tenantId).filter(({ path }) => path.endsWith('$batch'));

/** Takes the lease as a worker does that dies before it can give it back. */
async function killHolder(cloud: TenantWorld): Promise<void> {
  const { state } = cloud.ports;
  cloud.ports.state = { ...state, readNow: () => new Promise(() => undefined) };
  const [message] = await cloud.plan();
  void cloud.handle(message);
  while ((await cloud.fleetRow()).leaseOwner === undefined) await new Promise((resolve) => setImmediate(resolve));
  cloud.ports.state = state;
}

describe.each(tableKinds)('messages of one tick (%s)', (_name, open) => {
  it('poll each tenant once, although ten deliveries of two timers run at the same time', async () => {
    await using cloud = await startTenantWorld({ tenants: 3, servicePrincipalsPerTenant: 2, openTable: open() });
    await cloud.tick();
    cloud.forget();
    cloud.clock.advance(tickInMs);
    const planned = [...(await cloud.plan()), ...(await cloud.plan())];
    expect(planned).toHaveLength(6);
    const deliveries = Array.from({ length: 10 }, () => planned).flat();
    await Promise.all(deliveries.map((message) => cloud.handle(message)));
    expect(cloud.tenantIds.map((tenantId) => batches(cloud, tenantId).length)).toEqual([1, 1, 1]);
  });
});

describe('the lease of a tenant', () => {
  it('lets a message that is late call Graph no more', async () => {
    await using cloud = await startTenantWorld();
    const [late] = await cloud.plan();
    await cloud.ticks(2);
    cloud.forget();
    await cloud.handle(late);
    expect(cloud.asked()).toEqual([]);
    expect(cloud.stored.map(({ operation }) => operation)).toEqual(['get', 'get']);
  });

  it('is free again in the first tick after the lease of a dead holder has run out', async () => {
    await using cloud = await startTenantWorld({ poll: { leaseInMs: 5.5 * minuteInMs } });
    await cloud.tick();
    cloud.clock.advance(tickInMs);
    await killHolder(cloud);
    cloud.forget();
    await cloud.ticks();
    expect(cloud.asked()).toEqual([]);
    await cloud.ticks();
    expect(batches(cloud)).toHaveLength(1);
    const row = await cloud.fleetRow();
    expect(row.leaseOwner).toBeUndefined();
    // Whoever never gave the lease back may have left cards behind.
    expect(row.outboxPendingSince).toBe(row.leaseTakenAt);
  });

  it('is given to a forced poll in the same tick, once', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    cloud.forget();
    cloud.clock.advance(1_000);
    const message = cloud.force();
    await cloud.handle(message);
    await cloud.handle(message);
    expect(batches(cloud)).toHaveLength(1);
  });

  it('makes the holder pass on a forced poll that it has kept waiting', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    cloud.clock.advance(tickInMs);
    cloud.forget();
    const { graph } = cloud.ports;
    const answered = Promise.withResolvers<void>();
    const readLate: typeof graph.readJobs = async (...asked) => {
      const read = await graph.readJobs(...asked);
      await answered.promise;
      return read;
    };
    cloud.ports.graph = { ...graph, readJobs: readLate };
    const [message] = await cloud.plan();
    const running = cloud.handle(message);
    while (batches(cloud).length === 0) await new Promise((resolve) => setImmediate(resolve));
    cloud.clock.advance(1_000);
    await cloud.handle(cloud.force());
    expect(batches(cloud)).toHaveLength(1);
    answered.resolve();
    await running;
    expect(batches(cloud)).toHaveLength(2);
  });

  it('keeps a forced poll for later while Graph wants to be left alone', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    cloud.fault({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '400' } } });
    await cloud.ticks();
    const notBefore = cloud.clock.at + 400_000;
    cloud.forget();
    cloud.clock.advance(1_000);
    await cloud.handle(cloud.force());
    await cloud.ticks();
    expect(cloud.asked()).toEqual([]);
    cloud.clock.at = notBefore;
    await cloud.tick();
    await cloud.tick();
    expect(batches(cloud)).toHaveLength(1);
  });

  it('lets a rebuild renew the lists without a call to Graph', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    await cloud.ports.views.delete(cloud.tenantId);
    const row = await cloud.ports.fleet.get(cloud.tenantId);
    await cloud.ports.fleet.merge(cloud.tenantId, { viewHash: null }, row?.etag ?? '');
    cloud.forget();
    cloud.clock.advance(1_000);
    await cloud.handle({ ...cloud.force(), rebuild: true });
    expect(cloud.asked()).toEqual([]);
    expect((await cloud.ports.views.read(cloud.tenantId))?.[0]?.jobs).toHaveLength(1);
    expect((await cloud.fleetRow()).lastTickId).toBe(row?.value.lastTickId);
  });

  it('is given back after a failure to record, so that the same message polls when it comes again', async () => {
    await using cloud = await startTenantWorld();
    const { views } = cloud.ports;
    cloud.ports.views = { ...views, write: () => Promise.reject(new Error('storage is down')) };
    const [message] = await cloud.plan();
    await expect(cloud.handle(message)).rejects.toThrow('storage is down');
    await expect(cloud.handle(cloud.force())).rejects.toThrow('storage is down');
    cloud.ports.views = views;
    cloud.forget();
    await cloud.handle(cloud.force());
    expect(batches(cloud).length).toBeGreaterThan(0);
    expect((await cloud.fleetRow()).lastError).toBeUndefined();
  });
});
