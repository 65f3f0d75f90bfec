import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readPendingCards } from '../../../lib/application/notify/pending-cards.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { checkHealth } from '../../../lib/application/watch/check-health.ts';
import { intervalInMs, leaseInMs, quarantinePatch, type StoreWorld, startStoreWorld, storyOf } from './store-world.ts';

let world: StoreWorld;

beforeEach(async () => {
  world = await startStoreWorld({ sdk: { retries: 0 } });
  await world.plan();
  await world.poll();
});

afterEach(() => world.close());

describe('F23: a store that answers 503 for a minute', () => {
  it('fails the message, so that the queue delivers it later, and loses no change once it recovers', async () => {
    const jobs = world.cloud.jobs(world.tenantId);
    world.nextTick();
    for (const { document } of jobs) world.cloud.patch(document.id, quarantinePatch());
    world.onRequest(() => 'unavailable');
    // The visibility timeout of host.json lies between two deliveries.
    for (let delivery = 0; delivery < 3; delivery++) {
      await expect(world.poll()).rejects.toThrow('unavailable');
      world.clock.at += 30_000;
    }
    world.onRequest(() => 'none');
    await world.poll();

    for (const events of (await world.events()).values()) {
      expect(storyOf(events)).toEqual({ states: ['Active', 'Quarantine'], isGapFree: true });
    }
  });

  it('that begins in the middle of a pass costs a redelivery, not a change', async () => {
    const jobs = world.cloud.jobs(world.tenantId);
    world.nextTick();
    for (const { document } of jobs) world.cloud.patch(document.id, quarantinePatch());
    let remaining = 2;
    // The lease is taken; transactions are refused until the store has recovered.
    world.onRequest((line) => (line.includes('$batch') && remaining-- > 0 ? 'unavailable' : 'none'));
    await expect(world.poll()).rejects.toThrow('unavailable');
    expect((await world.direct.fleet.get(world.tenantId))?.value).toMatchObject({ lastError: 'The pass could not be recorded.' });
    world.onRequest(() => 'none');
    await world.poll();

    for (const events of (await world.events()).values()) {
      expect(storyOf(events)).toEqual({ states: ['Active', 'Quarantine'], isGapFree: true });
    }
    expect((await world.direct.fleet.get(world.tenantId))?.value.lastError).toBeUndefined();
  });

  it('that begins when changes are recorded and the lists are not leaves no card behind of which the sender does not know', async () => {
    const [job] = world.cloud.jobs(world.tenantId);
    world.nextTick();
    world.cloud.patch(job?.document.id ?? '', quarantinePatch());
    const write = async () => {
      throw new Error('unavailable');
    };
    await expect(world.poll({ views: { ...world.stores.views, write } })).rejects.toThrow('unavailable');
    expect(await world.direct.outbox.list(world.tenantId)).toHaveLength(1);

    // The message comes again, and to this pass nothing is new any more.
    await world.poll();
    const clock = { now: () => world.clock.at, sleep: async () => undefined, random: () => 0.5 };
    expect((await readPendingCards({ ...world.direct, clock })).rows.size).toBe(1);
  });

  it('is over before the queue gives the message up', () => {
    const { visibilityTimeout, maxDequeueCount } = JSON.parse(readFileSync('host.json', 'utf8')).extensions.queues;
    const [, , seconds] = String(visibilityTimeout).split(':').map(Number);
    expect((maxDequeueCount - 1) * (seconds ?? 0)).toBeGreaterThan(60);
  });
});

describe('F24: a worker that dies after its write and before it releases the lease', () => {
  it('costs the rest of the lease; the first tick after it polls, and tells the dispatcher to look for cards', async () => {
    const [job] = world.cloud.jobs(world.tenantId);
    world.nextTick();
    world.cloud.patch(job?.document.id ?? '', quarantinePatch());
    let isDead = false;
    const dying = {
      ...world.stores.fleet,
      merge: async (...[tenantId, patch, etag]: Parameters<typeof world.stores.fleet.merge>) => {
        isDead ||= patch.leaseOwner === null;
        if (isDead) throw new Error('the process is gone');
        return world.stores.fleet.merge(tenantId, patch, etag);
      },
    };
    await expect(world.poll({ fleet: dying })).rejects.toThrow('gone');
    expect((await world.direct.fleet.get(world.tenantId))?.value.outboxPendingSince).toBeUndefined();
    expect(await world.direct.outbox.list(world.tenantId)).toHaveLength(1);
    const requests = world.cloud.requests(world.tenantId).length;

    world.clock.at += leaseInMs / 2;
    await world.poll();
    expect(await world.plan()).toEqual([]);
    expect(world.cloud.requests(world.tenantId)).toHaveLength(requests);

    world.clock.at += intervalInMs;
    expect(await world.plan()).toHaveLength(1);
    const takenAt = world.clock.at;
    await world.poll();
    const row = (await world.direct.fleet.get(world.tenantId))?.value;
    expect(Date.parse(row?.outboxPendingSince ?? '')).toBe(takenAt);
    expect(row?.leaseOwner).toBeUndefined();
    expect(storyOf((await world.events()).get(job?.document.id ?? '') ?? [])).toEqual({
      states: ['Active', 'Quarantine'],
      isGapFree: true,
    });
    expect(await world.direct.outbox.list(world.tenantId)).toHaveLength(1);
  });
});

describe('F26: a store whose authorization was removed', () => {
  it('is told by the readiness probe and in the log, and the work resumes with the authorization', async () => {
    const { log, clock, stores } = world;
    const deps = { clock: { now: () => clock.at, sleep: async () => undefined, random: () => 0 }, log, ...stores };
    const probe = () => checkHealth({ ...deps, fleetRows: createFleetCache(deps) }, { pollIntervalInMs: intervalInMs, visible: 'all' });
    expect((await probe()).every(({ ok }) => ok)).toBe(true);

    world.onRequest(() => 'forbidden');
    expect(await probe()).toMatchObject([
      { name: 'storage', ok: false, detail: 'The fleet cannot be read.' },
      { name: 'polling', ok: false, detail: expect.any(String) },
    ]);
    const [entry] = log.entries.filter(({ level }) => level === 'warn');
    expect(String(entry?.facts?.error)).toContain('tables query failed: unauthorized (HTTP 403)');
    world.nextTick();
    await expect(world.plan()).rejects.toThrow('HTTP 403');

    world.onRequest(() => 'none');
    expect(await world.plan()).toHaveLength(1);
    await world.poll();
    expect((await probe()).every(({ ok }) => ok)).toBe(true);
  });
});
