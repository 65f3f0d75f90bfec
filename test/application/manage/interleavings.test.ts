import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { createStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import { deleteTenant } from '../../../lib/application/manage/delete-tenant.ts';
import { putTenant } from '../../../lib/application/manage/put-tenant.ts';
import { handlePollMessage } from '../../../lib/application/poll/handle-poll-message.ts';
import { planPolls } from '../../../lib/application/poll/plan-polls.ts';
import type { PollMessage } from '../../../lib/application/tenant/messages/poll-message.ts';
import { isLive } from '../../../lib/domain/tenant/tenant.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { createJitteryTables } from '../../support/storage/jittery-tables.ts';
import { createMortalTables } from '../../support/storage/mortal-tables.ts';
import { admin } from '../../support/worlds/operation-world.ts';
import { type ServiceWorld, startServiceWorld } from '../../support/worlds/service-world.ts';
import { doorsOf } from '../../support/worlds/tenant-doors.ts';

const rounds = process.env.SOAK === '1' ? 200 : 20;
const quarantine = { status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } };
const deeds = ['put', 'delete', 'poll', 'plan', 'dispatch'] as const;
type Deed = (typeof deeds)[number];

/** One tenant that comes and goes; whether the settings name it, too, differs from round to round. */
interface Ground {
  world: ServiceWorld;
  tenantId: string;
  seedTenantIds: string[];
  random: () => number;
}

async function prepare(random: () => number): Promise<Ground> {
  const world = await startServiceWorld(createInMemoryTables(), { tenants: 2 });
  const { tenant } = world;
  const tenantId = tenant.tenantIds[1] ?? '';
  tenant.patch(tenant.jobAt(0, 0, 1).key, quarantine);
  return { world, tenantId, seedTenantIds: tenant.tenantIds, random };
}

/** What one process does over the given stores; it may die on the way. */
async function act({ world, tenantId, seedTenantIds }: Ground, stores: Stores, deed: Deed): Promise<void> {
  const { tenant } = world;
  const ports = { ...tenant.ports, ...stores };
  const order = { tenantId, caller: admin(), requestId: crypto.randomUUID() };
  const handle = async (message: PollMessage): Promise<void> => {
    for (const next of await handlePollMessage(ports, tenant.options, message, 'message')) await handle(next);
  };
  const handleAll = async (messages: readonly PollMessage[]) => {
    for (const message of messages) await handle(message);
  };
  if (deed === 'put')
    await handleAll((await putTenant({ ...ports, ...doorsOf(tenant) }, { ...order, name: { tenantId }, terms: {} })).messages);
  if (deed === 'delete') await handleAll(await deleteTenant(ports, { ...order, purges: false }));
  if (deed === 'poll') await handle(tenant.force(tenantId));
  if (deed === 'plan') await handleAll(await planPolls(ports, { ...tenant.options, seedTenantIds }));
  if (deed === 'dispatch') await world.dispatchWith(stores, Object.values(world.channels));
}

/** Many at once, each killed at a call that chance decides, or never. */
async function burst(ground: Ground): Promise<void> {
  const { world, random } = ground;
  const processes = Array.from({ length: 4 + Math.floor(random() * 4) }, async () => {
    const deed = deeds[Math.floor(random() * deeds.length)] ?? 'poll';
    const callsLeft = random() < 0.4 ? 1 + Math.floor(random() * 40) : Number.POSITIVE_INFINITY;
    const openTable = createMortalTables(createJitteryTables(world.openTable, random), { callsLeft });
    await act(ground, createStores({ openTable, log: world.tenant.log }), deed).catch(() => undefined);
  });
  await Promise.all(processes);
}

/** Leases of the dead run out, and the timers have their turns. */
async function settle({ world }: Ground): Promise<void> {
  world.tenant.clock.advance(60_000);
  await world.live(3);
}

async function holdings({ world, tenantId }: Ground) {
  const { tenants, fleet, views, outbox, state } = world.tenant.ports;
  const [registration, row, pages, cards, now] = await Promise.all([
    tenants.get(tenantId),
    fleet.get(tenantId),
    views.read(tenantId),
    outbox.list(tenantId),
    state.readNow(tenantId),
  ]);
  return {
    isRegistered: isLive(registration?.value),
    isShown: isLive(row?.value.registration),
    hasRow: row !== undefined,
    isHeld: row?.value.leaseOwner !== undefined,
    jobs: pages?.flatMap(({ jobs }) => jobs).length,
    cards: cards.length,
    open: now.incidents.filter(({ value }) => value.state === 'open').length,
  };
}

const watched = { isRegistered: true, isShown: true, hasRow: true, isHeld: false, jobs: 1, cards: 0, open: 1 };
const gone = { isRegistered: false, isShown: false, hasRow: false, isHeld: false, jobs: undefined, cards: 0, open: 0 };

describe('a tenant that comes and goes', () => {
  it(`leaves no orphan and never rises from the dead, whoever meets whom and dies where (${rounds} rounds)`, async () => {
    const random = createRandom(16);
    const ground = await prepare(random);
    await using world = ground.world;
    let cardsBefore = 0;
    for (let round = 1; round <= rounds; round += 1) {
      world.tenant.tenantIds.length = 1;
      if (random() < 0.5) world.tenant.tenantIds.push(ground.tenantId);
      await act(ground, world.tenant.ports, random() < 0.5 ? 'put' : 'delete').catch(() => undefined);
      await burst(ground);
      await settle(ground);
      const after = await holdings(ground);
      expect({ round, ...after }).toEqual({ round, ...(after.isRegistered ? watched : gone) });
      const last = random() < 0.5 ? 'put' : 'delete';
      if (last === 'put' || (await world.tenant.ports.tenants.get(ground.tenantId)) !== undefined) {
        await act(ground, world.tenant.ports, last);
        cardsBefore = cardsOf(ground);
        await settle(ground);
        expect({ round, last, ...(await holdings(ground)) }).toEqual({ round, last, ...(last === 'put' ? watched : gone) });
        if (last === 'delete') expect({ round, cards: cardsOf(ground) }).toEqual({ round, cards: cardsBefore });
      }
    }
  }, 600_000);

  it('is registered once by two who put it at the same time', async () => {
    const ground = await prepare(createRandom(3));
    await using world = ground.world;
    const { tenantId } = ground;
    world.tenant.tenantIds.length = 1;
    for (let round = 0; round < 10; round += 1) {
      const open = createJitteryTables(world.openTable, ground.random);
      const stores = createStores({ openTable: open, log: world.tenant.log });
      const put = (displayName: string) =>
        putTenant(
          { ...world.tenant.ports, ...stores, ...doorsOf(world.tenant) },
          { name: { tenantId }, terms: { displayName }, caller: admin(), requestId: crypto.randomUUID() },
        );
      const answers = await Promise.all([put('One'), put('Two')]);
      expect(answers.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
      const { tenants, fleet } = world.tenant.ports;
      const registration = (await tenants.get(tenantId))?.value;
      expect((await fleet.get(tenantId))?.value.registration).toEqual(registration);
      world.tenant.clock.advance(1_000);
      await act(ground, world.tenant.ports, 'delete');
      expect(await holdings(ground)).toEqual(gone);
    }
  });
});

function cardsOf({ world, tenantId }: Ground): number {
  return Object.values(world.channels).flatMap(({ sent }) => sent.filter((card) => card.incidentIds.some((id) => id.startsWith(tenantId))))
    .length;
}
