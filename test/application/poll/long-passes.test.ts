import { describe, expect, it } from '@jest/globals';
import { startTenantWorld, type TenantWorld, type TenantWorldOptions, tickInMs } from '../../support/worlds/tenant-world.ts';

/** Every call to Graph takes this long on the test's clock. */
function slowDown(cloud: TenantWorld, delayInMs: number): void {
  const { graph } = cloud.ports;
  const slow = <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) => {
    return async (...given: Given): Promise<Answer> => {
      const answer = await call(...given);
      cloud.clock.advance(delayInMs);
      return answer;
    };
  };
  cloud.ports.graph = { ...graph, readJobs: slow(graph.readJobs), listServicePrincipals: slow(graph.listServicePrincipals) };
}

async function startSlow(delayInMs: number, options: TenantWorldOptions): Promise<TenantWorld> {
  const cloud = await startTenantWorld(options);
  await cloud.tick();
  slowDown(cloud, delayInMs);
  return cloud;
}

const readIds = (cloud: TenantWorld) => cloud.asked().flatMap(({ batch }) => (batch ?? []).map(({ url }) => url.split('/')[2] ?? ''));
const isoNow = (cloud: TenantWorld) => new Date(cloud.clock.at).toISOString();

describe('a pass that takes longer than its lease', () => {
  it('renews the lease although nothing is to be written, and completes', async () => {
    await using cloud = await startSlow(40_000, { servicePrincipalsPerTenant: 80, poll: { concurrency: 1 } });
    cloud.forget();
    await cloud.ticks();
    expect(cloud.stored.filter(({ table, operation }) => table === 'Fleet' && operation === 'merge').length).toBeGreaterThan(3);
    const row = await cloud.fleetRow();
    expect(row.lastCompletedAt).toBe(row.leaseTakenAt);
    expect(cloud.clock.at - Date.parse(row.leaseTakenAt ?? '')).toBe(160_000);
  });

  it('keeps others out meanwhile', async () => {
    await using cloud = await startSlow(40_000, { servicePrincipalsPerTenant: 80, poll: { concurrency: 1 } });
    const { graph } = cloud.ports;
    let intruders = 0;
    cloud.ports.graph = {
      ...graph,
      readJobs: async (tenantId, ids) => {
        const reads = await graph.readJobs(tenantId, ids);
        const before = cloud.asked().length;
        await cloud.handle({ v: 1, tickId: isoNow(cloud), tenantId });
        intruders += cloud.asked().length - before;
        return reads;
      },
    };
    cloud.clock.advance(tickInMs);
    const [message] = await cloud.plan();
    await cloud.handle(message);
    expect(intruders).toBe(0);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe((await cloud.fleetRow()).leaseTakenAt);
  });

  it('ends without a further request or write once somebody else has taken the tenant over', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 80, poll: { concurrency: 1 } });
    await cloud.tick();
    const { graph, fleet } = cloud.ports;
    cloud.ports.graph = {
      ...graph,
      readJobs: async (tenantId, ids) => {
        const reads = await graph.readJobs(tenantId, ids);
        cloud.clock.advance(100_000);
        const row = await fleet.get(tenantId);
        await fleet.merge(
          tenantId,
          { leaseOwner: 'another', leaseUntil: new Date(cloud.clock.at + 90_000).toISOString() },
          row?.etag ?? '',
        );
        return reads;
      },
    };
    cloud.patch(cloud.jobAt().key, { schedule: { state: 'Paused' } });
    const before = await cloud.fleetRow();
    cloud.forget();
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(1);
    expect(cloud.stored.filter(({ operation }) => operation === 'transaction')).toEqual([]);
    expect(await cloud.fleetRow()).toMatchObject({ leaseOwner: 'another', lastCompletedAt: before.lastCompletedAt });
    expect(cloud.log.entries).toContainEqual(expect.objectContaining({ level: 'warn', text: 'Pass given up: its lease is lost' }));
  });
});

