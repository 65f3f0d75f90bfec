import { createAgentsSource } from '../../../lib/adapters/graph/read-agents.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { watchOperations } from '../../../lib/application/operate/run/watch-operations.ts';
import { createAgentsReader } from '../../../lib/application/poll/agents/agents-reader.ts';
import { countFailingObjects } from '../../../lib/application/poll/hourly/count-failing-objects.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { pruneUnpolled } from '../../../lib/application/watch/prune-unpolled.ts';
import { watchSelf } from '../../../lib/application/watch/watch-self.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { hourInMs, startTenantWorld, type TenantWorld } from '../../support/worlds/tenant-world.ts';

/** Requests of one kind of run, all in all. */
export interface Counts {
  /** For the jobs: reading and finding them. */
  graphCalls: number;
  tableRequests: number;
  /** Rows read or written in the partition that was asked for most. */
  rowsOfBusiestPartition: number;
  busiestPartition: string;
}

export interface RequestCounts {
  tenants: number;
  jobs: number;
  /** Twelve ticks: an hour, discovery included. */
  hourOfPolls: Counts;
  /** What the first tick after a day does beyond any other: the enumeration, the pruning. */
  oncePerDay: Counts;
  dispatch: Counts;
  watch: Counts;
}

/** What is read hourly beside the jobs, of one tenant. */
export interface HourlyCounts {
  /** Requests to Graph in a day for the directory synchronization and the agents. */
  dayBesideJobs: number;
  /** Requests for the log of provisioning in an hour, by how many jobs are not well and how many rows a day each of them has. */
  reports: { failingJobs: number; rowsPerJob: number; requests: number }[];
}

type FailingCase = Omit<HourlyCounts['reports'][number], 'requests'>;

const failingCases: readonly FailingCase[] = [
  { failingJobs: 0, rowsPerJob: 0 },
  { failingJobs: 1, rowsPerJob: 100 },
  { failingJobs: 5, rowsPerJob: 100 },
  { failingJobs: 20, rowsPerJob: 100 },
  { failingJobs: 1, rowsPerJob: 6_000 },
  { failingJobs: 20, rowsPerJob: 6_000 },
];
const servicePrincipalsPerTenant = 10;
const jobsPerServicePrincipal = 2;

/** Runs the product over a fleet of this size with the real adapters, and counts what it asks of Graph and of the tables. */
export async function countRequests(tenants: number): Promise<RequestCounts> {
  await using cloud = await startTenantWorld({ tenants, servicePrincipalsPerTenant, jobsPerServicePrincipal, interval: 'PT40M' });
  readAsItShips(cloud);
  await cloud.ticks(3);
  const hourOfPolls = await counted(cloud, () => cloud.ticks(12));
  const timers = timersOf(cloud);
  const dispatch = await counted(cloud, timers.dispatch);
  const watch = await counted(cloud, timers.watch);
  cloud.clock.at += 24 * hourInMs;
  const first = await counted(cloud, () => cloud.ticks(1));
  const second = await counted(cloud, () => cloud.ticks(1));
  const oncePerDay = {
    ...first,
    graphCalls: Math.max(0, first.graphCalls - second.graphCalls),
    tableRequests: Math.max(0, first.tableRequests - second.tableRequests),
  };
  return { tenants, jobs: tenants * servicePrincipalsPerTenant * jobsPerServicePrincipal, hourOfPolls, oncePerDay, dispatch, watch };
}

/** Counts what is read hourly beside the jobs, over a day and for tenants with more and fewer jobs that are not well. */
export async function countHourly(): Promise<HourlyCounts> {
  const reports: HourlyCounts['reports'] = [];
  for (const each of failingCases) reports.push({ ...each, requests: await countReports(each) });
  return { dayBesideJobs: await countBesideJobs(24), reports };
}

/** Requests to Graph in so many hours of one tenant that are for no job. */
export async function countBesideJobs(hours: number): Promise<number> {
  await using cloud = await startTenantWorld({ servicePrincipalsPerTenant, jobsPerServicePrincipal, interval: 'PT40M' });
  readAsItShips(cloud);
  await cloud.ticks(12);
  cloud.forget();
  await cloud.ticks(hours * 12);
  return cloud.asked().filter(({ path }) => !isOfJobs(path)).length;
}

/** Requests for the log of provisioning in an hour of one tenant. */
export async function countReports({ failingJobs, rowsPerJob }: FailingCase): Promise<number> {
  await using cloud = await startTenantWorld({ servicePrincipalsPerTenant, jobsPerServicePrincipal, interval: 'PT40M' });
  readAsItShips(cloud);
  for (let index = 0; index < failingJobs; index += 1) {
    const { key } = cloud.jobAt(Math.floor(index / jobsPerServicePrincipal), index % jobsPerServicePrincipal);
    cloud.patch(key, {
      status: { code: 'Quarantine' },
      frozen: true,
      logged: [{ code: 'EntryExportFailed', rows: rowsPerJob, sinceHoursAgo: 20 }],
    });
  }
  await cloud.ticks(13);
  cloud.forget();
  await cloud.ticks(12);
  return cloud.asked().filter(({ path }) => path.startsWith('/v1.0/auditLogs/')).length;
}

// What the worker is composed with beside the jobs.
function readAsItShips({ ports, graphUrl: baseUrl, getToken, clock, provisioningLog }: TenantWorld): void {
  const agents = createAgentsReader(createAgentsSource({ baseUrl, getToken, clock, isPerson: false }));
  ports.hourlyReaders = [...ports.hourlyReaders, agents, countFailingObjects({ ...ports, provisioningLog })];
}

// No card waits and no operation runs: what the timers cost when nothing happens, which is nearly always.
function timersOf({ ports, options, clock, log }: TenantWorld) {
  const { loadCatalogue } = createCatalogue();
  const notifier = { name: 'primary', send: async () => ({ kind: 'accepted' }) } as never;
  const send = createDispatcher(
    { ...ports, clock, log, loadCatalogue, notifiers: [notifier] },
    { groupWaitInMs: 20_000, leaseInMs: 90_000, portalBaseUrl: 'https://portal.example', adminCentre },
  );
  const fleetRows = createFleetCache(ports);
  return {
    dispatch: async () => void (await send()),
    watch: async () => {
      await watchSelf({ ...ports, fleetRows }, { ...options, configuredChannels: ['primary'] });
      await pruneUnpolled(ports, options);
      await watchOperations(ports);
    },
  };
}

async function counted(cloud: TenantWorld, run: () => Promise<void>): Promise<Counts> {
  cloud.forget();
  await run();
  const rows = new Map<string, number>();
  for (const { table, partitionKey, rows: count } of cloud.stored) {
    // A tenant's own partition is asked for by its own pass alone.
    const partition = table === 'SyncState' ? 'SyncState of a tenant' : `${table}/${partitionKey}`;
    rows.set(partition, (rows.get(partition) ?? 0) + count / (table === 'SyncState' ? cloud.tenantIds.length : 1));
  }
  const [busiestPartition, rowsOfBusiestPartition] = [...rows].sort(([, one], [, other]) => other - one)[0] ?? ['none', 0];
  return {
    graphCalls: cloud.asked().filter(({ path }) => isOfJobs(path)).length,
    tableRequests: cloud.stored.length,
    busiestPartition,
    rowsOfBusiestPartition,
  };
}

function isOfJobs(path: string): boolean {
  return path.startsWith('/v1.0/servicePrincipals') || path.endsWith('/$batch');
}
