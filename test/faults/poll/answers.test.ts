import { describe, expect, it } from '@jest/globals';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { startTenantWorld, type TenantWorld } from '../../support/worlds/tenant-world.ts';

async function startPolled(...given: Parameters<typeof startTenantWorld>): Promise<TenantWorld> {
  const cloud = await startTenantWorld(...given);
  await cloud.tick();
  cloud.forget();
  return cloud;
}

const recordOf = async (cloud: TenantWorld, key: JobKey) => {
  const stored = await cloud.ports.state.getJob(key);
  if (stored === undefined) throw new Error('no such job');
  return stored.value;
};

describe('answers that are only partly good', () => {
  it('F05 repeats only what failed and may succeed, and keeps what was good', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 10 });
    const keys = Array.from({ length: 10 }, (_, index) => cloud.jobAt(index).key);
    const itemOf = (index: number) => ({ inBatch: true, path: keys[index]?.servicePrincipalId ?? '' });
    cloud.fault(
      { match: itemOf(0), fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' } } },
      { match: itemOf(1), fault: { kind: 'status', status: 404 } },
      { match: itemOf(2), fault: { kind: 'status', status: 424 } },
      { match: itemOf(3), times: null, fault: { kind: 'status', status: 403, body: { error: { code: 'Forbidden', message: 'no' } } } },
    );
    for (const key of keys) cloud.patch(key, { schedule: { interval: 'PT2H' } });
    await cloud.ticks();
    expect(cloud.asked().map(({ batch }) => batch?.length)).toEqual([10, 2]);
    expect(cloud.clock.waits.at(-1)).toBeGreaterThanOrEqual(1_000);
    const records = await Promise.all(keys.map((key) => recordOf(cloud, key)));
    expect(records.map(({ readFailure }) => readFailure?.reason)).toEqual([
      undefined,
      'missing',
      undefined,
      'unauthorized',
      ...Array(6).fill(undefined),
    ]);
    expect(records.filter(({ snapshot }) => snapshot.schedule.intervalInSeconds === 7_200)).toHaveLength(8);
    expect((await cloud.fleetRow()).unreadableReason).toBeUndefined();
  });

  it.each([
    ['HTML', { kind: 'html' }],
    ['JSON that ends too early', { kind: 'body', body: '{"value":[{"id":' }],
    ['a list of another type', { kind: 'body', body: { value: 'none' } }],
    ['a null list', { kind: 'body', body: { value: null } }],
  ] as const)('F08 keeps the last good state and says that it cannot read it when an item answers with %s', async (_name, fault) => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 2 });
    const { key } = cloud.jobAt();
    const before = await recordOf(cloud, key);
    cloud.fault({ match: { inBatch: true, path: key.servicePrincipalId }, fault });
    await cloud.ticks();
    const record = await recordOf(cloud, key);
    expect(record).toMatchObject({ snapshot: before.snapshot, seq: before.seq, health: 'unknown', reasons: ['malformed'] });
    await cloud.ticks();
    expect(await recordOf(cloud, key)).toMatchObject({ health: 'healthy', reasons: [] });
  });

  it('F08 takes an id that a list holds twice, and a job that is no object, for no job', async () => {
    await using cloud = await startPolled({ jobsPerServicePrincipal: 2 });
    const first = cloud.jobAt(0, 0);
    const second = cloud.jobAt(0, 1);
    cloud.patch(first.key, { raw: { id: second.key.jobId, status: { code: 'Active' } } });
    await cloud.ticks();
    expect(await recordOf(cloud, second.key)).toMatchObject({ readFailure: { reason: 'malformed' }, health: 'unknown' });
    cloud.patch(first.key, { raw: 'nonsense' });
    await cloud.ticks(3);
    expect(await recordOf(cloud, first.key)).toMatchObject({ readFailure: { reason: 'malformed' }, health: 'unknown' });
    expect(await recordOf(cloud, first.key)).not.toHaveProperty('removedAt');
  });

  it('F08 names the service principal of a new job whose id cannot be read', async () => {
    await using cloud = await startTenantWorld({ jobsPerServicePrincipal: 2 });
    const { key } = cloud.jobAt(0, 1);
    cloud.patch(key, { raw: { id: 7, status: { code: 'Active' } } });
    await cloud.tick();
    expect((await cloud.fleetRow()).counts).toMatchObject({ jobs: 1 });
    const facts = { tenantId: cloud.tenantId, servicePrincipalId: key.servicePrincipalId, detail: expect.stringContaining('id') };
    expect(cloud.log.entries).toContainEqual({ level: 'warn', text: 'A job whose id cannot be read is not shown', facts });
  });

  it.each([
    ['a status', { code: 'HalfAsleep' }, 'HalfAsleep'],
    ['a member for the future', { code: 'unknownFutureValue' }, 'unknownFutureValue'],
    ['a reason for quarantine', { code: 'Quarantine', quarantine: { reason: 'FullMoon' } }, 'FullMoon'],
    ['a state of a run', { lastExecution: { state: 'Sideways' } }, 'Sideways'],
  ])('F09 stores %s that nobody published as it is and calls it nothing good', async (_name, status, word) => {
    await using cloud = await startPolled();
    const { key, job } = cloud.jobAt();
    cloud.patch(key, { status });
    Object.assign(job.document, { newField: { of: 'tomorrow' } });
    await cloud.ticks();
    const record = await recordOf(cloud, key);
    expect(['unknown', 'critical']).toContain(record.health);
    expect(JSON.stringify(record.snapshot)).toContain(word);
  });

  it.each([
    ['a loop', (url: string) => `${url}/v1.0/servicePrincipals?$skiptoken=again`, 'malformed'],
    ['a foreign host', () => 'https://collector.example/v1.0/servicePrincipals?$skiptoken=x', 'malformed'],
  ])('F10 stops at %s in the links of a list and sends nobody the bearer', async (_name, link, reason) => {
    await using cloud = await startPolled();
    const { key } = cloud.jobAt();
    cloud.forget();
    const url = link(cloud.graphUrl);
    cloud.fault({ match: { path: key.servicePrincipalId, inBatch: true }, fault: { kind: 'nextLink', url } });
    cloud.fault({ match: { method: 'GET' }, times: null, fault: { kind: 'body', body: { value: [], '@odata.nextLink': url } } });
    await cloud.ticks();
    expect(await recordOf(cloud, key)).toMatchObject({ readFailure: { reason }, health: 'unknown' });
    expect(cloud.asked().length).toBeLessThanOrEqual(3);
  });

  it('F10 stops after a hundred pages of one list', async () => {
    await using cloud = await startPolled();
    const { key } = cloud.jobAt();
    const page = (index: number) => `${cloud.graphUrl}/v1.0/servicePrincipals?$skiptoken=${index}`;
    cloud.fault({ match: { path: key.servicePrincipalId, inBatch: true }, fault: { kind: 'nextLink', url: page(0) } });
    for (let index = 0; index < 120; index += 1) {
      const body = { value: [], '@odata.nextLink': page(index + 1) };
      cloud.fault({ match: { path: `$skiptoken=${index}` }, fault: { kind: 'body', body } });
    }
    await cloud.ticks();
    expect(await recordOf(cloud, key)).toMatchObject({
      readFailure: { reason: 'malformed', detail: expect.stringContaining('100 pages') },
    });
    expect(cloud.asked()).toHaveLength(100);
  });
});
