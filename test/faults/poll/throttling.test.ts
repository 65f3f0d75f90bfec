import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { hourInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isoNow = (cloud: TenantWorld) => new Date(cloud.clock.at).toISOString();
const throttle = (retryAfter?: string) =>
  ({ kind: 'status', status: 429, ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }) }) as const;

/** Runs polls out of turn every `stepInMs`, so that only `notBefore` can hold them back. */
async function insist(cloud: TenantWorld, stepInMs: number, untilInMs: number): Promise<void> {
  const end = cloud.clock.at + untilInMs;
  while (cloud.clock.at < end) {
    cloud.clock.advance(stepInMs);
    await cloud.handle(cloud.force());
  }
}

describe('throttling', () => {
  it('F01 waits 30 s before the next call to the throttled tenant and leaves the other 19 on time', async () => {
    await using cloud = await startTenantWorld({ tenants: 20, servicePrincipalsPerTenant: 2 });
    await cloud.tick();
    const [throttled = '', ...others] = cloud.tenantIds;
    cloud.fault({ match: { tenantId: throttled }, fault: throttle('30') });
    cloud.forget();
    await cloud.ticks();
    const refusedAt = cloud.clock.at;
    await insist(cloud, 1_000, 29_000);
    expect(cloud.asked(throttled)).toHaveLength(1);
    await insist(cloud, 1_000, 60_000);
    const [, next] = cloud.asked(throttled);
    expect(Date.parse(next?.at ?? '') - refusedAt).toBeGreaterThanOrEqual(30_000);
    expect((await cloud.fleetRow(throttled)).unreadableReason).toBeUndefined();
    for (const tenantId of others) {
      expect((await cloud.fleetRow(tenantId)).lastCompletedAt).toBe(new Date(refusedAt).toISOString());
    }
    expect(await cloud.ports.state.readNow(throttled)).toMatchObject({ incidents: [] });
  });

  it('F02 backs off by itself, ever longer and with jitter, when a throttling names no time, and recovers', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    cloud.fault({ times: 4, fault: throttle() });
    cloud.forget();
    cloud.clock.waits.length = 0;
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(3);
    const [first = 0, second = 0] = cloud.clock.waits;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThanOrEqual(1_000);
    expect(Date.parse((await cloud.fleetRow()).notBefore ?? '') - cloud.clock.at).toBeGreaterThanOrEqual(30_000);
    await cloud.ticks();
    expect((await cloud.fleetRow()).failedPasses).toBeUndefined();
    const { lastCompletedAt, leaseTakenAt } = await cloud.fleetRow();
    expect(lastCompletedAt).toBe(leaseTakenAt);
  });

  it('keeps the time that Graph named also when whoever heard it dies before giving the lease back', async () => {
    await using cloud = await startTenantWorld();
    await cloud.tick();
    cloud.fault({ fault: throttle('120') });
    cloud.forget();
    const { fleet } = cloud.ports;
    const merge = fleet.merge;
    fleet.merge = async (tenantId, patch, etag) => {
      if (patch.leaseOwner === null) throw new UpstreamError({ service: 'tables', operation: 'merge', reason: 'unreachable' });
      return merge(tenantId, patch, etag);
    };
    await expect(cloud.ticks()).rejects.toThrow('tables');
    const refusedAt = cloud.clock.at;
    fleet.merge = merge;
    // Another process has heard nothing.
    cloud.ports.graph = createGraphReader({ baseUrl: cloud.graphUrl, getToken: cloud.getToken, clock: cloud.clock });
    await insist(cloud, 5_000, 150_000);
    const [, next] = cloud.asked();
    expect(Date.parse(next?.at ?? '') - refusedAt).toBeGreaterThanOrEqual(120_000);
  });

  it.each([
    ['an hour', '3600', hourInMs],
    ['an absurdly long time', '1000000000', hourInMs],
    ['more than any date can hold', '99999999999999999999', hourInMs],
    ['a negative time', '-1', undefined],
    ['a text', 'soon', undefined],
    ['a date in the past', 'Mon, 02 Mar 2026 07:00:00 GMT', undefined],
    ['a date', 'Mon, 02 Mar 2026 08:25:00 GMT', 20 * 60_000],
    ['a fraction', '600.5', 600_500],
  ])(
    'F03 obeys a Retry-After that is %s, looks again after an hour at the latest, and never waits in vain',
    async (_name, header, quiet) => {
      await using cloud = await startTenantWorld();
      await cloud.tick();
      cloud.fault({ times: 3, fault: throttle(header) });
      cloud.forget();
      cloud.clock.waits.length = 0;
      await cloud.ticks();
      const { notBefore = '' } = await cloud.fleetRow();
      expect(cloud.clock.waits.every((wait) => wait > 0 && wait <= 2_000)).toBe(true);
      expect(cloud.asked()).toHaveLength(quiet === undefined ? 3 : 1);
      if (quiet === undefined) expect(Date.parse(notBefore) - cloud.clock.at).toBeLessThanOrEqual(60_000);
      else expect(notBefore).toBe(new Date(cloud.clock.at + quiet).toISOString());
      cloud.shared.faults.clear();
      cloud.clock.at = Date.parse(notBefore);
      await cloud.handle(cloud.force());
      expect((await cloud.fleetRow()).lastCompletedAt).toBe(isoNow(cloud));
    },
  );

  it.each([
    ['discovery', { method: 'GET' }],
    ['a list of service principals', { path: '$top=999' }],
    ['the name of the tenant', { path: '/organization' }],
  ])('F03 obeys a Retry-After to %s as well', async (_name, match) => {
    await using cloud = await startTenantWorld();
    cloud.fault({ match, fault: throttle('99999999999999999999') });
    await cloud.tick();
    expect((await cloud.fleetRow()).notBefore).toBe(new Date(cloud.clock.at + hourInMs).toISOString());
    cloud.forget();
    await insist(cloud, tickInMs, hourInMs - tickInMs);
    expect(cloud.asked()).toEqual([]);
  });

  it('F01 obeys the longest of several times that were named at once', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 80 });
    await cloud.tick();
    for (const seconds of ['40', '700', '50', '60']) cloud.fault({ match: { inBatch: false }, fault: throttle(seconds) });
    cloud.forget();
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(4);
    expect((await cloud.fleetRow()).notBefore).toBe(new Date(cloud.clock.at + 700_000).toISOString());

    cloud.clock.advance(2 * hourInMs);
    const ids = Array.from({ length: 2 }, (_, index) => cloud.jobAt(index).key.servicePrincipalId);
    cloud.fault({ match: { inBatch: true, path: ids[0] }, fault: throttle() });
    cloud.fault({ match: { inBatch: true, path: ids[1] }, fault: { ...throttle('900'), status: 503 } });
    await cloud.ticks();
    expect((await cloud.fleetRow()).notBefore).toBe(new Date(cloud.clock.at + 900_000).toISOString());
  });

  const rounds = process.env.SOAK === '1' ? 2_000 : 60;

  it(`F01 makes no request too early in ${rounds} random throttlings of whole requests and of single items`, async () => {
    const random = createRandom(7);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 25, poll: { concurrency: 1 } });
    await cloud.tick();
    let early = 0;
    for (let round = 0; round < rounds; round += 1) {
      const seconds = pick([0, 1, 1.5, 2, 3, 17, 30, 120, 301, 900, 4_000]);
      const until = new Date(Math.ceil((cloud.clock.at + seconds * 1_000) / 1_000) * 1_000);
      const header = pick([String(seconds), until.toUTCString()]);
      const asIs = Math.min(header === String(seconds) ? seconds * 1_000 : until.getTime() - cloud.clock.at, hourInMs);
      const inBatch = random() < 0.5;
      cloud.forget();
      cloud.fault({ match: { inBatch }, fault: { ...throttle(header), status: pick([429, 503]) } });
      const refusedAt = cloud.clock.at;
      await cloud.handle(cloud.force());
      await insist(cloud, pick([400, 1_000, 60_000]), pick([2_000, 20_000]));
      const [first, ...after] = cloud.asked();
      // A throttled item binds its own service principal, a whole request the tenant.
      const refused = first?.batch?.find(({ status }) => status === 429 || status === 503)?.url;
      const bound = after.filter(({ batch = [] }) => !inBatch || batch.some(({ url }) => url === refused));
      early += bound.filter(({ at }) => Date.parse(at) < refusedAt + asIs && asIs > 0).length;
      cloud.shared.faults.clear();
      const { notBefore } = await cloud.fleetRow();
      cloud.clock.at = Math.max(cloud.clock.at, refusedAt + asIs, notBefore === undefined ? 0 : Date.parse(notBefore)) + 1_000;
      await cloud.handle(cloud.force());
      expect((await cloud.fleetRow()).notBefore).toBeUndefined();
    }
    expect(early).toBe(0);
  }, 3_600_000);
});
