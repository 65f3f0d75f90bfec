import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface StorageAccount {
  connectionString: string;
  tablesUrl: string;
  queuesUrl: string;
  accountName: string;
  accountKey: string;
}

const START_LIMIT_IN_MS = 60_000;

/** An empty storage account that no other test of this run has or will get, on the Azurite started by `global-setup.ts`. */
export function claimAccount(): StorageAccount {
  const folder = required('TEST_AZURITE_FOLDER');
  waitUntilStarted(folder, 'table');
  waitUntilStarted(folder, 'queue');
  const accountName = claimName(join(folder, 'claims'), Number(required('TEST_AZURITE_ACCOUNTS')));
  const accountKey = required('TEST_AZURITE_KEY');
  const tablesUrl = `http://127.0.0.1:${required('TEST_AZURITE_TABLE_PORT')}/${accountName}`;
  const queuesUrl = `http://127.0.0.1:${required('TEST_AZURITE_QUEUE_PORT')}/${accountName}`;
  const connectionString = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${accountName}`,
    `AccountKey=${accountKey}`,
    `TableEndpoint=${tablesUrl}`,
    `QueueEndpoint=${queuesUrl}`,
  ].join(';');
  return { connectionString, tablesUrl, queuesUrl, accountName, accountKey };
}

/** Making a folder either succeeds for exactly one caller or fails, whatever process it comes from. */
function claimName(claims: string, accounts: number): string {
  for (let index = readdirSync(claims).length; index < accounts; index++) {
    try {
      mkdirSync(join(claims, `t${index}`));
      return `t${index}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`All ${accounts} storage accounts of this run are taken; raise ACCOUNT_COUNT in global-setup.ts`);
}

function waitUntilStarted(folder: string, service: 'table' | 'queue'): void {
  const log = join(folder, `${service}.log`);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedInMs = 0; waitedInMs < START_LIMIT_IN_MS; waitedInMs += 20) {
    const text = readFileSync(log, 'utf8');
    if (/successfully (started|listens)/.test(text)) return;
    if (/\b(error|exiting)\b/i.test(text)) break;
    // Blocking is fine here: Azurite is another process and tests start it once.
    Atomics.wait(pause, 0, 0, 20);
  }
  throw new Error(`Azurite (${service}) did not start:\n${readFileSync(log, 'utf8')}`);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through jest, whose global set-up starts Azurite`);
  return value;
}
