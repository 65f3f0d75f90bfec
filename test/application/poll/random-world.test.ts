import { describe, expect, it } from '@jest/globals';
import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { createRandom } from '../../../dev/graph/model/random.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import { judgeFreshness, lastReadAt } from '../../../lib/domain/job/health/freshness.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { hourInMs, minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isSoak = process.env.SOAK === '1';
const seeds = Array.from({ length: isSoak ? 40 : 2 }, (_, index) => index + 1);
const tickCount = isSoak ? 1_000 : 200;
const intervals = ['PT1H', 'PT2H', 'PT3H', 'PT4H'];

/** What was done to one job, and what reached the history of it. */
interface Told {
  key: JobKey;
  /** The interval Graph gives now; it is changed only when a reading has shown the one before. */
  interval: string;
  isSeen: boolean;
  changes: number;
  /** When Graph last gave its list, or said that there is none. */
  servedAt: number;
}

type Pick = <Item>(items: readonly Item[]) => Item;

/** What breaks in about every third tick, for a few answers each time. */
function someFault(pick: Pick, random: () => number): FaultRuleInput[] {
  if (random() > 0.35) return [];
  const seconds = pick(['0', '1', '40', '400', '900', '-3', 'soon', '99999999999999999999']);
  const fault = pick([
    { kind: 'status', status: 429, headers: { 'retry-after': seconds } },
    { kind: 'status', status: 503, headers: { 'retry-after': seconds } },
    { kind: 'status', status: pick([401, 404, 424, 500, 502, 504]) },
    { kind: 'reset' },
    { kind: 'truncate', afterBytes: 200 },
    { kind: 'html' },
    { kind: 'body', body: { value: null } },
    { kind: 'body', body: { responses: [] } },
  ] as const);
  const inBatch = fault.kind === 'status' || fault.kind === 'html' || fault.kind === 'body' ? random() < 0.5 : false;
  return [{ match: { inBatch }, times: pick([1, 2, 3, 6]), fault }];
}

/** Changes one job in a way that is worth exactly one event, unless its last change is still to be seen. */
function changeSomething(cloud: TenantWorld, jobs: readonly Told[], pick: Pick): void {
  const told = pick(jobs);
  if (!told.isSeen) return;
  told.interval = pick(intervals.filter((interval) => interval !== told.interval));
  told.isSeen = false;
  told.changes += 1;
  cloud.patch(told.key, { schedule: { interval: told.interval } });
}

/** Notes what reached us, and counts the jobs that are called fresh although Graph gave their list too long ago. */
async function lookAt(cloud: TenantWorld, jobs: readonly Told[]): Promise<number> {
  const row = await cloud.fleetRow();
  let freshTooLong = 0;
  for (const told of jobs) {
    for (const { at, batch } of cloud.asked()) {
      const isServed = batch?.some(({ url, status }) => [200, 404].includes(status) && url.includes(told.key.servicePrincipalId));
      if (isServed) told.servedAt = Date.parse(at);
    }
    const stored = await cloud.ports.state.getJob(told.key);
    told.isSeen ||= stored?.value.snapshot.schedule.intervalInSeconds === Number.parseInt(told.interval.slice(2), 10) * 3_600;
    const readAt = stored && lastReadAt(stored.value, row);
    const freshness = judgeFreshness({ lastReadAt: readAt, pollIntervalInMs: tickInMs, now: cloud.clock.at });
    if (freshness === 'fresh' && cloud.clock.at - told.servedAt > 2 * tickInMs + minuteInMs) freshTooLong += 1;
  }
  return freshTooLong;
}

/** How many changes of the interval a history tells; what changed while the job was called removed is told after its return. */
function countTold(events: readonly JobEvent[]): number {
  const told = events.flatMap(({ snapshot }) => snapshot?.schedule.intervalInSeconds ?? []);
  return told.filter((interval, index) => index > 0 && interval !== told[index - 1]).length;
}

const tenant = 'the whole tenant';

/**
 * Counts the requests that came before the time named in an answer to an earlier one; an hour is the longest that is waited for. An item's
 * answer binds that item, several at once and a whole request's bind the tenant.
 */
function createWatch(
  cloud: TenantWorld,
  injected: { rules: readonly FaultRuleInput[] },
): { early(): number; refused(): number; look(): void } {
  let early = 0;
  let refused = 0;
  const quietUntil = new Map<string, number>();
  return {
    early: () => early,
    refused: () => refused,
    look: () => {
      const [rule] = injected.rules;
      const asked = rule?.fault.kind === 'status' ? Number(rule.fault.headers?.['retry-after'] ?? 0) : 0;
      for (const { at, status, batch = [] } of cloud.asked()) {
        const places = [tenant, ...batch.map(({ url }) => url)];
        early += places.filter((place) => Date.parse(at) < (quietUntil.get(place) ?? 0)).length;
        const isRefused = (each: number) => each === 429 || each === 503;
        const items = batch.filter((item) => isRefused(item.status)).map(({ url }) => url);
        const bound = isRefused(status) || items.length > 1 ? [tenant, ...items] : items;
        if (bound.length === 0 || !(asked > 0)) continue;
        refused += 1;
        for (const place of bound) quietUntil.set(place, Date.parse(at) + Math.min(asked * 1_000, hourInMs));
      }
    },
  };
}

describe('whatever goes wrong, in an order that chance decides', () => {
  it.each(seeds)(
    `every change has one event, none is skipped, and Graph is left alone as it asks (${tickCount} ticks, seed %d)`,
    async (seed) => {
      const random = createRandom(seed);
      const pick: Pick = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
      await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 25, seed, poll: { concurrency: 1 } });
      const jobs = Array.from(
        { length: 25 },
        (_, index): Told => ({ key: cloud.jobAt(index).key, interval: 'PT1H', isSeen: false, changes: 0, servedAt: 0 }),
      );
      for (const { key } of jobs) cloud.patch(key, { schedule: { interval: 'PT1H' }, frozen: true });
      await cloud.tick();
      const injected: { rules: FaultRuleInput[] } = { rules: [] };
      const watch = createWatch(cloud, injected);
      let freshTooLong = await lookAt(cloud, jobs);
      for (let tick = 0; tick < tickCount; tick += 1) {
        cloud.shared.faults.clear();
        injected.rules = someFault(pick, random);
        cloud.fault(...injected.rules);
        changeSomething(cloud, jobs, pick);
        cloud.forget();
        if (random() < 0.5) {
          cloud.clock.advance(Math.floor(random() * tickInMs));
          await cloud.handle(cloud.force());
        }
        await cloud.ticks();
        watch.look();
        freshTooLong += await lookAt(cloud, jobs);
      }
      cloud.shared.faults.clear();
      cloud.clock.advance(2 * 60 * minuteInMs);
      await cloud.ticks(3);
      freshTooLong += await lookAt(cloud, jobs);

      for (const { key, changes, isSeen } of jobs) {
        const events = (await cloud.ports.state.listEvents(key, { pageSize: 1_000 })).value;
        expect({ isSeen, told: countTold(events.toReversed()) }).toEqual({ isSeen: true, told: changes });
        const returns = events.filter(({ type }) => type === 'appeared').length - 1;
        const noted = events.filter((event) => event.changes.includes('schedule.interval')).length;
        expect(noted).toBeLessThanOrEqual(changes + returns);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => events.length - index));
      }
      expect(watch.refused()).toBeGreaterThan(5);
      expect({ early: watch.early(), freshTooLong }).toEqual({ early: 0, freshTooLong: 0 });
    },
    300_000,
  );
});
