import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startAzurite } from '../../support/storage/azurite-process.ts';

interface BenchStorage {
  connectionString: string;
  stop(): Promise<void>;
}

const startLimitInMs = 20_000;

/** An empty storage account on an Azurite of its own process, in memory. */
export async function startStorage(): Promise<BenchStorage> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-sync-status-bench-'));
  const key = randomBytes(32).toString('base64');
  const port = await freePort();
  const azurite = startAzurite({ service: 'table', port, folder, accounts: `bench:${key}` });
  const isListening = () => /successfully (started|listens)/.test(readFileSync(join(folder, 'table.log'), 'utf8'));
  for (let waitedInMs = 0; !isListening(); waitedInMs += 50) {
    if (waitedInMs >= startLimitInMs) throw new Error('Azurite did not start');
    await sleep(50);
  }
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=${key};TableEndpoint=http://127.0.0.1:${port}/bench`,
    async stop() {
      await azurite.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
