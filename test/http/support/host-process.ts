import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTableStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import { spawnHost } from '../../dev/host/support.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { claimAccount } from '../../support/storage/azurite.ts';

export interface ApiHost {
  /** `http://127.0.0.1:port` */
  url: string;
  stores: Stores;
  output(): string;
  stop(): Promise<void>;
}

/** The bundle that ships in the local host, a process of its own, over an empty account of Azurite. It never polls. */
export async function startApiHost(env: Record<string, string> = {}): Promise<ApiHost> {
  const folder = await mkdtemp(join(tmpdir(), 'api-host-'));
  await promisify(execFile)(process.execPath, ['build.mjs', folder, '--kept']);
  const { connectionString } = claimAccount();
  const host = spawnHost(folder, {
    AzureWebJobsStorage: connectionString,
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    AUTH_MODE: 'none',
    'AzureWebJobs.plan-polls.Disabled': 'true',
    ...env,
  });
  await host.says(/^HOST READY /m);
  return {
    url: host.url,
    stores: createTableStores({ connection: { kind: 'connectionString', connectionString }, log: createRecordingLog() }),
    output: host.output,
    async stop() {
      host.child.kill('SIGTERM');
      await host.exit();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
