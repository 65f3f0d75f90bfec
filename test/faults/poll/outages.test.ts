import { describe, expect, it } from '@jest/globals';
import { minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const openConditions = async (cloud: TenantWorld, tenantId = cloud.tenantId) =>
  (await cloud.ports.state.readNow(tenantId)).incidents.flatMap(({ value }) => (value.state === 'open' ? [value.condition] : []));

async function startPolled(...given: Parameters<typeof startTenantWorld>): Promise<TenantWorld> {
  const cloud = await startTenantWorld(...given);
  await cloud.tick();
  cloud.forget();
  return cloud;
}

/** Long enough that a machine with other work answers within it: only what hangs or drips is given up. */
const patientInMs = 1_000;

describe('outages', () => {
  it.each([500, 503, 504])('F04 survives two answers %d within the pass', async (status) => {
    await using cloud = await startPolled();
    cloud.fault({ times: 2, fault: { kind: 'status', status } });
    await cloud.ticks();
    expect(cloud.asked().map((entry) => entry.status)).toEqual([status, status, 200]);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe((await cloud.fleetRow()).leaseTakenAt);
  });

  it('F04 tries three times in a pass, then leaves it to the next tick', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 60, poll: { concurrency: 1 } });
    cloud.fault({ times: 3, fault: { kind: 'status', status: 503 } });
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(3);
    expect(await cloud.fleetRow()).toMatchObject({ failedPasses: 1, unreadableReason: 'unavailable' });
    expect((await cloud.fleetRow()).notBefore).toBeUndefined();
    await cloud.ticks();
    expect((await cloud.fleetRow()).unreadableReason).toBeUndefined();
  });

  it('F04 opens the circuit after three failed passes, then probes with one request at a time', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 100 });
    cloud.fault({ times: null, fault: { kind: 'status', status: 503 } });
    await cloud.ticks(3);
    const { notBefore = '', failedPasses } = await cloud.fleetRow();
    expect(failedPasses).toBe(3);
    expect(Date.parse(notBefore) - cloud.clock.at).toBeGreaterThanOrEqual(30_000);
    expect(await openConditions(cloud)).toEqual(['unreachable']);
    cloud.forget();
    await cloud.handle(cloud.force());
    expect(cloud.asked()).toEqual([]);
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(3);
    // However long it lasts, the tenant is looked at every 15 minutes.
    await cloud.ticks(30);
    cloud.forget();
    await cloud.ticks(4);
    expect(cloud.asked().length).toBeGreaterThanOrEqual(3);
    cloud.shared.faults.clear();
    await cloud.ticks(4);
    expect(await cloud.fleetRow()).not.toHaveProperty('failedPasses');
    expect(await openConditions(cloud)).toEqual([]);
  });

  it('F06 gives a slow answer up after its deadline and holds up no other tenant', async () => {
    await using cloud = await startPolled({ tenants: 3, timeoutInMs: patientInMs });
    const [slow = '', ...others] = cloud.tenantIds;
    cloud.fault({ match: { tenantId: slow }, times: null, fault: { kind: 'hang' } });
    cloud.clock.at += tickInMs;
    const messages = await cloud.plan();
    const isSlow = (message: { tenantId: string }) => message.tenantId === slow;
    const waiting = Promise.all(messages.filter(isSlow).map((message) => cloud.handle(message)));
    await Promise.all(messages.filter((message) => !isSlow(message)).map((message) => cloud.handle(message)));
    for (const tenantId of others)
      expect((await cloud.fleetRow(tenantId)).lastCompletedAt).toBe((await cloud.fleetRow(tenantId)).leaseTakenAt);
    await waiting;
    expect(await cloud.fleetRow(slow)).toMatchObject({ unreadableReason: 'timeout', failedPasses: 1 });
    expect((await cloud.fleetRow(slow)).leaseOwner).toBeUndefined();
  });

  it('F06 ends a pass when its budget is used up, whatever is left to read', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 60, poll: { concurrency: 1, budgetInMs: minuteInMs } });
    const { graph } = cloud.ports;
    cloud.ports.graph = {
      ...graph,
      readJobs: (tenantId, ids) => {
        cloud.clock.advance(50_000);
        return graph.readJobs(tenantId, ids);
      },
    };
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(2);
    expect(await cloud.fleetRow()).toMatchObject({ cursor: expect.any(String) });
    expect((await cloud.fleetRow()).unreadableReason).toBeUndefined();
  });

  it.each([
    ['a reset connection', { kind: 'reset' }, 'unreachable'],
    ['half a body', { kind: 'truncate', afterBytes: 300 }, 'unreachable'],
    ['a body that drips too slowly', { kind: 'drip', bytesPerSecond: 200 }, 'timeout'],
  ] as const)('F07 takes %s for a passing trouble and stores nothing of it', async (_name, fault, reason) => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 5, timeoutInMs: patientInMs });
    const stored = () => cloud.ports.state.readNow(cloud.tenantId);
    const before = await stored();
    cloud.fault({ match: { inBatch: false }, times: 3, fault });
    await cloud.ticks();
    expect(await stored()).toEqual(before);
    expect((await cloud.fleetRow()).unreadableReason).toBe(reason);
    await cloud.ticks();
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(new Date(cloud.clock.at).toISOString());
  });
});
