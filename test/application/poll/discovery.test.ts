import { describe, expect, it } from '@jest/globals';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { showAll } from '../../support/worlds/shown-world.ts';
import { hourInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const quarterInTicks = 3;

const principalOf = (cloud: TenantWorld, { servicePrincipalId }: JobKey) => {
  const found = cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.get(servicePrincipalId);
  if (found === undefined) throw new Error('no such service principal');
  return found;
};

const listed = async (cloud: TenantWorld) => (await showAll(cloud.ports, tickInMs)).list;
const isListed = async (cloud: TenantWorld, { jobId }: JobKey) => (await listed(cloud)).some((job) => job.jobId === jobId);

describe('an application that is new in a watched tenant', () => {
  it('is shown within a quarter of an hour', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    const { key } = cloud.jobAt(2);
    principalOf(cloud, key).removed = true;
    await cloud.tick();
    expect(await isListed(cloud, key)).toBe(false);
    principalOf(cloud, key).removed = false;
    await cloud.ticks(quarterInTicks);
    expect(await isListed(cloud, key)).toBe(true);
  });

  it('is shown again within a quarter of an hour after it was removed and came back', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    const { key } = cloud.jobAt(2);
    await cloud.tick();
    principalOf(cloud, key).removed = true;
    await cloud.ticks(4);
    expect(await isListed(cloud, key)).toBe(false);
    principalOf(cloud, key).removed = false;
    await cloud.ticks(quarterInTicks);
    expect(await isListed(cloud, key)).toBe(true);
  });

  it('is shown although a search before it was refused: the search is repeated in the next pass', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    const { key } = cloud.jobAt(2);
    principalOf(cloud, key).removed = true;
    await cloud.tick();
    principalOf(cloud, key).removed = false;
    cloud.fault({ match: { path: '$filter=' }, fault: { kind: 'status', status: 503 } });
    await cloud.ticks(quarterInTicks);
    expect(await isListed(cloud, key)).toBe(false);
    expect(await cloud.fleetRow()).toMatchObject({ lastCompletedAt: new Date(cloud.clock.at).toISOString() });
    await cloud.ticks();
    expect(await isListed(cloud, key)).toBe(true);
  });

  it('is shown within a day when it is of no provisioning template', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    const { key } = cloud.jobAt(2);
    Object.assign(principalOf(cloud, key), { applicationTemplateId: null, removed: true });
    await cloud.tick();
    principalOf(cloud, key).removed = false;
    await cloud.ticks(quarterInTicks);
    expect(await isListed(cloud, key)).toBe(false);
    cloud.clock.advance(24 * hourInMs);
    await cloud.ticks();
    expect(await isListed(cloud, key)).toBe(true);
  });

  it('is looked for as often as the setting says', async () => {
    await using cloud = await startTenantWorld({ poll: { discoveryIntervalInMs: tickInMs } });
    await cloud.tick();
    for (let tick = 0; tick < 3; tick += 1) {
      cloud.forget();
      // A queue delivers a little later now and then.
      cloud.clock.at = (Math.floor(cloud.clock.at / tickInMs) + 1) * tickInMs + (tick % 2 === 0 ? 2_000 : 0);
      await cloud.tick();
      expect(cloud.asked().filter(({ path }) => path.includes('$filter='))).toHaveLength(3);
    }
  });
});

describe('an application that gets another name', () => {
  it('shows it at the next search, in the list, in its document and in its row', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 3 });
    const { key } = cloud.jobAt(1);
    await cloud.ticks(quarterInTicks);
    principalOf(cloud, key).displayName = 'Payroll, new';
    await cloud.ticks(quarterInTicks);
    const { list, documents } = await showAll(cloud.ports, tickInMs);
    expect(list.filter(({ displayName }) => displayName === 'Payroll, new').map(({ jobId }) => jobId)).toEqual([key.jobId]);
    expect(documents.map(({ job }) => job)).toEqual(list);
    const { targets } = await cloud.ports.state.readNow(cloud.tenantId);
    expect(targets.filter(({ value }) => value.displayName === 'Payroll, new')).toHaveLength(1);
    // Told once: nothing more is written for it.
    cloud.forget();
    await cloud.ticks(2 * quarterInTicks);
    expect(cloud.stored.filter(({ table, operation }) => table === 'SyncState' && operation === 'transaction')).toEqual([]);
  });

  it('shows it in the problems that are open, its own and that of a job', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 3 });
    const [{ key: refused }, { key: broken }] = [cloud.jobAt(1), cloud.jobAt(2)];
    await cloud.tick();
    const fault = { kind: 'status', status: 403 } as const;
    cloud.fault({ match: { inBatch: true, path: refused.servicePrincipalId }, times: null, fault });
    cloud.patch(broken, { frozen: true, status: { code: 'Quarantine' } });
    await cloud.ticks(2 * quarterInTicks);
    principalOf(cloud, refused).displayName = 'Refused, new';
    principalOf(cloud, broken).displayName = 'Broken, new';
    await cloud.ticks(4 * quarterInTicks);
    const open = (await cloud.ports.state.readNow(cloud.tenantId)).incidents.flatMap(({ value }) =>
      value.state === 'open' ? [value] : [],
    );
    expect(open.map(({ displayName }) => displayName).sort()).toEqual(['Broken, new', 'Refused, new']);
  });

  it('shows it when a job of it changed in the same pass, and when none of its jobs is known', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 3 });
    const { key } = cloud.jobAt(1);
    const { key: without } = cloud.jobAt(2);
    principalOf(cloud, without).jobs.splice(0);
    await cloud.tick();
    await cloud.ticks(quarterInTicks - 1);
    principalOf(cloud, key).displayName = 'Payroll, new';
    principalOf(cloud, without).displayName = 'Empty, new';
    cloud.patch(key, { schedule: { state: 'Paused' }, status: { code: 'Paused' } });
    await cloud.ticks();
    expect((await listed(cloud)).find(({ jobId }) => jobId === key.jobId)).toMatchObject({ displayName: 'Payroll, new', state: 'Paused' });
    const names = (await cloud.ports.state.readNow(cloud.tenantId)).targets.map(({ value }) => value.displayName);
    expect(names).toEqual(expect.arrayContaining(['Payroll, new', 'Empty, new']));
  });
});
