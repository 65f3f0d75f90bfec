import { describe, expect, it } from '@jest/globals';
import { registerTenant, removeTenant } from '../../support/worlds/register-tenant.ts';
import { startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const quarantine = { status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } };

function remove(cloud: TenantWorld): Promise<void> {
  return removeTenant(cloud.ports, cloud.tenantId, new Date(cloud.clock.at).toISOString());
}

async function startWithIncident(): Promise<TenantWorld> {
  const cloud = await startTenantWorld({ servicePrincipalsPerTenant: 2, poll: { channelConfigured: true } });
  await cloud.tick();
  cloud.patch(cloud.jobAt().key, quarantine);
  await cloud.ticks();
  expect((await cloud.fleetRow()).counts?.incidents).toEqual({ critical: 1 });
  return cloud;
}

describe('a removed tenant', () => {
  it('is closed without a call to Graph: incidents, unsent cards, lists and its row go, history stays', async () => {
    await using cloud = await startWithIncident();
    const { state, views, fleet, outbox } = cloud.ports;
    expect(await outbox.list(cloud.tenantId)).toHaveLength(1);
    await remove(cloud);
    cloud.forget();
    cloud.clock.advance(1_000);
    await cloud.handle(cloud.force());
    expect(cloud.asked()).toEqual([]);
    expect(await fleet.get(cloud.tenantId)).toBeUndefined();
    expect(await views.read(cloud.tenantId)).toBeUndefined();
    expect(await outbox.list(cloud.tenantId)).toEqual([]);
    const [past] = (await state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value;
    expect(past).toMatchObject({ state: 'closed', resolution: 'tenantRemoved' });
    expect((await state.listEvents(cloud.jobAt().key, { pageSize: 10 })).value.length).toBeGreaterThan(1);
    expect(await cloud.plan()).toEqual([]);
  });

  it('is closed by a later tick when the worker died half-way', async () => {
    await using cloud = await startWithIncident();
    const { views } = cloud.ports;
    await remove(cloud);
    cloud.ports.views = { ...views, delete: () => Promise.reject(new Error('killed')) };
    cloud.clock.advance(1_000);
    await expect(cloud.handle(cloud.force())).rejects.toThrow('killed');
    cloud.ports.views = views;
    await cloud.ticks();
    expect(await cloud.ports.fleet.get(cloud.tenantId)).toBeUndefined();
    expect((await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value).toHaveLength(1);
  });

  it('closes an incident that somebody acknowledges at that moment', async () => {
    await using cloud = await startWithIncident();
    const { state } = cloud.ports;
    await remove(cloud);
    let isFirst = true;
    cloud.ports.state = {
      ...state,
      commit: async (tenantId, groups) => {
        const [open] = (await state.readNow(tenantId)).incidents;
        if (isFirst && open?.value.state === 'open') {
          await state.commit(tenantId, [[{ type: 'incident', value: { ...open.value, acknowledgedBy: 'me' }, etag: open.etag }]]);
        }
        isFirst = false;
        return state.commit(tenantId, groups);
      },
    };
    cloud.clock.advance(1_000);
    await cloud.handle(cloud.force());
    const [past] = (await state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value;
    expect(past).toMatchObject({ resolution: 'tenantRemoved', acknowledgedBy: 'me' });
  });

  it('does not go round for ever when somebody always is first: the message fails, and a later tick closes it', async () => {
    await using cloud = await startWithIncident();
    const { state } = cloud.ports;
    await remove(cloud);
    let commits = 0;
    cloud.ports.state = {
      ...state,
      commit: async (_tenantId, groups) => {
        commits += 1;
        return groups.map(() => 'conflict' as const);
      },
    };
    cloud.clock.advance(1_000);
    await expect(cloud.handle(cloud.force())).rejects.toMatchObject({ code: 'Conflict' });
    expect(commits).toBeLessThanOrEqual(10);
    expect(await cloud.ports.fleet.get(cloud.tenantId)).toBeDefined();
    cloud.ports.state = state;
    await cloud.ticks();
    expect(await cloud.ports.fleet.get(cloud.tenantId)).toBeUndefined();
    expect((await state.listPastIncidents(cloud.tenantId, { pageSize: 10 })).value).toMatchObject([{ resolution: 'tenantRemoved' }]);
  });

  it('continues its numbering when it is added again', async () => {
    await using cloud = await startWithIncident();
    const { state } = cloud.ports;
    const { key } = cloud.jobAt();
    const seqBefore = (await state.getJob(key))?.value.seq ?? 0;
    await remove(cloud);
    await cloud.ticks();
    await registerTenant(cloud.ports, { tenantId: cloud.tenantId, addedAt: new Date(cloud.clock.at).toISOString() });
    cloud.patch(key, { schedule: { interval: 'PT30M' } });
    await cloud.ticks();
    expect((await state.getJob(key))?.value.seq).toBe(seqBefore + 1);
    const open = (await state.readNow(cloud.tenantId)).incidents.map(({ value }) => value);
    expect(open).toMatchObject([{ state: 'open', openedSeq: 2 }]);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(new Date(cloud.clock.at).toISOString());
    expect(cloud.clock.at % tickInMs).toBe(0);
  });
});
