import { describe, expect, it } from '@jest/globals';
import { createAgentsSource } from '../../../lib/adapters/graph/read-agents.ts';
import { createAgentsReader } from '../../../lib/application/poll/agents/agents-reader.ts';
import { hourInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

// Discovery, pruning and the token are of the first tick; the hourly samples are the same as long as no job has run.
async function startSteady(jobsPerServicePrincipal = 1): Promise<TenantWorld> {
  const cloud = await startTenantWorld({ servicePrincipalsPerTenant: 40, jobsPerServicePrincipal });
  await cloud.tick();
  await cloud.ticks();
  cloud.forget();
  return cloud;
}

// What the timer notes of itself is not the tenant's.
const writes = ({ stored }: TenantWorld, table: string) =>
  stored.filter(({ table: name, operation, rowKey }) => name === table && !['get', 'query'].includes(operation) && rowKey !== '_service');

describe('a steady tick over 40 service principals of one tenant', () => {
  it('asks Graph twice, reads one range, writes its row twice and nothing else', async () => {
    await using cloud = await startSteady();
    await cloud.ticks();
    expect(cloud.asked().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1.0/$batch', 'POST /v1.0/$batch']);
    expect(cloud.asked().map(({ batch }) => batch?.length)).toEqual([20, 20]);
    expect(writes(cloud, 'Fleet').map(({ operation }) => operation)).toEqual(['merge', 'merge']);
    expect(writes(cloud, 'SyncState')).toEqual([]);
    expect(writes(cloud, 'JobViews')).toEqual([]);
    expect(cloud.stored.filter(({ table }) => table === 'SyncState')).toEqual([
      // Targets, jobs, and what was read of the directory synchronization.
      { table: 'SyncState', operation: 'query', partitionKey: cloud.tenantId, rows: 81 },
    ]);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(new Date(cloud.clock.at).toISOString());
  });

  it.each([
    [1, 1],
    [50, 1],
    [51, 2],
    [120, 3],
  ])('writes the rows and events of %d changed jobs in %d transactions', async (changed, transactions) => {
    await using cloud = await startSteady(3);
    for (let index = 0; index < changed; index += 1) {
      const { key } = cloud.jobAt(Math.floor(index / 3), index % 3);
      cloud.patch(key, { schedule: { state: 'Paused' } });
    }
    cloud.forget();
    await cloud.ticks();
    const sent = writes(cloud, 'SyncState');
    expect(sent.map(({ operation }) => operation)).toEqual(Array.from({ length: transactions }, () => 'transaction'));
    expect(sent.reduce((sum, { rows }) => sum + rows, 0)).toBe(2 * changed);
    expect(writes(cloud, 'JobViews')).toHaveLength(1);
    expect(writes(cloud, 'Fleet')).toHaveLength(2);
  });

  it('writes an observation, which is no event, as one row each and a hundred of them at once', async () => {
    await using cloud = await startSteady(3);
    for (let index = 0; index < 120; index += 1) {
      const { job } = cloud.jobAt(Math.floor(index / 3), index % 3);
      job.document.status.synchronizedEntryCountByType = [{ key: 'user to User', value: 1_000 + index }];
    }
    cloud.forget();
    await cloud.ticks();
    expect(writes(cloud, 'SyncState').map(({ rows }) => rows)).toEqual([100, 20]);
    expect(writes(cloud, 'JobViews')).toEqual([]);
  });

  it('rewrites no list for an observation, although seconds lie between the start of the pass and the reading', async () => {
    await using cloud = await startSteady();
    const { graph } = cloud.ports;
    cloud.ports.graph = {
      ...graph,
      readJobs: (tenantId, ids) => {
        cloud.clock.advance(2_000);
        return graph.readJobs(tenantId, ids);
      },
    };
    for (let run = 1; run <= 3; run += 1) {
      cloud.jobAt(run).job.document.status.synchronizedEntryCountByType = [{ key: 'user to User', value: 2_000 + run }];
      await cloud.ticks();
    }
    expect(writes(cloud, 'SyncState').map(({ rows }) => rows)).toEqual([1, 1, 1]);
    expect(writes(cloud, 'JobViews')).toEqual([]);
  });

  it('looks for new service principals of the templates with three requests every 15 minutes, and for all others once a day', async () => {
    await using cloud = await startSteady();
    const found = () => cloud.asked().filter(({ path }) => path.startsWith('/v1.0/servicePrincipals?$filter=')).length;
    const calls: number[] = [];
    for (let tick = 0; tick < 6; tick += 1) {
      cloud.forget();
      await cloud.ticks();
      expect(cloud.asked().filter(({ batch }) => batch !== undefined)).toHaveLength(2);
      expect(cloud.asked()).toHaveLength(2 + found());
      calls.push(found());
    }
    expect(calls).toEqual([0, 3, 0, 0, 3, 0]);

    const all = () => cloud.asked().filter(({ path }) => path.startsWith('/v1.0/servicePrincipals?$top=999'));
    for (let hour = 0; hour < 22; hour += 1) {
      cloud.clock.advance(hourInMs - tickInMs);
      await cloud.ticks();
    }
    expect(all()).toEqual([]);
    cloud.clock.advance(2 * hourInMs);
    await cloud.ticks(2);
    expect(all()).toHaveLength(1);
  });

  it('asks no more than four requests an hour for the directory synchronization and the agents together, between ticks that are as they were', async () => {
    await using cloud = await startSteady();
    const { clock, getToken, graphUrl: baseUrl } = cloud;
    const agents = createAgentsReader(createAgentsSource({ baseUrl, getToken, clock, isPerson: false }));
    cloud.ports.hourlyReaders = [...cloud.ports.hourlyReaders, agents];
    const beside = [
      ...['/v1.0/organization', '/beta/organization', '/v1.0/directory/', '/v1.0/domains', '/v1.0/roleManagement/'],
      '/beta/onPremisesPublishingProfiles/',
    ];
    const counts: number[] = [];
    for (let tick = 0; tick < 3 * 12; tick += 1) {
      cloud.forget();
      await cloud.ticks();
      const hourly = cloud.asked().filter(({ path }) => beside.some((prefix) => path.startsWith(prefix)));
      const found = cloud.asked().filter(({ path }) => path.startsWith('/v1.0/servicePrincipals?$filter='));
      expect(cloud.asked()).toHaveLength(2 + found.length + hourly.length);
      counts.push(hourly.length);
    }
    // In any hour, wherever it begins.
    const sums = counts.map((_, index) => counts.slice(index, index + 12).reduce((sum, count) => sum + count, 0));
    expect(Math.max(...sums)).toBeLessThanOrEqual(4);
    expect(Math.max(...counts)).toBeGreaterThan(0);
  });

  it('asks three requests more at most for each pass that somebody asked for, and an hour after it the next', async () => {
    await using cloud = await startSteady();
    const hourly = () => cloud.asked().filter(({ path }) => /\/(organization|directory\/|domains|roleManagement\/)/.test(path)).length;
    for (let wish = 0; wish < 5; wish += 1) {
      cloud.clock.advance(60_000);
      const row = await cloud.ports.fleet.get(cloud.tenantId);
      await cloud.ports.fleet.merge(cloud.tenantId, { forceRequestedAt: new Date(cloud.clock.at).toISOString() }, row?.etag ?? '');
      cloud.forget();
      await cloud.handle(cloud.force());
      expect(hourly()).toBeGreaterThan(0);
      expect(hourly()).toBeLessThanOrEqual(3);
    }
    cloud.forget();
    await cloud.ticks(11);
    expect(hourly()).toBe(0);
  });
});
