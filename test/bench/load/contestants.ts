import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { createTableStores } from '../../../lib/adapters/tables/create-stores.ts';

export type ContestantName = 'empty' | 'importHello' | 'importProduct' | 'hello' | 'live' | 'helloRow' | 'status';

interface Contestant {
  arguments: string[];
  environment: Record<string, string>;
}

const stub = new URL('core-stub.cjs', import.meta.url).pathname;
const firstAnswer = new URL('first-answer.cjs', import.meta.url).pathname;
const api = 'http://127.0.0.1:7071/api';

/** What is started in turns, over a storage in which each finds what it asks for. */
export async function prepareContestants(folder: string, connectionString: string): Promise<Record<ContestantName, Contestant>> {
  await fillStorage(connectionString);
  const bundle = (name: string, ...entry: string[]) => {
    execFileSync(process.execPath, ['build.mjs', join(folder, name), ...entry], { stdio: 'ignore' });
    return join(folder, name, 'main.mjs');
  };
  const hello = bundle('hello', 'test/bench/load/hello.ts');
  const helloRow = bundle('hello-row', 'test/bench/load/hello-row.ts');
  const product = bundle('product');
  const environment = { AzureWebJobsStorage: connectionString, AUTH_MODE: 'none', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
  const started = (...args: string[]): Contestant => ({ arguments: args, environment });
  return {
    empty: started('--require', stub, join(folder, 'empty.mjs')),
    importHello: started('--require', stub, hello),
    importProduct: started('--require', stub, product),
    hello: started(firstAnswer, hello, 'hello', `${api}/hello`),
    live: started(firstAnswer, product, 'get-health-live', `${api}/v1/health/live`),
    helloRow: started(firstAnswer, helloRow, 'hello', `${api}/hello`),
    status: started(firstAnswer, product, 'get-fleet-status', `${api}/v1/status`),
  };
}

async function fillStorage(connectionString: string): Promise<void> {
  const table = TableClient.fromConnectionString(connectionString, 'Hello', { allowInsecureConnection: true });
  await table.createTable();
  await table.createEntity({ partitionKey: 'one', rowKey: 'row', text: 'hello' });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const { fleet } = createTableStores({ connection: { kind: 'connectionString', connectionString }, log });
  const at = new Date().toISOString();
  const tenantId = '11111111-1111-4111-8111-111111111111';
  await fleet.create(tenantId, { registration: { v: 1, tenantId, addedAt: at, source: 'api' }, lastAttemptAt: at, lastCompletedAt: at });
}
