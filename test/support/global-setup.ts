import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AzuriteProcess, freePort, startAzurite } from './storage/azurite-process.ts';
import { runMarker } from './witness/marker.ts';

declare global {
  var azuriteProcesses: AzuriteProcess[] | undefined;
}

/** Enough for every test of a full run to have storage nobody else touches. */
const ACCOUNT_COUNT = 1_000;

/** Starts one Azurite for the whole run without waiting for it: `claimAccount` waits, so tests without storage pay nothing. */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-sync-status-test-'));
  mkdirSync(join(folder, 'claims'));
  const key = Buffer.from(`${runMarker}${randomBytes(8).toString('hex')}`).toString('base64');
  const accounts = Array.from({ length: ACCOUNT_COUNT }, (_, index) => `t${index}:${key}`).join(';');
  const [tablePort, queuePort] = [await freePort(), await freePort()];

  process.env.TEST_AZURITE_FOLDER = folder;
  process.env.TEST_AZURITE_KEY = key;
  process.env.TEST_AZURITE_ACCOUNTS = String(ACCOUNT_COUNT);
  process.env.TEST_AZURITE_TABLE_PORT = String(tablePort);
  process.env.TEST_AZURITE_QUEUE_PORT = String(queuePort);
  globalThis.azuriteProcesses = [
    startAzurite({ service: 'table', port: tablePort, folder, accounts }),
    startAzurite({ service: 'queue', port: queuePort, folder, accounts }),
  ];
}
