import { describe, expect, it } from '@jest/globals';
import { createStores } from '../../../../lib/adapters/tables/create-stores.ts';
import { createFleetViewCache } from '../../../../lib/application/show/fleet/fleet-view-cache.ts';
import { createFleetCache } from '../../../../lib/application/tenant/fleet-cache.ts';
import { summariseJob } from '../../../../lib/domain/view/summarise-job.ts';
import { createRecordingLog } from '../../../support/recording-log.ts';
import { createInMemoryTables } from '../../../support/storage/in-memory-table.ts';
import { sampleJob } from '../../../support/storage/state-samples.ts';
import { registerTenant } from '../../../support/worlds/register-tenant.ts';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const pollIntervalInMs = 300_000;

function createWorld() {
  const clock = { at: start, now: () => clock.at, sleep: async () => {}, random: () => 0 };
  const stores = createStores({ openTable: createInMemoryTables(), log: createRecordingLog() });
  const reads = { list: 0, view: 0, all: 0 };
  const counted = <Given extends unknown[], Answer>(name: keyof typeof reads, call: (...given: Given) => Answer) => {
    return (...given: Given) => {
      reads[name] += 1;
      return call(...given);
    };
  };
  const fleet = { ...stores.fleet, list: counted('list', stores.fleet.list) };
  const views = {
    ...stores.views,
    read: counted('view', stores.views.read),
    readAll: counted('all', stores.views.readAll),
  };
  const fleetRows = createFleetCache({ clock, fleet });
  const view = createFleetViewCache({ clock, views, fleetRows }, { pollIntervalInMs });

  async function poll(tenantId: string, viewVersion: number, jobs = 1): Promise<void> {
    await registerTenant(stores, { tenantId, addedAt: new Date(start).toISOString() });
    const row = await stores.fleet.get(tenantId);
    const summaries = Array.from({ length: jobs }, (_, index) => summariseJob(sampleJob(index, { tenantId })));
    await stores.views.write(tenantId, [{ v: 1, tenantId, page: 0, pages: 1, viewVersion, jobs: summaries, incidents: [] }]);
    await stores.fleet.merge(
      tenantId,
      { viewVersion, viewHash: `${viewVersion}`, lastCompletedAt: new Date(clock.at).toISOString() },
      row?.etag ?? '',
    );
  }

  return { clock, reads, fleetRows, view, poll, ...stores, fleet, views };
}

describe('the read model of an instance', () => {
  it('asks the store at most every two seconds, however many callers there are', async () => {
    const { view, poll, reads, clock } = createWorld();
    await poll('a', 1);
    await Promise.all(Array.from({ length: 20 }, () => view.read()));
    await view.read();
    expect(reads).toEqual({ list: 1, view: 1, all: 0 });
    clock.at += 2_000;
    await view.read();
    expect(reads).toEqual({ list: 2, view: 1, all: 0 });
  });

  it('keeps nothing of a reading that began before a change of this instance', async () => {
    const { fleetRows, poll } = createWorld();
    const before = fleetRows.read();
    await poll('a', 1);
    fleetRows.forget();
    expect((await before).tenants).toEqual([]);
    expect((await fleetRows.read()).tenants).toMatchObject([{ tenantId: 'a' }]);
  });

  it('answers nobody who knows of a newer row with a view that was being made of an older one', async () => {
    const { view, poll, views, reads, clock } = createWorld();
    await poll('a', 1);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { read } = views;
    views.read = async (tenantId) => {
      views.read = read;
      const pages = await read(tenantId);
      await held;
      return pages;
    };
    const early = view.read();
    while (views.read !== read) await new Promise(setImmediate);
    await poll('a', 2, 2);
    clock.at += 2_000;
    const late = view.read();
    while (reads.list < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    release();
    expect((await early).jobs).toHaveLength(1);
    expect((await late).jobs).toHaveLength(2);
  });

  it('answers the very same view while nothing changed', async () => {
    const { view, poll, clock } = createWorld();
    await poll('a', 1);
    const first = await view.read();
    clock.at += 10_000;
    expect(await view.read()).toBe(first);
  });

  it('answers the very same view while rows change only in what it does not show', async () => {
    const { view, poll, fleet, clock } = createWorld();
    await poll('a', 1);
    const first = await view.read();
    const row = await fleet.get('a');
    await fleet.merge('a', { lastAttemptAt: new Date(clock.at).toISOString() }, row?.etag ?? '');
    clock.at += 2_000;
    expect(await view.read()).toBe(first);
  });

  it('shows the time of a reading that found nothing new, under the signature it had', async () => {
    const { view, poll, clock } = createWorld();
    await poll('a', 1);
    const first = await view.read();
    clock.at += 10_000;
    await poll('a', 1);
    const second = await view.read();
    expect(second.jobs[0]?.observedAt).toBe(new Date(clock.at).toISOString());
    expect(second.signature).toBe(first.signature);
    clock.at += 10_000;
    await poll('a', 2, 2);
    expect((await view.read()).signature).not.toBe(first.signature);
  });

  it('reads the pages of a tenant that came back, though their version is one it knows', async () => {
    const { view, poll, fleet, clock } = createWorld();
    await poll('a', 1);
    expect((await view.read()).jobs).toHaveLength(1);
    await poll('a', 1, 2);
    const row = await fleet.get('a');
    await fleet.merge('a', { viewHash: 'another life' }, row?.etag ?? '');
    clock.at += 2_000;
    expect((await view.read()).jobs).toHaveLength(2);
  });

  it('reads all pages in one scan when it knows none of many tenants', async () => {
    const { view, poll, reads } = createWorld();
    for (let index = 0; index < 80; index++) await poll(`tenant-${index}`, 1);
    expect((await view.read()).jobs).toHaveLength(80);
    expect(reads).toEqual({ list: 1, view: 0, all: 1 });
  });

  it('reads a view once more until it has the version the row names', async () => {
    const { view, poll, fleet, clock } = createWorld();
    await poll('a', 1);
    const row = await fleet.get('a');
    await fleet.merge('a', { viewVersion: 2, viewHash: '2' }, row?.etag ?? '');
    expect((await view.read()).jobs).toHaveLength(1);
    clock.at += 2_000;
    await poll('a', 2, 3);
    expect((await view.read()).jobs).toHaveLength(3);
  });

  it('ignores rows that nobody registered and throws when the store is away', async () => {
    const { view, poll, fleet, clock } = createWorld();
    await poll('a', 1);
    await fleet.create('stray', {});
    expect([...(await view.read()).tenants.keys()]).toEqual(['a']);
    clock.at += 2_000;
    fleet.list = () => Promise.reject(new Error('away'));
    await expect(view.read()).rejects.toThrow('away');
  });

  it('judges again at the moment a reading grows stale, without reading anything', async () => {
    const { view, poll, clock, reads } = createWorld();
    await poll('a', 1);
    expect((await view.read()).jobs[0]).toMatchObject({ freshness: 'fresh', health: 'healthy' });
    clock.at += 2 * pollIntervalInMs + 60_000;
    expect((await view.read()).jobs[0]).toMatchObject({ freshness: 'fresh' });
    clock.at += 1;
    expect((await view.read()).jobs[0]).toMatchObject({ freshness: 'stale', health: 'unknown' });
    expect(reads.view).toBe(1);
  });
});
