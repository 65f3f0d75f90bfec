import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import { createTableStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import type { SdkTableOptions } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import { planPolls } from '../../../lib/application/poll/plan-polls.ts';
import type { PollOptions } from '../../../lib/application/poll/poll-options.ts';
import { pollTenant } from '../../../lib/application/poll/poll-tenant.ts';
import type { PollMessage } from '../../../lib/application/tenant/messages/poll-message.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import { tickIdAt } from '../../../lib/domain/tenant/pass/tick.ts';
import { createRecordingLog, type RecordingLog } from '../../support/recording-log.ts';
import { claimAccount } from '../../support/storage/azurite.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../../support/storage/fault-proxy.ts';
import { type FleetCloud, startFleetCloud } from '../../support/worlds/fleet-cloud.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';

export const intervalInMs = 300_000;
export const leaseInMs = 90_000;

export interface StoreWorld {
  cloud: FleetCloud;
  tenantId: string;
  clock: { at: number };
  log: RecordingLog;
  proxy: FaultProxy;
  /** What happens to each request to the tables from now on. */
  onRequest(decide: (requestLine: string) => Fault): void;
  /** The stores of the product, through the proxy. */
  stores: Stores;
  /** The same tables without faults: what a test asserts on. */
  direct: Stores;
  /** Moves the clock to the next tick. */
  nextTick(): void;
  plan(): Promise<PollMessage[]>;
  /** One message of the current tick, handled by one worker. `change` replaces parts of what that worker works with. */
  poll(change?: Partial<Stores>): Promise<PollMessage[]>;
  /** Every event of every job of the tenant, by job id, oldest first. */
  events(): Promise<Map<string, JobEvent[]>>;
  close(): Promise<void>;
}

export const pollOptions: PollOptions = {
  pollIntervalInMs: intervalInMs,
  leaseInMs,
  concurrency: 4,
  budgetInMs: 240_000,
  discoveryIntervalInMs: 900_000,
  historyInMs: 90 * 86_400_000,
  auditInMs: 400 * 86_400_000,
  reminderInMs: 86_400_000,
  channelConfigured: true,
};

/** One tenant of `servicePrincipals` jobs, polled by the real use cases into real tables behind a proxy that loses, delays or refuses. */
export async function startStoreWorld({ servicePrincipals = 4, sdk = {} as SdkTableOptions } = {}): Promise<StoreWorld> {
  const clock = { at: Date.parse('2026-11-21T10:00:00.000Z') };
  const now = () => clock.at;
  const cloud = await startFleetCloud({ tenants: 1, servicePrincipalsPerTenant: servicePrincipals, jobsPerServicePrincipal: 1, now });
  for (const { document } of cloud.jobs(cloud.tenantIds[0] ?? '')) cloud.patch(document.id, { frozen: true });
  const tenantId = cloud.tenantIds[0] ?? '';
  const { connectionString, tablesUrl } = claimAccount();
  const port = Number(new URL(tablesUrl).port);
  let decide: (requestLine: string) => Fault = () => 'none';
  const proxy = await startFaultProxy(port, (requestLine) => decide(requestLine));
  const log = createRecordingLog();
  const proxied = connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`);
  const stores = createTableStores({ connection: { kind: 'connectionString', connectionString: proxied }, log, options: sdk });
  const direct = createTableStores({ connection: { kind: 'connectionString', connectionString }, log });
  const sleep = async (delayInMs: number) => {
    clock.at += delayInMs;
  };
  const ports = {
    clock: { now, sleep, random: () => 0.5 },
    log,
    graph: createGraphReader({ baseUrl: cloud.graphUrl, getToken: cloud.token, clock: { now }, log }),
    ...speakerSource,
    hourlyReaders: [],
    ...stores,
  };
  return {
    cloud,
    tenantId,
    clock,
    log,
    proxy,
    onRequest: (next) => {
      decide = next;
    },
    stores,
    direct,
    nextTick: () => {
      clock.at += intervalInMs;
    },
    plan: () => planPolls(ports, { ...pollOptions, seedTenantIds: [tenantId] }),
    poll: (change) => pollTenant({ ...ports, ...change }, { v: 1, tickId: tickIdAt(now(), intervalInMs), tenantId }, pollOptions),
    events: async () => {
      const found = new Map<string, JobEvent[]>();
      for (const { document, servicePrincipalId } of cloud.jobs(tenantId)) {
        const key = { tenantId, servicePrincipalId, jobId: document.id };
        const { value } = await direct.state.listEvents(key, { pageSize: 1_000 });
        found.set(document.id, value.reverse());
      }
      return found;
    },
    close: async () => {
      await Promise.all([proxy.close(), cloud.close()]);
    },
  };
}

/** The states a history went through, and whether its numbers have neither hole nor double. */
export function storyOf(events: readonly JobEvent[]): { states: unknown[]; isGapFree: boolean } {
  const states = events.filter(({ changes, type }) => type === 'appeared' || changes.includes('status.code'));
  return {
    states: states.map(({ snapshot }) => snapshot?.state),
    isGapFree: events.every(({ seq }, index) => seq === index + 1),
  };
}

export function quarantinePatch(code = 'AzureActiveDirectoryInvalidCredential') {
  return { status: { code: 'Quarantine', quarantine: { reason: 'EncounteredQuarantineException', error: { code } } } };
}

/** A write to one table: a transaction has the table's name in its body only, so every `$batch` counts as one. */
export function isWrite(requestLine: string): boolean {
  return !requestLine.startsWith('GET') && !requestLine.includes('/Tables');
}
