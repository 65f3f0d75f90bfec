import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import type { Clock } from '../../../lib/application/ports/ports.ts';
import { createFleetViewCache } from '../../../lib/application/show/fleet/fleet-view-cache.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { createFleet } from '../../bench/http/create-fleet.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';

export interface ReadModelMemory {
  tenants: number;
  jobs: number;
  heapInMb: number;
  firstReadInMs: number;
}

const clock: Clock = { now: () => Date.now(), sleep: async () => undefined, random: () => 0.5 };

/** What an instance holds that answers lists over this fleet; the tables are in memory before and after, and are not counted. */
export async function measureMemory(tenants: number, jobsPerTenant: number): Promise<ReadModelMemory> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const stores = createStores({ openTable: createInMemoryTables(), log: createRecordingLog() });
  await createFleet({ ...stores, clock }, { tenants, jobsPerTenant });
  collect();
  const before = process.memoryUsage().heapUsed;
  const reader = createFleetViewCache(
    { ...stores, clock, fleetRows: createFleetCache({ ...stores, clock }) },
    { pollIntervalInMs: 300_000 },
  );
  const startedAt = performance.now();
  const view = await reader.read();
  const firstReadInMs = performance.now() - startedAt;
  collect();
  const heapInMb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  // Keeps the reader, and so what it holds, until it was measured.
  if ((await reader.read()).jobs.length !== view.jobs.length) throw new Error('the fleet changed');
  return { tenants, jobs: view.jobs.length, heapInMb, firstReadInMs };
}
