import { describe, expect, it } from '@jest/globals';
import type { Table } from '../../../lib/adapters/tables/transport/table.ts';
import type { FleetPatch } from '../../../lib/application/ports/ports.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const rowsChanged = 'Rows changed by somebody else; the next pass decides again';

interface Contention {
  isOver: boolean;
  /** Which of the tenant's columns somebody else always is first to change. */
  columns?(patch: FleetPatch): boolean;
  /** Whether somebody else always is first to write the lists. */
  lists?: true;
}

/** A tenant in whose rows somebody else is first, until the contention is over; a reading of Graph takes 50 seconds. */
async function startContended(contention: Contention): Promise<TenantWorld> {
  const open = createInMemoryTables();
  const openTable = (name: string): Table => {
    const table = open(name);
    const submit: Table['submit'] = async (partitionKey, actions) =>
      contention.isOver || !contention.lists || name !== 'JobViews'
        ? table.submit(partitionKey, actions)
        : { written: false, reason: 'changed' };
    return { ...table, submit };
  };
  const cloud = await startTenantWorld({ openTable, servicePrincipalsPerTenant: 2 });
  const { graph, fleet } = cloud.ports;
  cloud.ports.graph = {
    ...graph,
    readJobs: async (tenantId, ids) => {
      cloud.clock.advance(50_000);
      return graph.readJobs(tenantId, ids);
    },
  };
  cloud.ports.fleet = {
    ...fleet,
    merge: async (tenantId, patch, etag) =>
      !contention.isOver && contention.columns?.(patch) ? undefined : fleet.merge(tenantId, patch, etag),
  };
  return cloud;
}

function warnings(cloud: TenantWorld) {
  return cloud.log.entries.filter(({ level }) => level === 'warn');
}

describe('a pass that always loses a row to somebody else', () => {
  it.each<[string, Omit<Contention, 'isOver'>]>([
    ['takes its lease', { columns: ({ leaseOwner }) => typeof leaseOwner === 'string' }],
    ['keeps its lease', { columns: ({ leaseOwner, leaseUntil }) => leaseOwner === undefined && leaseUntil !== undefined }],
    ['publishes its lists', { lists: true }],
    ['gives its lease back', { columns: ({ leaseOwner, counts }) => leaseOwner === null && counts !== undefined }],
  ])(
    'while it %s fails for now: told once by name, the lease is free, and the redelivered message makes the pass',
    async (_title, strikes) => {
      const contention: Contention = { isOver: true, ...strikes };
      await using cloud = await startContended(contention);
      await cloud.tick();
      const before = await cloud.fleetRow();
      cloud.clock.advance(tickInMs);
      cloud.patch(cloud.jobAt().key, { schedule: { state: 'Paused' }, status: { code: 'Paused' } });
      const [message] = await cloud.plan();

      contention.isOver = false;
      await expect(cloud.handle(message)).rejects.toMatchObject({ name: 'ConflictError' });
      expect(warnings(cloud)).toMatchObject([{ text: rowsChanged, facts: { tenantId: cloud.tenantId, code: expect.any(String) } }]);
      const row = await cloud.fleetRow();
      expect([row.leaseOwner, row.lastCompletedAt]).toEqual([undefined, before.lastCompletedAt]);

      contention.isOver = true;
      await cloud.handle(message);
      expect(warnings(cloud)).toHaveLength(1);
      const after = await cloud.fleetRow();
      expect(after.lastCompletedAt).toBe(after.leaseTakenAt);
      expect(after.counts?.byState).toMatchObject({ Paused: 1 });
    },
  );

  it('when it records one job tells so by the same name, records the others, and decides again in the next pass', async () => {
    await using cloud = await startContended({ isOver: true });
    await cloud.tick();
    const { state } = cloud.ports;
    const lost = cloud.jobAt(0).key;
    cloud.ports.state = {
      ...state,
      commit: async (tenantId, groups) => {
        const isLost = (group: (typeof groups)[number]) => group.some((write) => write.type === 'job' && write.value.jobId === lost.jobId);
        const outcomes = await state.commit(
          tenantId,
          groups.map((group) => (isLost(group) ? [] : group)),
        );
        return outcomes.map((outcome, index) => (isLost(groups[index] ?? []) ? 'conflict' : outcome));
      },
    };
    for (const place of [0, 1]) cloud.patch(cloud.jobAt(place).key, { schedule: { state: 'Paused' }, status: { code: 'Paused' } });
    await cloud.ticks();
    expect(warnings(cloud)).toMatchObject([{ text: rowsChanged, facts: { tenantId: cloud.tenantId, groups: 1 } }]);
    const statesOf = () => Promise.all([0, 1].map(async (place) => (await state.getJob(cloud.jobAt(place).key))?.value.snapshot.state));
    expect(await statesOf()).toEqual(['Active', 'Paused']);

    cloud.ports.state = state;
    await cloud.ticks();
    expect(await statesOf()).toEqual(['Paused', 'Paused']);
    expect(warnings(cloud)).toHaveLength(1);
  });
});
