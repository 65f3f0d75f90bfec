import { describe, expect, it } from '@jest/globals';
import { createFleetViewCache } from '../../../lib/application/show/fleet/fleet-view-cache.ts';
import { getHistory } from '../../../lib/application/show/jobs/get-history.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isoNow = (cloud: TenantWorld) => new Date(cloud.clock.at).toISOString();

/** The jobs as the portal would list them at this moment, on an instance that has nothing cached. */
async function shownJobs(cloud: TenantWorld) {
  const { ports } = cloud;
  const fleetRows = createFleetCache(ports);
  const view = await createFleetViewCache({ ...ports, fleetRows }, { pollIntervalInMs: tickInMs }).read();
  return view.jobs;
}

describe('a poller that gets no answer for a while', () => {
  it('shows its jobs as stale by their age alone, and a gap once it recovers', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    const lastGood = isoNow(cloud);
    expect((await shownJobs(cloud))[0]).toMatchObject({ freshness: 'fresh', health: 'healthy' });

    cloud.fault({ times: null, fault: { kind: 'status', status: 503 } });
    await cloud.ticks(2);
    expect((await shownJobs(cloud))[0]).toMatchObject({ freshness: 'fresh' });
    cloud.clock.at = Date.parse(lastGood) + 2 * tickInMs + minuteInMs + 1;
    expect((await shownJobs(cloud))[0]).toMatchObject({ freshness: 'stale', health: 'unknown', reasons: ['stale'], observedAt: lastGood });

    await cloud.ticks(4);
    cloud.shared.faults.clear();
    while ((await cloud.fleetRow()).lastCompletedAt === lastGood) await cloud.ticks();
    expect((await shownJobs(cloud))[0]).toMatchObject({ freshness: 'fresh', health: 'healthy' });
    const why = { reason: 'unavailable', code: 'ServiceUnavailable' } as const;
    const gap = { v: 1, tenantId: cloud.tenantId, from: lastGood, to: isoNow(cloud), ...why };
    expect(await cloud.ports.state.listGaps(cloud.tenantId, {})).toEqual([gap]);
    expect((await getHistory(cloud.ports, cloud.jobAt().key, { pageSize: 10 }, 'all')).value[0]).toEqual({ kind: 'gap', at: gap.to, gap });
  });

  it('keeps an incident open all the while, and resolves it by a reading alone', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    const { key } = cloud.jobAt();
    cloud.patch(key, { status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } });
    await cloud.ticks();
    cloud.patch(key, { status: { code: 'Active' } });
    cloud.fault({ times: null, fault: { kind: 'reset' } });
    await cloud.ticks(8);
    const open = async () => (await cloud.ports.state.readNow(cloud.tenantId)).incidents.filter(({ value }) => value.state === 'open');
    expect((await open()).map(({ value }) => value.state === 'open' && value.condition).sort()).toEqual(['quarantine', 'unreachable']);
    expect((await shownJobs(cloud))[0]).toMatchObject({ freshness: 'stale', health: 'critical' });
    cloud.shared.faults.clear();
    await cloud.ticks(20);
    expect(await open()).toEqual([]);
  });
});

describe('a job that its list lacks', () => {
  async function startWithout(misses: number) {
    const cloud = await startTenantWorld({ jobsPerServicePrincipal: 2 });
    await cloud.tick();
    const { key } = cloud.jobAt();
    cloud.patch(key, { status: { code: 'Quarantine' } });
    await cloud.ticks();
    cloud.patch(key, { removed: true });
    await cloud.ticks(misses);
    const incidents = async () => (await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value;
    return { cloud, key, incidents };
  }

  it('is marked when it is missing once, and not removed', async () => {
    const { cloud, key, incidents } = await startWithout(1);
    await using _ = cloud;
    expect(await shownJobs(cloud)).toHaveLength(2);
    const stored = await cloud.ports.state.getJob(key);
    expect(stored?.value).toMatchObject({ readFailure: { reason: 'missing' }, readFailingSince: isoNow(cloud) });
    expect(await incidents()).toEqual([]);
    cloud.patch(key, { removed: false });
    await cloud.ticks();
    expect((await cloud.ports.state.getJob(key))?.value.readFailure).toBeUndefined();
  });

  it('is removed when it is missing twice in a row, with its incident closed as jobRemoved', async () => {
    const { cloud, key, incidents } = await startWithout(2);
    await using _ = cloud;
    expect((await shownJobs(cloud)).map(({ jobId }) => jobId)).toEqual([cloud.jobAt(0, 1).key.jobId]);
    expect((await cloud.ports.state.getJob(key))?.value.removedAt).toBe(isoNow(cloud));
    expect(await incidents()).toMatchObject([{ condition: 'quarantine', resolution: 'jobRemoved' }]);
    const [last] = (await cloud.ports.state.listEvents(key, { pageSize: 1 })).value;
    expect(last).toMatchObject({ type: 'removed' });
    // It comes back as another appearance of the same history.
    cloud.patch(key, { removed: false, status: { code: 'Active' } });
    await cloud.ticks();
    const [again] = (await cloud.ports.state.listEvents(key, { pageSize: 1 })).value;
    expect(again).toMatchObject({ type: 'appeared', seq: (last?.seq ?? 0) + 1 });
  });
});
