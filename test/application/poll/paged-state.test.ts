import { describe, expect, it } from '@jest/globals';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { sampleOperation } from '../../support/storage/state-samples.ts';
import { startTenantWorld, type TenantWorld } from '../../support/worlds/tenant-world.ts';

const servicePrincipals = 600;

/** Tables that ask before they give a further page of what holds now. */
function pagedTables(beforeNextPage: () => Promise<void>): OpenTable {
  const openTable = createInMemoryTables();
  return (name) => {
    const table = openTable(name);
    async function* query(range: Parameters<typeof table.query>[0]) {
      let isFirst = true;
      for await (const page of table.query(range)) {
        if (!isFirst && range.from?.startsWith('now!')) await beforeNextPage();
        isFirst = false;
        yield page;
      }
    }
    return { ...table, query };
  };
}

/** A tenant whose 600 targets and 600 jobs take two pages; it has been read once. */
async function startLargeTenant(): Promise<{ cloud: TenantWorld; gate: { next: () => Promise<void> } }> {
  const gate = { next: async () => {} };
  const openTable = pagedTables(() => gate.next());
  const cloud = await startTenantWorld({ servicePrincipalsPerTenant: servicePrincipals, openTable });
  await cloud.tick();
  cloud.forget();
  return { cloud, gate };
}

describe('a tenant whose state takes several pages', () => {
  it('is changed in nothing by a pass that could not read all of its state; the redelivered message reads it', async () => {
    const { cloud, gate } = await startLargeTenant();
    await using _ = cloud;
    const { key } = cloud.jobAt(servicePrincipals - 1);
    cloud.patch(key, { status: { code: 'Paused' } });
    cloud.clock.advance(1_000);
    const message = cloud.force();
    gate.next = async () => {
      throw new UpstreamError({ service: 'tables', operation: 'query', reason: 'unavailable' });
    };
    await expect(cloud.handle(message)).rejects.toThrow('unavailable');
    expect(cloud.stored.filter(({ table, operation }) => table === 'SyncState' && operation !== 'query')).toEqual([]);
    gate.next = async () => {};
    await cloud.handle(message);
    expect((await cloud.ports.state.getJob(key))?.value.snapshot.state).toBe('Paused');
  });

  it('has the targets first in which somebody acted, however late they come', async () => {
    const { cloud } = await startLargeTenant();
    await using _ = cloud;
    const { key } = cloud.jobAt(servicePrincipals - 1);
    expect(await cloud.ports.operations.create(sampleOperation('hash', key))).toBe(true);
    await cloud.ticks();
    const [first] = cloud.asked();
    expect(first?.batch?.map(({ url }) => url.split('/')[2])).toEqual([key.servicePrincipalId]);
  });
});
