import { admin } from '../worlds/operation-world.ts';
import { minuteInMs } from '../worlds/tenant-world.ts';
import { busyTenants } from './busy-tenants.ts';
import { countReadable } from './count-readable.ts';
import { type StoredIncident, type StoredRows, sortState } from './stored-rows.ts';
import { type StoredWorld, startStoredWorld } from './stored-world.ts';

/** What the API lists of all tenants. */
interface Lists {
  /** Ids of open incidents. */
  incidents: string[];
  /** What each of them is about. */
  problems: string[];
  jobs: string[];
}

export interface Continuation {
  world: StoredWorld;
  /** Rows that the stores could read before anything was done, by kind. */
  readable: Record<string, number>;
  listedBefore: Lists;
  listedAfter: Lists;
  /** Messages handled, by queue. */
  handled: Record<string, number>;
  /** Service principals that the first request about each tenant asked for. */
  firstReads: Map<string, string[]>;
  /** Kinds of the cards that told of an incident since. */
  kindsOf(incidentId: string): string[];
  /** Actions on a job that Graph has received since. */
  postsTo(jobId: string): number;
  currentIncident(of: { tenantId: string; hash: string }): Promise<Partial<StoredIncident>>;
}

/** Today's code takes over: reads, approves what waits for it, handles every message twice, and lives a quarter of an hour. */
export async function goOn(rows: StoredRows): Promise<Continuation> {
  const world = await startStoredWorld(rows);
  try {
    return await liveOn(world, rows);
  } catch (error) {
    // Nobody gets to see this world: its servers would keep the tests from ending.
    await world[Symbol.asyncDispose]();
    throw error;
  }
}

async function liveOn(world: StoredWorld, rows: StoredRows): Promise<Continuation> {
  const { tenant } = world;
  const partitions = [...tenant.tenantIds, '_service'];
  const readable = await countReadable(tenant.ports, partitions);
  const listedBefore = await list(world);
  for (const { operationId } of sortState(rows).operations.filter(({ status }) => status === 'AwaitingApproval')) {
    await world.post(`/operations/${operationId}/approve`, { caller: admin('bob') });
  }
  const handled = await world.deliver();
  await world.live(2);
  await world.deliverAgain();
  // Leases of the dead end, and the time that Graph named.
  await world.live(4);
  const firstReads = new Map(Object.values(busyTenants).map((tenantId) => [tenantId, firstReadOf(world, tenantId)]));
  // Whose answer was lost is decided after ten minutes; a broken channel is tried again after fifteen.
  tenant.clock.advance(11 * minuteInMs);
  await world.live(3);
  return {
    ...{ world, readable, listedBefore, handled, firstReads },
    listedAfter: await list(world),
    kindsOf: (incidentId) =>
      Object.values(world.channels)
        .flatMap(({ sent }) => sent)
        .filter(({ incidentIds }) => incidentIds.includes(incidentId))
        .map(({ kind }) => kind),
    postsTo: (jobId) => world.posts().filter(({ path }) => decodeURIComponent(path).includes(jobId)).length,
    currentIncident: async ({ tenantId, hash }) => ({ ...(await tenant.ports.state.getIncident(tenantId, hash))?.value }),
  };
}

async function list(world: StoredWorld): Promise<Lists> {
  const incidents = await world.get('/incidents?pageSize=200');
  const jobs = await world.get('/jobs?pageSize=200');
  return {
    incidents: incidents.json.value.map(({ incidentId }: { incidentId: string }) => incidentId),
    problems: incidents.json.value.map(({ tenantId, condition, scope: { jobId, name } }: StoredIncident) =>
      [tenantId, condition, jobId ?? name].join(' '),
    ),
    jobs: jobs.json.value.map(({ jobId }: { jobId: string }) => jobId),
  };
}

function firstReadOf({ tenant }: StoredWorld, tenantId: string): string[] {
  const batch = tenant.asked(tenantId).find((request) => request.batch !== undefined)?.batch ?? [];
  return batch.map(({ url }) => url.split('/')[2] ?? '').sort();
}