describe('a pass that spans ticks', () => {
  const options = { servicePrincipalsPerTenant: 100, poll: { concurrency: 1, budgetInMs: 100_000 } };

  it('continues at its cursor and vouches for the tenant only from the time it began', async () => {
    await using cloud = await startSlow(40_000, options);
    cloud.forget();
    await cloud.ticks();
    const begun = await cloud.fleetRow();
    expect(begun).toMatchObject({ passStartedAt: begun.leaseTakenAt, cursor: expect.any(String) });
    const first = readIds(cloud);
    expect(first).toHaveLength(60);
    expect(first.at(-1)).toBe(begun.cursor);

    cloud.forget();
    await cloud.ticks();
    const ended = await cloud.fleetRow();
    expect(new Set([...first, ...readIds(cloud)]).size).toBe(100);
    expect(readIds(cloud)).toHaveLength(40);
    expect(ended.lastCompletedAt).toBe(begun.passStartedAt);
    expect([ended.cursor, ended.passStartedAt]).toEqual([undefined, undefined]);
    expect(ended.unreadableReason).toBeUndefined();
  });

  it('does not move the time of the last complete pass while it lasts', async () => {
    await using cloud = await startSlow(40_000, options);
    const { lastCompletedAt } = await cloud.fleetRow();
    await cloud.ticks();
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(lastCompletedAt);
  });

  it('takes up a discovery where it stopped, and is complete only when that has succeeded once', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 1, poll: { concurrency: 1, budgetInMs: 60_000 } });
    const { servicePrincipals } = cloud.world.tenants.get(cloud.tenantId) ?? { servicePrincipals: new Map() };
    const [model] = servicePrincipals.values();
    for (let index = 0; index < 1_200; index += 1) {
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      servicePrincipals.set(id, { ...model, id, appId: id, applicationTemplateId: null, jobs: index === 1_150 ? model.jobs : [] });
    }
    slowDown(cloud, 1_000);
    await cloud.tick();
    const row = await cloud.fleetRow();
    expect(row).toMatchObject({ discoveryStartedAt: expect.any(String) });
    expect([row.discoveredAt, row.lastCompletedAt]).toEqual([undefined, undefined]);
    const startedAt = row.discoveryStartedAt;
    let passes = 1;
    while ((await cloud.fleetRow()).discoveredAt === undefined && passes < 10) {
      await cloud.ticks();
      passes += 1;
    }
    const done = await cloud.fleetRow();
    expect(done.discoveredAt).toBe(startedAt);
    expect([done.discoveryStartedAt, done.discoveryCursor]).toEqual([undefined, undefined]);
    expect(done.lastCompletedAt).toBe(done.leaseTakenAt);
    // The first page is not asked for again, only the one within which time was up.
    const pages = cloud.asked().map(({ path }) => decodeURIComponent(path).split('$skiptoken=')[1] ?? path);
    expect(pages.filter((page) => page.includes('$top=999'))).toHaveLength(1);
    expect((await cloud.ports.state.readNow(cloud.tenantId)).targets).toHaveLength(2);
    expect(isoNow(cloud) > (startedAt ?? '')).toBe(true);
  });
});

describe('a tenant in which no job is known', () => {
  it('is probed in each pass, and becomes unreadable when its consent goes', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 0 });
    await cloud.tick();
    cloud.forget();
    await cloud.ticks();
    expect(cloud.asked().map(({ path }) => path.split('?')[0])).toEqual(Array(3).fill('/v1.0/servicePrincipals'));
    expect(await cloud.fleetRow()).toMatchObject({ lastCompletedAt: isoNow(cloud), counts: { jobs: 0 } });
    cloud.world.tenants.get(cloud.tenantId)?.grants[Object.keys(cloud.world.tenants.get(cloud.tenantId)?.grants ?? {})[0] ?? '']?.splice(0);
    await cloud.ticks();
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'consentMissing', counts: { incidents: { critical: 1 } } });
  });
});
