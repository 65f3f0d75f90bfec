import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Cell } from '../../lib/adapters/tables/transport/table.ts';
import { createHttpWorld } from '../http/support/support.ts';
import { createInMemoryTables } from '../support/storage/in-memory-table.ts';
import { startOperationWorld } from '../support/worlds/operation-world.ts';

interface DumpedRow {
  partitionKey: string;
  rowKey: string;
  cells: Record<string, number | string | { base64: string }>;
}

/** Tables as the build of commit de4934f left them: pages without an operation, a name or a past. */
async function olderTables() {
  const dump = JSON.parse(readFileSync('test/fixtures/older-views/tables.json', 'utf8')) as Record<string, DumpedRow[]>;
  const tables = createInMemoryTables();
  for (const [name, rows] of Object.entries(dump)) {
    for (const { partitionKey, rowKey, cells } of rows) {
      const read = Object.entries(cells).map(([column, cell]): [string, Cell] => [
        column,
        typeof cell === 'object' ? new Uint8Array(Buffer.from(cell.base64, 'base64')) : cell,
      ]);
      await tables(name).submit(partitionKey, [{ type: 'create', rowKey, cells: Object.fromEntries(read) }]);
    }
  }
  return tables;
}

describe('pages of the read model that an older build wrote', () => {
  it('are listed with everything that a row tells now', async () => {
    const { call } = createHttpWorld({}, await olderTables());
    const { value } = (await call('/jobs')).json;
    expect(value).toMatchObject([
      {
        displayName: 'Workday to AD',
        kindName: 'Other provisioning',
        sinceSource: 'graph',
        explanation: { code: 'AADSTS7000215' },
        advice: { action: 'renewCredentials' },
        incident: { acknowledgedBy: 'home/ada' },
      },
      {
        displayName: 'Zürich Zendesk',
        advice: { action: 'wait' },
        activeOperationId: expect.any(String),
        incident: { id: expect.any(String) },
      },
      { displayName: 'Zendesk', advice: { action: 'none' }, sinceSource: 'firstSeen' },
    ]);
  });

  it.each([
    ['/jobs?q=zurich', 1],
    ['/jobs?q=arzte', 3],
    ['/jobs?acknowledged=true', 1],
    ['/jobs?cause=HybridIdentityServiceNoActiveAgents', 1],
    ['/jobGroups?by=cause', 3],
    ['/jobGroups?by=tenant', 1],
  ])('answer %s', async (path, expected) => {
    const { call } = createHttpWorld({}, await olderTables());
    expect((await call(path)).json.value).toHaveLength(expected);
  });

  it('are written anew by the next pass, with what they lack', async () => {
    await using world = await startOperationWorld({
      special: () => ({
        cause: {
          code: 'HybridIdentityServiceNoActiveAgents',
          reason: 'EncounteredQuarantineException',
          failuresBeforeQuarantine: 1,
          message: 'No agent answers.',
          tenantActionable: true,
        },
        quarantinedForHours: 30,
      }),
    });
    await world.tenant.tick();
    const { key, tenantId } = { ...world.tenant.jobAt(), ...world.tenant };
    await world.act(key, 'clearQuarantine');
    world.tenant.clock.advance(1_000);
    await world.work();
    const { views, fleet } = world.tenant.ports;
    const jobOf = async () => (await views.read(tenantId))?.flatMap(({ jobs }) => jobs).find(({ jobId }) => jobId === key.jobId);
    expect(await jobOf()).toHaveProperty('lastOperation');

    const older = (await views.read(tenantId))?.map(({ closedIncidents: _, operations: __, ...page }) => ({
      ...page,
      jobs: page.jobs.map(({ lastOperation: ___, ...job }) => job),
    }));
    await views.write(tenantId, older ?? []);
    const row = await fleet.get(tenantId);
    await fleet.merge(tenantId, { viewHash: 'as an older build counts' }, row?.etag ?? '');
    expect(await jobOf()).not.toHaveProperty('lastOperation');
    await world.tenant.ticks(1);
    expect(await jobOf()).toHaveProperty('lastOperation');
  });
});
