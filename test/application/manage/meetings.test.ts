import { describe, expect, it } from '@jest/globals';
import { deleteTenant } from '../../../lib/application/manage/delete-tenant.ts';
import { putTenant } from '../../../lib/application/manage/put-tenant.ts';
import type { PollMessage } from '../../../lib/application/tenant/messages/poll-message.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { createFakeChannel } from '../../support/worlds/notify-world.ts';
import { admin } from '../../support/worlds/operation-world.ts';
import { type ServiceWorld, startServiceWorld } from '../../support/worlds/service-world.ts';
import { doorsOf } from '../../support/worlds/tenant-doors.ts';

const quarantined = (reason: string) => ({ status: { code: 'Quarantine', quarantine: { reason, error: { code: `Code${reason}` } } } });

const order = () => ({ caller: admin(), requestId: crypto.randomUUID() });

function remove({ tenant }: ServiceWorld): Promise<PollMessage[]> {
  return deleteTenant(tenant.ports, { tenantId: tenant.tenantId, purges: false, ...order() });
}

async function put({ tenant }: ServiceWorld): Promise<PollMessage[]> {
  const wish = { name: { tenantId: tenant.tenantId }, terms: {}, ...order() };
  return (await putTenant({ ...tenant.ports, ...doorsOf(tenant) }, wish)).messages;
}

/** Before the first list of jobs that the pass asks for, something else happens. */
function duringPass({ tenant }: ServiceWorld, happen: () => Promise<unknown>): void {
  const { graph } = tenant.ports;
  let isFirst = true;
  tenant.ports.graph = {
    ...graph,
    readJobs: async (...wanted) => {
      if (isFirst) await happen();
      isFirst = false;
      return graph.readJobs(...wanted);
    },
  };
}

describe('somebody who changes a tenant while it is worked on', () => {
  it('removes it during a dispatch: the card on its way goes, no other one follows', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), { servicePrincipalsPerTenant: 3 });
    const { tenant } = world;
    for (const [index, reason] of ['TooManyDeletes', 'EncounteredQuarantineException', 'Unknown'].entries())
      tenant.patch(tenant.jobAt(index).key, quarantined(reason));
    await tenant.tick();
    expect(await tenant.ports.outbox.list(tenant.tenantId)).toHaveLength(3);
    tenant.clock.advance(5_000);
    let messages: PollMessage[] = [];
    const channel = createFakeChannel('primary', async () => {
      if (channel.calls === 1) messages = await remove(world);
    });
    await world.dispatchWith(tenant.ports, [channel]);
    expect(channel.sent).toHaveLength(1);
    for (const message of messages) await tenant.handle(message);
    expect(await tenant.ports.outbox.list(tenant.tenantId)).toEqual([]);
    expect(await tenant.ports.fleet.get(tenant.tenantId)).toBeUndefined();
    tenant.clock.advance(60_000);
    await world.dispatchWith(tenant.ports, [channel]);
    expect(channel.sent).toHaveLength(1);
  });

  it('removes it during a pass: what that pass records is closed after it, without a card', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), {});
    const { tenant } = world;
    await tenant.tick();
    tenant.patch(tenant.jobAt().key, quarantined('TooManyDeletes'));
    tenant.clock.advance(10_000);
    let messages: PollMessage[] = [];
    duringPass(world, async () => {
      tenant.clock.advance(1);
      messages = await remove(world);
    });
    await tenant.tick();
    for (const message of messages) await tenant.handle(message);
    const { outbox, fleet, views, state } = tenant.ports;
    expect(await fleet.get(tenant.tenantId)).toBeUndefined();
    expect(await views.read(tenant.tenantId)).toBeUndefined();
    expect(await outbox.list(tenant.tenantId)).toEqual([]);
    expect((await state.listPastIncidents(tenant.tenantId, { pageSize: 9 })).value).toMatchObject([{ resolution: 'tenantRemoved' }]);
  });

  it('puts it during a pass: a second one follows at once, and looks for everything', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), {});
    const { tenant } = world;
    await tenant.tick();
    const before = (await tenant.fleetRow()).discoveredAt ?? '';
    tenant.clock.advance(10_000);
    let messages: PollMessage[] = [];
    duringPass(world, async () => {
      tenant.clock.advance(1);
      messages = await put(world);
    });
    await tenant.tick();
    for (const message of messages) await tenant.handle(message);
    const row = await tenant.fleetRow();
    expect(row.discoveredAt && row.discoveredAt > before).toBe(true);
    expect(row.leaseOwner).toBeUndefined();
    expect(row.registration).toMatchObject({ source: 'settings', registeredBy: admin().actor });
  });

  it('removes it, and all is closed, between what a PUT read of it and the row that it makes: the row says so', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), { tenants: 2 });
    const { tenant } = world;
    await tenant.tick();
    tenant.clock.advance(1_000);
    for (const message of await remove(world)) await tenant.handle(message);
    expect(await tenant.ports.fleet.get(tenant.tenantId)).toBeUndefined();
    tenant.clock.advance(10_000);
    const { fleet } = tenant.ports;
    let isFirst = true;
    tenant.ports.fleet = {
      ...fleet,
      create: async (...row) => {
        if (isFirst) {
          isFirst = false;
          for (const message of await remove(world)) await tenant.handle(message);
        }
        return fleet.create(...row);
      },
    };
    await put(world);
    expect((await fleet.get(tenant.tenantId))?.value.registration).toHaveProperty('removedAt');
    await world.live(1);
    expect(await fleet.get(tenant.tenantId)).toBeUndefined();
  });

  it('puts it while it is being closed: its lists come back with the pass that follows', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), {});
    const { tenant } = world;
    await tenant.tick();
    tenant.clock.advance(10_000);
    const messages = await remove(world);
    const { views } = tenant.ports;
    let asked: PollMessage[] = [];
    tenant.ports.views = {
      ...views,
      delete: async (tenantId) => {
        await views.delete(tenantId);
        tenant.clock.advance(1);
        asked = await put(world);
      },
    };
    for (const message of messages) await tenant.handle(message);
    for (const message of asked) await tenant.handle(message);
    expect((await views.read(tenant.tenantId))?.flatMap(({ jobs }) => jobs)).toHaveLength(1);
    expect((await tenant.fleetRow()).counts).toMatchObject({ jobs: 1 });
  });
});

describe('what is kept of a removed tenant', () => {
  it('goes when its time is over, and the tombstone stays', async () => {
    const dayInMs = 86_400_000;
    await using world = await startServiceWorld(createInMemoryTables(), { tenants: 2, poll: { historyInMs: 3 * dayInMs } });
    const { tenant } = world;
    await world.live(1);
    const { key } = tenant.jobAt();
    tenant.clock.advance(1_000);
    for (const message of await remove(world)) await tenant.handle(message);
    const { state, tenants, fleet } = tenant.ports;
    tenant.clock.advance(2 * dayInMs);
    await world.live(1);
    expect((await state.listEvents(key, { pageSize: 9 })).value).not.toEqual([]);
    tenant.clock.advance(2 * dayInMs);
    await world.live(2);
    expect((await state.listEvents(key, { pageSize: 9 })).value).toEqual([]);
    expect((await state.readNow(key.tenantId)).jobs).toEqual([]);
    expect(await fleet.get(key.tenantId)).toBeUndefined();
    expect((await tenants.get(key.tenantId))?.value).toMatchObject({ removedAt: expect.any(String), purgeRequestedAt: expect.any(String) });
  });
});
