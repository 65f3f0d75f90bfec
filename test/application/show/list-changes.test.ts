import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { sees, type Visibility, visibilityOf } from '../../../lib/domain/access/visibility.ts';
import { placeOf } from '../../../lib/domain/incident/incident-scope.ts';
import { shownOperation } from '../../../lib/domain/operation/listed-operations.ts';
import { createChangesWorld, leaseInMs } from './changes-world.ts';

const histories = process.env.SOAK === '1' ? 2_000 : 60;
const tenantIds = ['t-1', 't-2', 't-3'];
const admin = { cap: 'Admin' } as const;

/** Two who see nothing of each other, and one who sees all. */
const callers: Record<'one' | 'two' | 'chief', Visibility> = {
  one: visibilityOf([
    { tenantId: 't-1', ...admin },
    { tenantId: 't-2', servicePrincipalId: 'sp-0', ...admin },
  ]),
  two: visibilityOf([
    { tenantId: 't-2', servicePrincipalId: 'sp-1', jobId: 'job-1', ...admin },
    { tenantId: 't-3', ...admin },
  ]),
  chief: 'all',
};

type World = ReturnType<typeof createChangesWorld>;

/** All that there is to be told, read from the rows themselves. */
async function everything({ plain }: World, visible: Visibility) {
  const events = new Set<string>();
  const incidents = new Map<string, string>();
  const operations = new Map<string, string>();
  for (const tenantId of tenantIds) {
    for (const index of [0, 1, 2]) {
      const key = { tenantId, servicePrincipalId: `sp-${index % 2}`, jobId: `job-${index}` };
      if (!sees(visible, key)) continue;
      const { value } = await plain.state.listEvents(key, { pageSize: 1_000 });
      for (const { seq } of value) events.add(`${tenantId} ${key.jobId} ${seq}`);
    }
    const open = (await plain.state.readNow(tenantId)).incidents.flatMap(({ value }) => (value.state === 'open' ? [value] : []));
    const past = (await plain.state.listPastIncidents(tenantId, { pageSize: 1_000 })).value;
    for (const incident of [...open, ...past])
      if (sees(visible, placeOf(incident))) incidents.set(incident.incidentId, JSON.stringify(incident));
    for (const operation of await plain.operations.list(tenantId)) {
      if (sees(visible, operation)) operations.set(operation.operationId, JSON.stringify(shownOperation(operation)));
    }
  }
  return { events: [...events].sort(), incidents, operations };
}

/** What a mirror holds at the end, and whether it was told of each job in order. */
function heldBy({ told }: ReturnType<World['mirror']>, visible: Visibility) {
  const events = new Set<string>();
  const incidents = new Map<string, string>();
  const operations = new Map<string, string>();
  const faults: string[] = [];
  const newest = new Map<string, number>();
  for (const change of told) {
    if (change.kind === 'event') {
      const { tenantId, jobId, seq } = change.event;
      const job = `${tenantId} ${jobId}`;
      if (!sees(visible, change.event)) faults.push(`foreign ${job}`);
      // A number that is new is the next one.
      if (!events.has(`${job} ${seq}`) && seq !== (newest.get(job) ?? 0) + 1) faults.push(`order ${job} ${seq}`);
      newest.set(job, Math.max(seq, newest.get(job) ?? 0));
      events.add(`${job} ${seq}`);
    } else if (change.kind === 'incident') {
      if (!sees(visible, placeOf(change.incident))) faults.push('foreign incident');
      incidents.set(change.incident.incidentId, JSON.stringify(change.incident));
    } else {
      if (!sees(visible, change.operation)) faults.push('foreign operation');
      operations.set(change.operation.operationId, JSON.stringify(change.operation));
    }
  }
  return { events: [...events].sort(), incidents, operations, faults };
}

async function settle(world: World, mirrors: readonly ReturnType<World['mirror']>[]): Promise<void> {
  for (let round = 0; round < 3; round++) {
    world.time.at += 4 * leaseInMs;
    for (const tenantId of tenantIds) await world.pass(tenantId, { mortal: false, changes: 0 });
  }
  world.time.at += 4 * leaseInMs;
  for (const mirror of mirrors) for (let turn = 0; turn < 200; turn++) await mirror.read(1_000);
}

describe('what changes', () => {
  it(`is told to everybody who sees it: nothing lost, in order, and nothing of others, in ${histories} random histories`, async () => {
    let told = 0;
    for (let seed = 1; seed <= histories; seed++) {
      const random = createRandom(seed);
      const world = createChangesWorld(random);
      for (const tenantId of tenantIds.slice(0, 2)) await world.addTenant(tenantId);
      const mirrors = Object.entries(callers).map(([who, visible]) => ({ who, visible, ...world.mirror(visible) }));
      for (const mirror of mirrors) await mirror.read(5);
      const act = async (): Promise<void> => {
        for (let deed = 0; deed < 14; deed++) {
          await world.rest();
          const tenantId = world.pick(tenantIds);
          const chance = random();
          const mirror = world.pick(mirrors);
          if (chance < 0.4) await world.pass(tenantId, { mortal: true, changes: Math.floor(random() * 4) }).catch(() => undefined);
          else if (chance < 0.5) await world.acknowledge(tenantId).catch(() => undefined);
          else if (chance < 0.65) await world.operate(tenantId).catch(() => undefined);
          else if (chance < 0.7) await world.addTenant('t-3');
          else if (chance < 0.95) await mirror.read(1 + Math.floor(random() * 4));
          else world.time.at += Math.floor(random() * 2 * leaseInMs);
        }
      };
      await Promise.all(Array.from({ length: 5 }, act));
      await world.addTenant('t-3');
      await settle(world, mirrors);
      for (const mirror of mirrors) {
        const { faults, ...held } = heldBy(mirror, mirror.visible);
        expect({ seed, who: mirror.who, faults, ...held }).toEqual({
          seed,
          who: mirror.who,
          faults: [],
          ...(await everything(world, mirror.visible)),
        });
        told += mirror.told.length;
      }
    }
    expect(told).toBeGreaterThan(histories * 20);
  }, 3_600_000);
});
