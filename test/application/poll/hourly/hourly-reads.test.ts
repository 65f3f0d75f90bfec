import { describe, expect, it } from '@jest/globals';
import type { HourlyReader } from '../../../../lib/application/poll/hourly/hourly-reader.ts';
import { UpstreamError } from '../../../../lib/domain/errors.ts';
import type { HourlyName } from '../../../../lib/domain/tenant/pass/hourly-reading.ts';
import { hourInMs, minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../../support/worlds/tenant-world.ts';

// Names that no release uses, so that the frame is tried and not its readers.
const nameOf = (name: string) => name as HourlyName;

interface FakeReader extends HourlyReader {
  turns: number[];
  fails?: unknown;
}

function fakeReader(cloud: TenantWorld, name: string, requests = 1): FakeReader {
  const reader: FakeReader = {
    name: nameOf(name),
    mostRequests: requests,
    turns: [],
    read: async (turn) => {
      reader.turns.push(turn.now);
      for (let index = 0; index < requests && turn.left() > 0; index += 1) {
        await turn.ask(async () => {
          if (reader.fails !== undefined) throw reader.fails;
        });
      }
      return { connectSeenAt: new Date(cloud.clock.at).toISOString() };
    },
  };
  cloud.ports.hourlyReaders = [...cloud.ports.hourlyReaders, reader];
  return reader;
}

const throttled = (retryAfterInMs?: number) =>
  new UpstreamError({ service: 'graph', operation: 'readIt', reason: 'throttled', status: 429, ...(retryAfterInMs && { retryAfterInMs }) });

const startBare = async (options: Parameters<typeof startTenantWorld>[0] = {}) => {
  const cloud = await startTenantWorld(options);
  cloud.ports.hourlyReaders = [];
  return cloud;
};

const reading = (cloud: TenantWorld, name: string) => cloud.ports.state.getHourly(cloud.tenantId, nameOf(name));

describe('what is read of a tenant once an hour', () => {
  it('is read with the first pass, then never twice within an hour and never more than five minutes and a tick after it', async () => {
    await using cloud = await startBare({ tenants: 3 });
    const reader = fakeReader(cloud, 'first');
    await cloud.tick();
    await cloud.ticks(12 * 8);
    for (const index of [0, 1, 2]) {
      const turns = reader.turns.filter((_, position) => position % 3 === index);
      expect(turns.length).toBeGreaterThanOrEqual(7);
    }
    for (const tenantId of cloud.tenantIds) {
      const stored = await cloud.ports.state.getHourly(tenantId, nameOf('first'));
      expect(stored).toMatchObject({ v: 1, tenantId, name: 'first', requests: 1 });
      expect(cloud.clock.at - Date.parse(stored?.askedAt ?? '')).toBeLessThanOrEqual(hourInMs + 5 * minuteInMs + tickInMs);
    }
  });

  it('keeps an hour at least between two turns, whatever the ticks are', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'first');
    await cloud.tick();
    for (let step = 0; step < 300; step += 1) {
      cloud.clock.advance(minuteInMs + (step % 7) * 1_000);
      await cloud.handle(cloud.force());
    }
    const between = reader.turns.slice(1).map((turn, index) => turn - (reader.turns[index] ?? 0));
    expect(between.length).toBeGreaterThan(3);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(hourInMs);
  });

  it('costs the ordinary tick nothing: no request to Graph, none to the store', async () => {
    await using cloud = await startBare();
    fakeReader(cloud, 'first');
    await cloud.tick();
    await cloud.ticks();
    cloud.forget();
    await cloud.ticks();
    expect(cloud.stored.filter(({ table, partitionKey }) => table === 'SyncState' && partitionKey === cloud.tenantId)).toEqual([
      // The service principal, its job, and what the reader found.
      { table: 'SyncState', operation: 'query', partitionKey: cloud.tenantId, rows: 3 },
    ]);
  });

  it('is written together for all readers, the one that waited longest first', async () => {
    await using cloud = await startBare();
    const [first, second] = [fakeReader(cloud, 'first'), fakeReader(cloud, 'second', 2)];
    await cloud.tick();
    expect([first.turns, second.turns].map((turns) => turns.length)).toEqual([1, 1]);
    expect(await reading(cloud, 'first')).toMatchObject({ requests: 1 });
    expect(await reading(cloud, 'second')).toMatchObject({ requests: 2 });
    const transactions = cloud.stored.filter(({ table, operation }) => table === 'SyncState' && operation === 'transaction');
    expect(transactions.map(({ rows }) => rows)).toContain(2);
  });

  it('may ask no more than its share', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'greedy');
    reader.read = async (turn) => {
      await turn.ask(async () => undefined);
      expect(turn.left()).toBe(0);
      await turn.ask(async () => undefined);
      return {};
    };
    await cloud.tick();
    expect(await reading(cloud, 'greedy')).toMatchObject({ requests: 1, failure: { reason: 'unexpected' } });
  });
});

