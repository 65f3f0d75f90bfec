import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { hourInMs } from '../../support/worlds/tenant-world.ts';

const isoOf = (millis: number) => new Date(millis).toISOString();

/** Three days of one job: it fails for more and more objects, its tenant refuses us for hours, and for hours nobody asks. */
async function liveThreeDays() {
  const world = await startOperationWorld({
    interval: 'PT1H',
    poll: { pollIntervalInMs: hourInMs },
    special: () => ({ behaviour: 'escrowing', escrows: 40 }),
  });
  const { tenant } = world;
  const { key } = tenant.jobAt();
  const { clock } = tenant;
  const began = clock.at;
  const live = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      clock.at = (Math.floor(clock.at / hourInMs) + 1) * hourInMs;
      await tenant.tick();
    }
  };
  await tenant.tick();
  await live(4);
  tenant.patch(key, { schedule: { state: 'Paused' } });
  await live(26);
  tenant.patch(key, { schedule: { state: 'Active' } });
  await live(20);
  const refusedFrom = clock.at;
  tenant.fault({
    match: { tenantId: tenant.tenantId },
    times: 100_000,
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '60' } },
  });
  await live(4);
  tenant.shared.faults.clear();
  await live(4);
  const leftAt = clock.at;
  clock.advance(5 * hourInMs);
  await live(1);
  clock.advance(3_000);
  return { world, key, began, refusedFrom, leftAt };
}

describe('the trend of a job that was watched for three days', () => {
  let life: Awaited<ReturnType<typeof liveThreeDays>>;
  let world: OperationWorld;
  let path: string;

  beforeAll(async () => {
    life = await liveThreeDays();
    ({ world } = life);
    path = jobPath(life.key);
  }, 60_000);

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('has a point for each hour in which something ran, oldest first, and is the same in the document of the job', async () => {
    const { json } = await world.get(`${path}/trend`);
    const { trend } = (await world.get(path)).json;
    const { from, ...told } = json;
    expect(from).toBe(isoOf((Math.floor(world.tenant.clock.at / hourInMs) - 48) * hourInMs));
    expect(trend).toEqual(told);
    const hours = told.value.map(({ at }: { at: string }) => at);
    expect(hours).toEqual([...new Set(hours)].sort());
    expect(hours.every((at: string) => Date.parse(at) % hourInMs === 0)).toBe(true);
    expect(hours.length).toBeGreaterThan(12);
    expect(told.value.every(({ source }: { source: string }) => source === 'row')).toBe(true);
  });

  it('has no point in a gap, and names each gap with its reason, in the trend and in the history alike', async () => {
    const { value, gaps } = (await world.get(`${path}/trend`)).json;
    expect(gaps.map(({ reason }: { reason: string }) => reason)).toEqual(['throttled', 'notPolled']);
    const [refused, left] = gaps;
    expect(Math.abs(Date.parse(refused.from) - life.refusedFrom)).toBeLessThanOrEqual(hourInMs);
    expect(Date.parse(left.from)).toBe(life.leftAt);
    expect(Date.parse(left.to) - Date.parse(left.from)).toBeGreaterThanOrEqual(5 * hourInMs);
    for (const { from, to } of gaps) {
      const within = value.filter(
        ({ at }: { at: string }) => Date.parse(at) > Date.parse(from) && Date.parse(at) + hourInMs < Date.parse(to),
      );
      expect(within).toEqual([]);
    }
    const history = (await world.get(`${path}/history?pageSize=1000`)).json;
    const told = history.value.flatMap(({ gap }: { gap?: object }) => gap ?? []);
    expect(told.reverse()).toEqual(gaps);
    expect(history.watchedSince).toBe(history.value.at(-1).at);
    expect((await world.get(path)).json.watchedSince).toBe(history.watchedSince);
  });

  it('tells of the time before the last two days what events tell, and from when on it is complete', async () => {
    const { from, value, completeFrom } = (await world.get(`${path}/trend?from=${isoOf(life.began - hourInMs)}`)).json;
    expect(from).toBe(isoOf(life.began - hourInMs));
    const older = value.filter(({ source }: { source: string }) => source === 'event');
    expect(older.length).toBeGreaterThan(0);
    expect(older.every(({ at }: { at: string }) => at < completeFrom)).toBe(true);
    expect(value.find(({ source }: { source: string }) => source === 'row').at).toBe(completeFrom);
    const early = (await world.get(`${path}/trend?from=${isoOf(life.began)}&to=${isoOf(life.began + 6 * hourInMs)}`)).json;
    expect(early.value.every(({ at }: { at: string }) => at < isoOf(life.began + 6 * hourInMs))).toBe(true);
    expect(early.gaps).toEqual([]);
  });

  it('says of a time that has not ended why nothing is read in it', async () => {
    const { clock } = world.tenant;
    const lastRead = (await world.get(path)).json.observedAt;
    clock.advance(3 * hourInMs);
    const { json } = await world.get(`${path}/trend`);
    expect(json.gaps.at(-1)).toEqual({ from: lastRead, reason: 'notPolled' });
    expect((await world.get(path)).json).toMatchObject({ freshness: 'stale', trend: { gaps: json.gaps } });
  });

  it.each([
    ['ends before it begins', 'from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z'],
    ['is none', 'from=yesterday'],
    ['is asked for by another name', 'since=2026-03-03T00:00:00Z'],
  ])('refuses a time that %s', async (_, query) => {
    expect(await world.get(`${path}/trend?${query}`)).toMatchObject({ status: 400, json: { code: 'InvalidRequest' } });
  });
});
