import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { watchOperations } from '../../../lib/application/operate/watch-operations.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { pruneUnpolled } from '../../../lib/application/watch/prune-unpolled.ts';
import { watchSelf } from '../../../lib/application/watch/watch-self.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { hourInMs, startTenantWorld, type TenantWorld } from '../../support/worlds/tenant-world.ts';

/** Requests of one kind of run, all in all. */
export interface Counts {
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

const servicePrincipalsPerTenant = 10;
const jobsPerServicePrincipal = 2;

/** Runs the product over a fleet of this size with the real adapters, and counts what it asks of Graph and of the tables. */
export async function countRequests(tenants: number): Promise<RequestCounts> {
  await using cloud = await startTenantWorld({ tenants, servicePrincipalsPerTenant, jobsPerServicePrincipal, interval: 'PT40M' });
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
  return { graphCalls: cloud.asked().length, tableRequests: cloud.stored.length, busiestPartition, rowsOfBusiestPartition };
}
