import { describe, expect, it } from '@jest/globals';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { judgeGrantsAtStart } from '../../../lib/application/manage/judge-grants-at-start.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';

const somebody = 'aaaaaaaa-0000-4000-8000-000000000000.00000001-0000-4000-8000-00000000000a';

function start(openTable: OpenTable = createInMemoryTables()) {
  const log = createRecordingLog();
  return { ...createStores({ openTable, log }), log };
}

describe('a start where grants are required', () => {
  it('is refused when there is none and nobody may write the first, and the fault names the setting', async () => {
    const world = start();
    expect(await judgeGrantsAtStart(world, { use: 'required', bootstrapAdmin: undefined })).toEqual([
      expect.stringMatching(/^AUTH_BOOTSTRAP_ADMIN: missing/),
    ]);
    for (const use of ['none', 'optional'] as const)
      expect(await judgeGrantsAtStart(world, { use, bootstrapAdmin: undefined })).toEqual([]);
    expect(await judgeGrantsAtStart(world, { use: 'required', bootstrapAdmin: somebody })).toEqual([]);
  });

  it('is fine once there is a grant, and no fault of the settings while the storage cannot be read', async () => {
    const world = start();
    const at = '2026-11-30T00:00:00.000Z';
    await world.grants.create({ v: 1, tenantId: 'a', objectId: 'b', scopes: [], createdAt: at, updatedAt: at, updatedBy: 'a/c' });
    expect(await judgeGrantsAtStart(world, { use: 'required', bootstrapAdmin: undefined })).toEqual([]);
    const openTable = createInMemoryTables();
    const down = start((name) => ({
      ...openTable(name),
      query: () => {
        throw new UpstreamError({ service: 'tables', operation: 'query', reason: 'unreachable' });
      },
    }));
    expect(await judgeGrantsAtStart(down, { use: 'required', bootstrapAdmin: undefined })).toEqual([]);
  });
});
