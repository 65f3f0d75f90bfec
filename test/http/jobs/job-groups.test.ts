import { describe, expect, it } from '@jest/globals';
import { jobOf, quarantinedJob } from '../support/listed-jobs.ts';
import { callerOf, createHttpWorld, start } from '../support/support.ts';

const tenantA = 'aaaaaaaa-1111-4111-8111-111111111111';
const tenantB = 'bbbbbbbb-2222-4222-8222-222222222222';
const credentials = 'HybridSynchronizationActiveDirectoryInvalidCredentials';

async function twoTenants(change: Parameters<typeof createHttpWorld>[0] = {}) {
  const world = createHttpWorld(change);
  await world.poll(tenantA, [
    quarantinedJob(tenantA, 1, { displayName: 'One', code: credentials }),
    quarantinedJob(tenantA, 2, { displayName: 'Two', code: 'AADSTS7000215', seriesBegan: '2026-11-01T12:00:00.000Z' }),
    jobOf(tenantA, 3, { displayName: 'Three', templateId: 'scim' }),
  ]);
  await world.poll(tenantB, [
    quarantinedJob(tenantB, 1, { displayName: 'One', code: credentials, seriesBegan: '2026-11-05T12:00:00.000Z' }),
    { ...jobOf(tenantB, 2, { displayName: 'Two' }), health: 'warning', reasons: ['agentSuspected'] },
  ]);
  return world;
}

describe('GET /jobGroups', () => {
  it('tells of each cause how many jobs in how many tenants it stops, who has to act and what is switched off first', async () => {
    const { call } = await twoTenants();
    const { json } = await call('/jobGroups?by=cause');
    expect(json.value).toMatchObject([
      {
        key: credentials,
        whoMustAct: 'tenant-admin',
        count: 2,
        tenants: 2,
        health: 'critical',
        byHealth: { critical: 2, unknown: 0, warning: 0, healthy: 0 },
        disableAt: '2026-12-03T12:00:00.000Z',
        daysLeft: 12,
        observedAt: new Date(start).toISOString(),
      },
      { key: 'AADSTS7000215', count: 1, tenants: 1, disableAt: '2026-11-29T12:00:00.000Z', daysLeft: 8 },
      { title: 'No explanation is known', count: 1, health: 'warning' },
      { title: 'Nothing is wrong', count: 1, tenants: 1, health: 'healthy' },
    ]);
    expect(json.value.map((group: object) => 'key' in group)).toEqual([true, true, false, false]);
    expect(json.nextLink).toBeUndefined();
  });

  it.each(['cause', 'tenant', 'whoMustAct', 'kind'])('by %s holds every job once, and each group links to its own jobs', async (by) => {
    const { call } = await twoTenants();
    for (const filter of ['', '&state=Quarantine', '&q=one', '&health=healthy']) {
      const { value } = (await call(`/jobGroups?by=${by}${filter}`)).json;
      const all = (await call(`/jobs?${filter.slice(1)}`)).json.value.map(({ id }: { id: string }) => id);
      const seen: string[] = [];
      for (const { links, count } of value) {
        const jobs = (await call(links.jobs)).json.value;
        expect(jobs).toHaveLength(count);
        seen.push(...jobs.map(({ id }: { id: string }) => id));
      }
      expect(seen.sort()).toEqual(all.sort());
    }
  });

  it('pages to the end, and refuses what is no grouping or belongs to another', async () => {
    const { call } = await twoTenants();
    const whole = (await call('/jobGroups?by=cause')).json.value;
    const seen: object[] = [];
    for (let next = '/jobGroups?by=cause&pageSize=1'; next !== undefined; ) {
      const { json } = await call(next);
      seen.push(...json.value);
      next = json.nextLink;
    }
    expect(seen).toEqual(whole);
    const { nextLink } = (await call('/jobGroups?by=cause&pageSize=1')).json;
    expect(await call(nextLink.replace('by=cause', 'by=tenant'))).toMatchObject({ json: { code: 'InvalidContinuation' } });
    for (const query of ['', '?by=color', '?by=cause&continuation=x', '?by=cause&by=kind']) {
      expect((await call(`/jobGroups${query}`)).status).toBe(400);
    }
  });

  it('counts for each caller what they see', async () => {
    const world = await twoTenants({ authenticate: async () => callerOf('Reader', tenantB) });
    const { value } = (await world.call('/jobGroups?by=tenant')).json;
    expect(value).toMatchObject([{ key: tenantB, count: 2, tenants: 1 }]);
  });

  it('keeps its ETag while only the time of the reading moves, and says how old the oldest reading is', async () => {
    const world = await twoTenants();
    const first = await world.call('/jobGroups?by=kind');
    expect(first.headers['x-observed-at']).toBe(new Date(start).toISOString());
    world.clock.at += 300_000;
    for (const tenantId of [tenantA, tenantB]) {
      const row = await world.fleet.get(tenantId);
      await world.fleet.merge(tenantId, { lastCompletedAt: new Date(world.clock.at).toISOString() }, row?.etag ?? '');
    }
    const held = await world.call('/jobGroups?by=kind', { headers: { 'if-none-match': first.headers.etag ?? '' } });
    expect(held).toMatchObject({ status: 304, headers: { 'x-observed-at': new Date(world.clock.at).toISOString() } });
  });
});
