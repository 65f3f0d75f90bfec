import { describe, expect, it } from '@jest/globals';
import { judgeFreshness, lastReadAt } from '../../../lib/domain/job/health/freshness.ts';
import { startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isoNow = (cloud: TenantWorld) => new Date(cloud.clock.at).toISOString();

describe('a clock that disagrees with Graph', () => {
  it.each([-300, 300])('F14 shows no job as stale and tells how far it is off when Graph is %d s from us', async (skewInSeconds) => {
    await using cloud = await startTenantWorld({ skewInMs: skewInSeconds * 1_000, interval: 'PT40M' });
    await cloud.tick();
    await cloud.ticks(24);
    const row = await cloud.fleetRow();
    expect(row.clockSkewSeconds).toBe(skewInSeconds);
    const stored = await cloud.ports.state.getJob(cloud.jobAt().key);
    const readAt = stored && lastReadAt(stored.value, row);
    expect(judgeFreshness({ lastReadAt: readAt, pollIntervalInMs: tickInMs, now: cloud.clock.at })).toBe('fresh');
    expect(stored?.value).toMatchObject({ health: 'healthy', reasons: [] });
    expect((await cloud.ports.state.readNow(cloud.tenantId)).incidents).toEqual([]);
  });

  it.each([-300, 300])('F14 counts a Retry-After that is a date from the clock of Graph, %d s from ours', async (skewInSeconds) => {
    await using cloud = await startTenantWorld({ skewInMs: skewInSeconds * 1_000 });
    await cloud.tick();
    const until = new Date(cloud.clock.at + tickInMs + skewInSeconds * 1_000 + 120_000).toUTCString();
    cloud.fault({ match: { inBatch: false }, fault: { kind: 'status', status: 429, headers: { 'retry-after': until } } });
    await cloud.ticks();
    expect((await cloud.fleetRow()).notBefore).toBe(new Date(cloud.clock.at + 120_000).toISOString());
  });

  it('F14 says nothing of a small difference, and forgets a great one that is over', async () => {
    await using cloud = await startTenantWorld({ skewInMs: 119_000 });
    await cloud.tick();
    expect(await cloud.fleetRow()).not.toHaveProperty('clockSkewSeconds');
    const stored = await cloud.ports.fleet.get(cloud.tenantId);
    await cloud.ports.fleet.merge(cloud.tenantId, { clockSkewSeconds: 300 }, stored?.etag ?? '');
    await cloud.ticks();
    expect(await cloud.fleetRow()).not.toHaveProperty('clockSkewSeconds');
  });
});

describe('what is deleted in Graph', () => {
  async function startQuarantined(): Promise<TenantWorld> {
    const cloud = await startTenantWorld({ servicePrincipalsPerTenant: 2 });
    await cloud.tick();
    cloud.patch(cloud.jobAt().key, { status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } });
    await cloud.ticks();
    return cloud;
  }
  const pastIncidents = async (cloud: TenantWorld) => (await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value;
  const shown = async (cloud: TenantWorld) => (await cloud.ports.views.read(cloud.tenantId))?.flatMap(({ jobs }) => jobs);

  it('F15 closes the incident of a deleted job as jobRemoved and shows the job no more', async () => {
    await using cloud = await startQuarantined();
    cloud.patch(cloud.jobAt().key, { removed: true });
    await cloud.ticks();
    expect((await shown(cloud))?.find(({ jobId }) => jobId === cloud.jobAt().key.jobId)).toMatchObject({ health: 'critical' });
    await cloud.ticks();
    expect(await pastIncidents(cloud)).toMatchObject([{ condition: 'quarantine', resolution: 'jobRemoved' }]);
    expect(await shown(cloud)).toHaveLength(1);
  });

  it('F15 does the same for a deleted service principal, and then stops asking for it', async () => {
    await using cloud = await startQuarantined();
    const { key } = cloud.jobAt();
    const servicePrincipal = cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.get(key.servicePrincipalId);
    if (servicePrincipal) servicePrincipal.removed = true;
    await cloud.ticks(2);
    expect(await pastIncidents(cloud)).toMatchObject([{ resolution: 'jobRemoved' }]);
    await cloud.ticks();
    cloud.forget();
    await cloud.ticks();
    expect(cloud.asked().map(({ batch }) => batch?.length)).toEqual([1]);
    expect((await cloud.fleetRow()).unreadableReason).toBeUndefined();
  });

  it('F15 does not call a tenant unreadable in which everything was deleted', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 2 });
    await cloud.tick();
    for (const each of cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.values() ?? []) each.removed = true;
    await cloud.ticks(6);
    const { unreadableReason, counts, lastCompletedAt } = await cloud.fleetRow();
    expect({ unreadableReason, jobs: counts?.jobs, lastCompletedAt }).toEqual({
      unreadableReason: undefined,
      jobs: 0,
      lastCompletedAt: isoNow(cloud),
    });
  });

  it('F15 calls no job removed, and closes no incident, when it is the batch itself that is answered 404', async () => {
    await using cloud = await startQuarantined();
    cloud.fault({ match: { inBatch: false }, times: 1_000, fault: { kind: 'status', status: 404 } });
    await cloud.ticks(8);
    expect(await shown(cloud)).toHaveLength(2);
    expect(await pastIncidents(cloud)).toEqual([]);
    expect(await cloud.fleetRow()).toMatchObject({ counts: { jobs: 2 }, unreadableReason: 'unavailable' });
  });

  it('F16 believes an empty list where 40 jobs were known only when it comes twice in a row', async () => {
    await using cloud = await startTenantWorld({ jobsPerServicePrincipal: 40 });
    await cloud.tick();
    const empty = { kind: 'body', body: { value: [] } } as const;
    cloud.fault({ match: { inBatch: true }, fault: empty });
    await cloud.ticks();
    expect(await cloud.fleetRow()).toMatchObject({ counts: { jobs: 40, byHealth: { unknown: 40 } } });
    await cloud.ticks();
    expect(await cloud.fleetRow()).toMatchObject({ counts: { jobs: 40, byHealth: { healthy: 40 } } });
    cloud.fault({ match: { inBatch: true }, times: 2, fault: empty });
    await cloud.ticks(2);
    expect((await cloud.fleetRow()).counts).toMatchObject({ jobs: 0 });
  });
});