describe('a reader that fails', () => {
  it.each([
    ['at Graph', throttled(), 'throttled'],
    ['by a fault of ours', new TypeError('x is undefined'), 'unexpected'],
  ])('%s keeps what it had found, and harms neither the others nor the pass', async (_, error, reason) => {
    await using cloud = await startBare();
    const [ailing, sound] = [fakeReader(cloud, 'ailing'), fakeReader(cloud, 'sound')];
    await cloud.tick();
    const before = await reading(cloud, 'ailing');
    ailing.fails = error;
    await cloud.ticks(14);
    expect(await reading(cloud, 'ailing')).toMatchObject({ value: before?.value, readAt: before?.readAt, failure: { reason } });
    expect((await reading(cloud, 'ailing'))?.askedAt).not.toBe(before?.askedAt);
    expect(sound.turns).toHaveLength(2);
    expect(await reading(cloud, 'sound')).not.toHaveProperty('failure');
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(new Date(cloud.clock.at).toISOString());
    expect(await cloud.fleetRow()).not.toHaveProperty('unreadableReason');
    delete ailing.fails;
    await cloud.ticks(14);
    expect(await reading(cloud, 'ailing')).not.toHaveProperty('failure');
  });

  it('leaves Graph alone as long as it was told, lets the others wait for the next tick, and takes nothing from the pass', async () => {
    await using cloud = await startBare();
    const [told, other] = [fakeReader(cloud, 'told'), fakeReader(cloud, 'other')];
    told.fails = throttled(50 * minuteInMs);
    await cloud.tick();
    expect([told.turns.length, other.turns.length]).toEqual([1, 0]);
    expect(await cloud.fleetRow()).not.toHaveProperty('notBefore');
    await cloud.ticks();
    expect([told.turns.length, other.turns.length]).toEqual([1, 1]);
    expect(await reading(cloud, 'told')).toMatchObject({ notBefore: '2026-03-02T08:50:00.000Z' });
  });

  it('and its incidents are judged apart from the rest of the pass', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'first');
    reader.decide = () => {
      throw new TypeError('x is undefined');
    };
    await cloud.tick();
    expect(await reading(cloud, 'first')).not.toHaveProperty('failure');
    expect((await cloud.fleetRow()).lastCompletedAt).toBeDefined();
  });
});

describe('a pass without room for more', () => {
  it('lets a reader wait whose requests might outlast it, and one that needs less goes first', async () => {
    await using cloud = await startBare({ poll: { budgetInMs: 50_000 } });
    const [long, short] = [fakeReader(cloud, 'long', 3), fakeReader(cloud, 'short', 2)];
    await cloud.tick();
    expect([long.turns.length, short.turns.length]).toEqual([0, 1]);
    expect(await reading(cloud, 'long')).toBeUndefined();
  });

  it('reads nothing more of a tenant that it could not read', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'first');
    cloud.fault({ times: null, fault: { kind: 'status', status: 403 } });
    await cloud.tick();
    expect(reader.turns).toEqual([]);
  });

  it('writes nothing once another worker has the tenant', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'slow');
    reader.read = async (turn) => {
      cloud.clock.advance(100_000);
      return await turn.ask(async () => ({}));
    };
    await cloud.tick();
    expect(await reading(cloud, 'slow')).toBeUndefined();
    expect(cloud.log.entries.filter(({ text }) => text === 'Pass given up: its lease is lost')).toHaveLength(1);
  });
});

describe('a clock that was a day ahead for one pass', () => {
  it('holds up no pass and no turn once it is right again', async () => {
    await using cloud = await startBare();
    const reader = fakeReader(cloud, 'first');
    await cloud.tick();
    cloud.clock.advance(24 * hourInMs);
    await cloud.tick();
    cloud.clock.advance(-24 * hourInMs);
    await cloud.ticks();
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(new Date(cloud.clock.at).toISOString());
    const { askedAt = '' } = (await reading(cloud, 'first')) ?? {};
    expect(askedAt).toBe(new Date(cloud.clock.at).toISOString());
    expect(reader.turns).toHaveLength(3);
    await cloud.ticks(2);
    expect(reader.turns).toHaveLength(3);
  });
});
