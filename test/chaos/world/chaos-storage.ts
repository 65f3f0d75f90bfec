import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startAzurite } from '../../support/storage/azurite-process.ts';
import { type Fault, startFaultProxy } from '../../support/storage/fault-proxy.ts';

export type StorageService = 'tables' | 'queues';

export interface ChaosStorage {
  /** For the hosts: through the proxies. */
  connectionString: string;
  /** For the books. */
  directConnectionString: string;
  /** What happens to each request of the hosts from now on. */
  onRequest(decide: (service: StorageService) => Fault): void;
  close(): Promise<void>;
}

const startLimitInMs = 30_000;

/** An empty account on an Azurite of its own, its tables and queues each behind a proxy. */
export async function startChaosStorage(): Promise<ChaosStorage> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-storage-'));
  const key = randomBytes(32).toString('base64');
  const ports = { tables: await freePort(), queues: await freePort() };
  const accounts = `chaos:${key}`;
  const emulators = [
    startAzurite({ service: 'table', port: ports.tables, folder, accounts }),
    startAzurite({ service: 'queue', port: ports.queues, folder, accounts }),
  ];
  await Promise.all([isListening(folder, 'table'), isListening(folder, 'queue')]);
  let decide: (service: StorageService) => Fault = () => 'none';
  const tables = await startFaultProxy(ports.tables, () => decide('tables'));
  const queues = await startFaultProxy(ports.queues, () => decide('queues'));
  return {
    connectionString: connectionString(key, tables.port, queues.port),
    directConnectionString: connectionString(key, ports.tables, ports.queues),
    onRequest: (next) => {
      decide = next;
    },
    close: async () => {
      await Promise.all([tables.close(), queues.close(), ...emulators.map((emulator) => emulator.stop())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isListening(folder: string, service: string): Promise<void> {
  for (let waitedInMs = 0; !/successfully (started|listens)/.test(readFileSync(join(folder, `${service}.log`), 'utf8')); waitedInMs += 50) {
    if (waitedInMs >= startLimitInMs) throw new Error(`Azurite (${service}) did not start`);
    await sleep(50);
  }
}

function connectionString(key: string, tables: number, queues: number): string {
  return [
    'DefaultEndpointsProtocol=http',
    'AccountName=chaos',
    `AccountKey=${key}`,
    `TableEndpoint=http://127.0.0.1:${tables}/chaos`,
    `QueueEndpoint=http://127.0.0.1:${queues}/chaos`,
  ].join(';');
}
