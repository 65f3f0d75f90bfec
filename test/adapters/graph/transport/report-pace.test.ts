import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenOff, createReportPace, type ReportPace } from '../../../../lib/adapters/graph/transport/report-pace.ts';
import { UpstreamError } from '../../../../lib/domain/errors.ts';

const windowInMs = 10_000;
const operation = 'readProvisioningLog';

interface World {
  clock: { at: number; now(): number };
  pace: ReportPace;
  /** When Graph received a request, by tenant. */
  received: { tenantId: string; at: number }[];
  /** Lets what is under way go on by one answer each. */
  answer(): Promise<void>;
  /** Reads a log of so many pages; the milliseconds to wait where the limit does not permit it. */
  read(tenantId: string, log: { name?: string; pages: number; most?: number; least?: number }): Promise<'served' | number>;
}

function startWorld(): World {
  const clock = { at: 0, now: () => clock.at };
  const pace = createReportPace(clock);
  const received: World['received'] = [];
  let waiting: (() => void)[] = [];
  return {
    clock,
    pace,
    received,
    answer: async () => {
      const now = waiting;
      waiting = [];
      for (const go of now) go();
      // What was answered sends its next request, if it has one.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
    async read(tenantId, { pages, most = 5, ...log }) {
      try {
        await pace.read({ tenantId, operation, most, ...log }, async (places) => {
          for (let page = 0; page < pages && places.left() > 0; page += 1)
            await places.send(async () => {
              received.push({ tenantId, at: clock.at });
              await new Promise<void>((resolve) => waiting.push(resolve));
            });
        });
        return 'served';
      } catch (error) {
        if (error instanceof UpstreamError) return brokenOff(error).evidence.retryAfterInMs ?? Number.NaN;
        throw error;
      }
    },
  };
}

function mostInTenSeconds(received: World['received'], tenantId?: string): number {
  const times = received.filter((one) => tenantId === undefined || one.tenantId === tenantId).map(({ at }) => at);
  return Math.max(0, ...times.map((begin) => times.filter((at) => at >= begin && at < begin + windowInMs).length));
}

/** All of them come, obey and come again, in whatever order, until everybody was served; how many rounds that took. */
async function serveAll(world: World, logs: { tenantId: string; name: string; pages: number; comesAt: number }[]): Promise<number> {
  let waiting = logs.map((log) => ({ log, at: log.comesAt }));
  let rounds = 0;
  for (; waiting.length > 0 && rounds < 10 * logs.length; rounds += 1) {
    world.clock.at = Math.max(world.clock.at, Math.min(...waiting.map(({ at }) => at)));
    const due = waiting.filter(({ at }) => at <= world.clock.at);
    const answers = due.map(({ log }) => world.read(log.tenantId, log));
    for (let page = 0; page < 6; page += 1) {
      world.clock.at += 100;
      await world.answer();
    }
    const told = await Promise.all(answers);
    const again = due.flatMap(({ log }, index) => {
      const answer = told[index];
      // In whole seconds, as HTTP tells it.
      return typeof answer === 'number' ? [{ log, at: world.clock.at + Math.ceil(answer / 1_000) * 1_000 }] : [];
    });
    waiting = [...waiting.filter((one) => !due.includes(one)), ...again];
  }
  expect(waiting).toEqual([]);
  return rounds;
}

describe('the pace of the reports', () => {
  it('serves two readers of long logs one after the other: neither takes what the other needs to come to its end', async () => {
    const world = startWorld();
    const log = (name: string) => ({ tenantId: 't', name, pages: 6, comesAt: 0 });
    expect(await serveAll(world, [log('a'), log('b')])).toBe(2);
    expect(world.received).toHaveLength(10);
    expect(mostInTenSeconds(world.received)).toBe(5);
  });

  it('serves everybody who obeys, however many come when and with which logs, and never sends a sixth request in ten seconds', async () => {
    const log = fc.record({
      tenantId: fc.constantFrom('t', 'u'),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      pages: fc.integer({ min: 1, max: 7 }),
      comesAt: fc.integer({ min: 0, max: 30_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(log, { minLength: 1, maxLength: 12 }), async (logs) => {
        const world = startWorld();
        const rounds = await serveAll(world, logs);
        expect(rounds).toBeLessThanOrEqual(5 * logs.length);
        for (const tenantId of ['t', 'u']) expect(mostInTenSeconds(world.received, tenantId)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });

  it('serves who waits with a long log beside somebody who looks into a short one every second, for ever', async () => {
    const world = startWorld();
    let comesAt = 500;
    let answer: Promise<'served' | number> | undefined;
    const told: unknown[] = [];
    for (let second = 0; second < 40; second += 1) {
      world.clock.at = second * 1_000;
      const short = world.read('t', { name: 'short', pages: 1 });
      await world.answer();
      await short;
      world.clock.at += 500;
      if (world.clock.at >= comesAt && answer === undefined) answer = world.read('t', { name: 'long', pages: 5 });
      for (let page = 0; page < 5; page += 1) await world.answer();
      const outcome = await answer;
      if (outcome === undefined) continue;
      told.push(outcome);
      if (outcome === 'served') break;
      comesAt = world.clock.at + Math.ceil(outcome / 1_000) * 1_000;
      answer = undefined;
    }
    expect(told.at(-1)).toBe('served');
    expect(told.length).toBeLessThanOrEqual(3);
    expect(mostInTenSeconds(world.received)).toBeLessThanOrEqual(5);
  });

  it('sends nothing for who comes while somebody reads, and says when a whole reading is permitted', async () => {
    const world = startWorld();
    const first = world.read('t', { name: 'a', pages: 5 });
    expect(await world.read('t', { name: 'b', pages: 1 })).toBe(windowInMs);
    expect(world.received).toHaveLength(1);
    const other = world.read('u', { name: 'a', pages: 1 });
    for (let page = 0; page < 5; page += 1) await world.answer();
    expect([await first, await other]).toEqual(['served', 'served']);
    world.clock.at += 4_000;
    const pages = world.received.length;
    const refused = world.pace.read({ tenantId: 't', operation, most: 5 }, async () => undefined);
    await expect(refused).rejects.toMatchObject({ evidence: { reason: 'throttled', retryAfterInMs: 6_000 } });
    expect(world.received).toHaveLength(pages);
  });

  it('takes back what a short reading did not need', async () => {
    const world = startWorld();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const reading = world.read('t', { name, pages: 1 });
      await world.answer();
      expect(await reading).toBe('served');
    }
    expect(typeof (await world.read('t', { name: 'f', pages: 1 }))).toBe('number');
    expect(world.received).toHaveLength(5);
  });

  it('lets who comes again by itself stand back: what broke off keeps nobody out', async () => {
    const world = startWorld();
    const short = world.read('t', { name: 'a', pages: 1 });
    await world.answer();
    await short;
    const count = world.read('t', { pages: 5 });
    for (let page = 0; page < 5; page += 1) await world.answer();
    expect(await count).toBe(windowInMs);
    world.clock.at += windowInMs;
    const after = world.read('t', { name: 'b', pages: 1 });
    await world.answer();
    expect(await after).toBe('served');
  });

  it('keeps within what all tenants together may ask, and each that begins can come to its end', async () => {
    const world = startWorld();
    const tenants = Array.from({ length: 60 }, (_, index) => ({ tenantId: `t${index}`, name: 'a', pages: 5, comesAt: 0 }));
    await serveAll(world, tenants);
    expect(mostInTenSeconds(world.received)).toBeLessThanOrEqual(122);
    expect(world.received).toHaveLength(5 * 60);
  });
});
