import { describe, expect, it } from '@jest/globals';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import type { Ports } from '../../../lib/application/ports/ports.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { minuteInMs } from '../../../lib/domain/time.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { createMortalTables, type Mortality } from '../../support/storage/mortal-tables.ts';
import { createFakeChannel, createNotifyWorld, portalBaseUrl } from '../../support/worlds/notify-world.ts';

const { loadCatalogue } = createCatalogue();
const hashes = ['a', 'b', 'c', 'd'];

interface Run {
  /** How often each incident was told, by hash. */
  told: Record<string, number>;
  calls: number;
  marked: number;
  left: number;
  /** Whether a card had been accepted when the process was killed, and not yet marked. */
  inTheGap: boolean;
}

/** One sender that is killed after so many calls to its store, and another that comes after it. */
async function killAfter(calls: number): Promise<Run> {
  const openTable = createInMemoryTables();
  const world = createNotifyWorld(openTable);
  await world.addTenant('t1');
  await world.addTenant('t2');
  for (const hash of hashes) await world.openIncident(hash < 'c' ? 't1' : 't2', hash, { causeCode: hash === 'b' ? 'a' : hash });
  world.clock.advance(20_000);

  const teams = createFakeChannel();
  const mortality: Mortality = { callsLeft: calls };
  const stores = createStores({ openTable: createMortalTables(openTable, mortality), log: world.log });
  const mortal = createDispatcher(
    { ...stores, clock: world.clock, log: world.log, loadCatalogue, notifiers: [teams] },
    { groupWaitInMs: 20_000, leaseInMs: 90_000, portalBaseUrl, adminCentre },
  );
  await mortal().catch(() => undefined);
  const accepted = teams.sent.flatMap(({ incidentIds }) => incidentIds);
  const left = (await Promise.all(['t1', 't2'].map((tenantId) => world.outbox.list(tenantId)))).flat().map(({ value }) => value.incidentId);
  const inTheGap = left.some((incidentId) => accepted.includes(incidentId));

  world.clock.advance(2 * minuteInMs);
  await world.dispatcher([teams])();
  const ids = teams.sent.flatMap(({ incidentIds }) => incidentIds);
  const states = await Promise.all(['t1', 't2'].map((tenantId) => world.state.readNow(tenantId)));
  return {
    told: Object.fromEntries(hashes.map((hash) => [hash, ids.filter((id) => id.includes(`.${hash}.`)).length])),
    calls: calls - mortality.callsLeft,
    marked: states.flatMap(({ incidents }) => incidents).filter(({ value }) => 'announced' in value && value.announced?.opened).length,
    left: (await Promise.all(['t1', 't2'].map((tenantId) => world.outbox.list(tenantId)))).flat().length,
    inTheGap,
  };
}

describe('a sender that is killed', () => {
  it('loses no card at any point, and repeats one only between its post and its mark', async () => {
    const whole = await killAfter(100_000);
    let repeated = 0;
    for (let calls = 0; calls <= whole.calls; calls++) {
      const run = await killAfter(calls);
      expect({ calls, marked: run.marked, left: run.left }).toEqual({ calls, marked: 4, left: 0 });
      for (const times of Object.values(run.told)) {
        expect(times).toBeGreaterThanOrEqual(1);
        expect(times).toBeLessThanOrEqual(run.inTheGap ? 2 : 1);
      }
      repeated += run.inTheGap ? 1 : 0;
    }
    expect(whole.calls).toBeGreaterThan(20);
    expect(repeated).toBeLessThan(whole.calls / 2);
  });

  it('does not send again what it could not mark, as long as it lives', async () => {
    const openTable = createInMemoryTables();
    const world = createNotifyWorld(openTable);
    await world.addTenant('t1');
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    const mortality: Mortality = { callsLeft: 100_000 };
    const teams = createFakeChannel('primary', () => {
      mortality.callsLeft = 0;
    });
    const stores = createStores({ openTable: createMortalTables(openTable, mortality), log: world.log });
    const dispatch = createDispatcher(
      { ...stores, clock: world.clock, log: world.log, loadCatalogue, notifiers: [teams] },
      { groupWaitInMs: 20_000, leaseInMs: 90_000, adminCentre },
    );
    await expect(dispatch()).rejects.toThrow();
    mortality.callsLeft = 100_000;
    world.clock.advance(2 * minuteInMs);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 0 });
    expect(teams.calls).toBe(1);
    expect(await world.outbox.list('t1')).toEqual([]);
  });

  it('keeps the tenant pending while a sent card cannot be marked, without sending it again', async () => {
    const world = createNotifyWorld();
    await world.addTenant('t1');
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    const teams = createFakeChannel();
    let broken = true;
    const outbox: Ports['outbox'] = {
      ...world.outbox,
      // Marks that cannot be made during an outage of one partition.
      write: async (tenantId, changes) => {
        const isMark = changes.some(({ kind }) => kind === 'removed');
        return broken && isMark ? changes.map(() => 'conflict') : world.outbox.write(tenantId, changes);
      },
    };
    const dispatch = createDispatcher(
      { ...world, outbox, loadCatalogue, notifiers: [teams] },
      { groupWaitInMs: 20_000, leaseInMs: 90_000, adminCentre },
    );
    expect(await dispatch()).toEqual({ reason: 'done', sent: 1, left: 1 });
    expect((await world.fleet.get('t1'))?.value.outboxPendingSince).toBeDefined();
    broken = false;
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 0 });
    expect(teams.calls).toBe(1);
    expect((await world.fleet.get('t1'))?.value.outboxPendingSince).toBeUndefined();
  });
});
