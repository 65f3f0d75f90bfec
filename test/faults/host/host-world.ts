import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { FleetOptions } from '../../../dev/graph/world/build-fleet.ts';
import { createTableStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import { collect } from '../../../lib/adapters/tables/transport/query/collect.ts';
import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import type { Cell } from '../../../lib/adapters/tables/transport/table.ts';
import type { FleetPatch } from '../../../lib/application/ports/ports.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { type HostProcess, spawnHost } from '../../dev/host/support.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { claimAccount } from '../../support/storage/azurite.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../../support/storage/fault-proxy.ts';
import { type FleetCloud, startFleetCloud } from '../../support/worlds/fleet-cloud.ts';
import { until } from '../../support/worlds/start-world.ts';

export interface HostWorld {
  cloud: FleetCloud;
  /** Of the storage account, not through the proxy. */
  connectionString: string;
  /** The same tables without faults: what a test asserts on. */
  direct: Stores;
  proxy: FaultProxy;
  /** What happens to each request of the hosts to the tables from now on. */
  onRequest(decide: (requestLine: string) => Fault): void;
  /** One more host on the same storage, ready, on any free port where none is given. It is killed with the world. */
  startHost(env?: Record<string, string>, port?: number): Promise<HostProcess>;
  queue(name: string): QueueClient;
  /** Puts messages into the queue of polls, as the host encodes them. */
  send(...messages: unknown[]): Promise<void>;
  /** Resolves when no message is left in the queue, hidden ones included. */
  drained(name?: string): Promise<void>;
  row(tenantId: string): Promise<FleetRow | undefined>;
  /** Rewrites columns of a tenant's row, such as its times: for what would take hours otherwise. */
  rewrite(tenantId: string, patch: FleetPatch): Promise<void>;
  deadLetters(): Promise<Record<string, Cell>[]>;
  close(): Promise<void>;
}

const timers = (disabled: '0' | '1') =>
  Object.fromEntries(['plan-polls', 'dispatch-notifications', 'watch-self'].map((name) => [`AzureWebJobs.${name}.Disabled`, disabled]));

/** For a host whose timers run by the clock. Any other runs them when a test says so, and nothing comes between. */
export const timersOn = timers('0');

/** Ticks of an hour: what a test starts by hand stays within one. */
const settings = {
  ...timers('1'),
  POLL_INTERVAL_SECONDS: '3600',
  LEASE_SECONDS: '20',
  AUTH_MODE: 'none',
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  NO_PROXY: '127.0.0.1',
};

/** Writes the bundle that ships to a folder of its own; `visibilityTimeout` replaces that of host.json. */
export function buildBundle(visibilityTimeout?: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'host-faults-'));
  execFileSync(process.execPath, ['build.mjs', folder, '--kept']);
  if (visibilityTimeout !== undefined) {
    const hostJson = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
    hostJson.extensions.queues.visibilityTimeout = visibilityTimeout;
    writeFileSync(join(folder, 'host.json'), JSON.stringify(hostJson));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The bundle in host processes, on storage and before a Graph of its own. */
export async function startHostWorld(folder: string, fleet: FleetOptions): Promise<HostWorld> {
  const cloud = await startFleetCloud(fleet);
  const { connectionString, tablesUrl } = claimAccount();
  const port = Number(new URL(tablesUrl).port);
  let decide: (requestLine: string) => Fault = () => 'none';
  const proxy = await startFaultProxy(port, (requestLine) => decide(requestLine));
  const direct = createTableStores({ connection: { kind: 'connectionString', connectionString }, log: createRecordingLog() });
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  const hosts: HostProcess[] = [];
  const queue = (name: string) => queues.getQueueClient(name);
  const base = {
    ...settings,
    ...cloud.settings,
    AzureWebJobsStorage: connectionString,
    STORAGE_CONNECTION_STRING: connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`),
  };
  return {
    cloud,
    connectionString,
    direct,
    proxy,
    onRequest: (next) => {
      decide = next;
    },
    startHost: async (env = {}, port = 0) => {
      const host = spawnHost(folder, { ...base, ...env }, port);
      hosts.push(host);
      await host.says(/^HOST READY/m);
      return host;
    },
    queue,
    send: async (...messages) => {
      await queue('poll-tenant').createIfNotExists();
      await Promise.all(messages.map((message) => queue('poll-tenant').sendMessage(encode(message))));
    },
    drained: (name = 'poll-tenant') =>
      until(async () => (await queue(name).getProperties()).approximateMessagesCount === 0, `${name} is empty`),
    row: async (tenantId) => (await direct.fleet.get(tenantId))?.value,
    rewrite: async (tenantId, patch) => {
      const stored = await direct.fleet.get(tenantId);
      if (stored !== undefined) await direct.fleet.merge(tenantId, patch, stored.etag);
    },
    deadLetters: async () => {
      const rows = await collect(createSdkTable({ kind: 'connectionString', connectionString }, 'DeadLetters'), {
        partitionKey: 'poll-tenant',
      });
      return rows.map(({ cells }) => cells);
    },
    close: async () => {
      for (const { child } of hosts) child.kill('SIGKILL');
      await Promise.all(hosts.map((host) => host.exit()));
      await Promise.all([proxy.close(), cloud.close()]);
    },
  };
}

function encode(message: unknown): string {
  return Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)).toString('base64');
}

export async function runNow(host: HostProcess, name = 'plan-polls'): Promise<void> {
  const answer = await fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body: '{"input":""}' });
  if (answer.status !== 202) throw new Error(`${name} was not run: HTTP ${answer.status}`);
}

export function iso(timeInMs: number): string {
  return new Date(timeInMs).toISOString();
}

export function hoursAgo(hours: number): string {
  return iso(Date.now() - hours * 3_600_000);
}
