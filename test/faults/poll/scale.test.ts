import { expect, it } from '@jest/globals';
import { startTenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isSoak = process.env.SOAK === '1';
const tenants = isSoak ? 500 : 60;

it(`F17 reads ${tenants * 10} jobs of ${tenants} tenants well within a poll interval, obeys every throttling and sends no targets in messages`, async () => {
  await using cloud = await startTenantWorld({ tenants, servicePrincipalsPerTenant: 5, jobsPerServicePrincipal: 2, interval: 'PT1S' });
  await cloud.tick();
  cloud.fault({
    match: { inBatch: false },
    times: null,
    probability: 0.05,
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
  });
  cloud.clock.at += tickInMs;
  const messages = await cloud.plan();
  expect(messages).toHaveLength(tenants);
  expect(messages.every((message) => Object.keys(message).sort().join() === 'tenantId,tickId,v')).toBe(true);
  cloud.forget();
  const before = process.threadCpuUsage();
  const heapBefore = process.memoryUsage().heapUsed;
  await cloud.tick();
  // The time of this thread, in which Graph and storage work too: what others run meanwhile does not count.
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(isSoak ? tickInMs : 20_000);
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(400 * 2 ** 20);

  const refused = new Set(cloud.asked().flatMap(({ status, tenantId }) => (status === 429 ? [tenantId] : [])));
  expect(refused.size).toBeGreaterThan(0);
  for (const tenantId of cloud.tenantIds) {
    const row = await cloud.fleetRow(tenantId);
    expect(cloud.asked(tenantId)).toHaveLength(1);
    expect(row.lastCompletedAt === row.leaseTakenAt).toBe(!refused.has(tenantId));
  }
}, 600_000);
