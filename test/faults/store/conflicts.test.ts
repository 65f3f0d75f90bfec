import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { isWrite, quarantinePatch, type StoreWorld, startStoreWorld, storyOf } from './store-world.ts';

let world: StoreWorld;

beforeEach(async () => {
  world = await startStoreWorld();
});

afterEach(() => world.close());

async function openIncident(): Promise<{ value: OpenIncident; etag: string }> {
  const { incidents } = await world.direct.state.readNow(world.tenantId);
  const [open] = incidents.flatMap((stored) => (stored.value.state === 'open' ? [{ value: stored.value, etag: stored.etag }] : []));
  if (open === undefined) throw new Error('no incident is open');
  return open;
}

describe('F20: a create that is answered with 409', () => {
  it('is a success when the row is our own, written by the try whose answer was lost', async () => {
    let lost = 0;
    world.onRequest((line) => (line.startsWith('POST') && isWrite(line) && lost++ % 2 === 0 ? 'dropAnswer' : 'none'));
    expect(await world.plan()).toHaveLength(1);
    await world.poll();

    expect(world.proxy.faults()).toBeGreaterThanOrEqual(3);
    expect(await world.direct.tenants.list()).toHaveLength(1);
    for (const events of (await world.events()).values()) expect(events.map(({ type }) => type)).toEqual(['appeared']);
  });

  it('is a conflict when somebody else was first, and the plan goes on with what is there', async () => {
    const plans = await Promise.all([world.plan(), world.plan(), world.plan()]);

    expect(plans.map((messages) => messages.length)).toEqual([1, 1, 1]);
    expect(await world.direct.tenants.list()).toHaveLength(1);
    const rows = (await world.direct.fleet.list()).filter(({ value }) => value.tenantId === world.tenantId);
    expect(rows).toHaveLength(1);
  });
});

describe('F21: a 412 from concurrent writers', () => {
  it('has one winner among 20 workers with the same message: one pass, one event per job', async () => {
    await world.plan();
    await Promise.all(Array.from({ length: 20 }, () => world.poll()));

    expect(world.log.entries.filter(({ text }) => text === 'Pass ended')).toHaveLength(1);
    for (const events of (await world.events()).values()) expect(events.map(({ seq, type }) => [seq, type])).toEqual([[1, 'appeared']]);
  });

  it('makes the loser decide again on what is stored now: the acknowledgement stays, and the change is recorded once', async () => {
    const [job] = world.cloud.jobs(world.tenantId);
    await world.plan();
    world.cloud.patch(job?.document.id ?? '', quarantinePatch());
    await world.poll();
    const acknowledged = { acknowledgedBy: 'home/operator', acknowledgedAt: new Date(world.clock.at).toISOString() };

    // Graph reports the end of the quarantine while an operator acknowledges it, between the worker's read and its write.
    for (let tick = 0; tick < 4; tick++) {
      world.nextTick();
      world.cloud.patch(job?.document.id ?? '', { status: { code: 'Active' } });
      let isFirst = tick === 0;
      await world.poll({
        state: {
          ...world.stores.state,
          readNow: async (tenantId) => {
            const state = await world.stores.state.readNow(tenantId);
            if (isFirst) {
              const { value, etag } = await openIncident();
              await world.direct.state.commit(tenantId, [[{ type: 'incident', value: { ...value, ...acknowledged }, etag }]]);
            }
            isFirst = false;
            return state;
          },
        },
      });
    }

    const { value: past } = await world.direct.state.listPastIncidents(world.tenantId, { pageSize: 10 });
    expect(past).toMatchObject([{ condition: 'quarantine', resolution: expect.any(String), ...acknowledged }]);
    const { states, isGapFree } = storyOf((await world.events()).get(job?.document.id ?? '') ?? []);
    expect({ states, isGapFree }).toEqual({ states: ['Quarantine', 'Active'], isGapFree: true });
  });
});
