import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createTableStores, newOpId } from '../../../../lib/adapters/tables/create-stores.ts';
import type { TablesConnection } from '../../../../lib/adapters/tables/transport/open-service.ts';
import { collect } from '../../../../lib/adapters/tables/transport/query/collect.ts';
import { createSdkTable } from '../../../../lib/adapters/tables/transport/sdk-table.ts';
import { settleWrites } from '../../../../lib/adapters/tables/transport/settle-writes.ts';
import { createRecordingLog } from '../../../support/recording-log.ts';
import { claimAccount } from '../../../support/storage/azurite.ts';
import { freePort } from '../../../support/storage/azurite-process.ts';
import { type Fault, startFaultProxy } from '../../../support/storage/fault-proxy.ts';
import { sampleJob, tenantId } from '../../../support/storage/state-samples.ts';

const row = { partitionKey: 'p', rowKey: 'r', cells: { n: 1 } };

describe('Table Storage that fails', () => {
  it('is unauthorized when the key was taken away, and its secrets stay out of the error', async () => {
    const { connectionString, accountKey } = claimAccount();
    const wrong = randomBytes(16).toString('base64');
    const table = settleWrites(
      createSdkTable({ kind: 'connectionString', connectionString: connectionString.replace(accountKey, wrong) }, 'Fleet'),
      newOpId,
    );
    const evidence = { service: 'tables', reason: 'unauthorized', status: 403 };
    for (const call of [() => table.get('p', 'r'), () => table.create(row), () => collect(table, { partitionKey: 'p' })]) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ evidence });
      expect(`${error} ${JSON.stringify(error)}`).not.toContain(wrong);
    }
    await expect(table.submit('p', [{ type: 'create', rowKey: 'r', cells: {} }])).rejects.toMatchObject({ evidence });
  });

  it('is unavailable while it answers 503, writes nothing, and works again afterwards', async () => {
    const { connectionString, tablesUrl } = claimAccount();
    const { port } = new URL(tablesUrl);
    let fault: Fault = 'unavailable';
    const proxy = await startFaultProxy(Number(port), () => fault);
    const proxied = connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`);
    const stores = createTableStores({
      connection: { kind: 'connectionString', connectionString: proxied },
      log: createRecordingLog(),
      options: { retries: 1 },
    });
    const evidence = { service: 'tables', reason: 'unavailable', status: 503 };
    await expect(stores.state.readNow(tenantId)).rejects.toMatchObject({ evidence });
    await expect(stores.state.commit(tenantId, [[{ type: 'job', value: sampleJob(1) }]])).rejects.toMatchObject({ evidence });
    await expect(stores.fleet.create(tenantId, {})).rejects.toMatchObject({ evidence });
    // One try and one repeat for each call, and as many for reading back each of the two doubtful writes.
    expect(proxy.faults()).toBe(10);
    fault = 'none';
    expect(await stores.state.readNow(tenantId)).toEqual({ targets: [], jobs: [], incidents: [], operations: [], domains: [], hourly: [] });
    expect(await stores.state.commit(tenantId, [[{ type: 'job', value: sampleJob(1) }]])).toEqual(['committed']);
    await proxy.close();
  });

  it('is unreachable when nobody listens', async () => {
    const { connectionString, tablesUrl } = claimAccount();
    const deaf = connectionString.replaceAll(`:${new URL(tablesUrl).port}/`, `:${await freePort()}/`);
    const table = createSdkTable({ kind: 'connectionString', connectionString: deaf }, 'Fleet', { retries: 0 });
    await expect(table.get('p', 'r')).rejects.toMatchObject({ evidence: { service: 'tables', reason: 'unreachable' } });
  });

  it('is given up after the time limit, and a write that was made all the same is found', async () => {
    const { connectionString, tablesUrl } = claimAccount();
    const { port } = new URL(tablesUrl);
    let hold = false;
    const proxy = await startFaultProxy(Number(port), (line) => {
      const held = hold && !line.startsWith('GET');
      return held ? 'holdAnswer' : 'none';
    });
    const proxied = connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`);
    const table = settleWrites(
      createSdkTable({ kind: 'connectionString', connectionString: proxied }, 'Slow', { timeoutInMs: 400 }),
      newOpId,
    );
    await table.create({ ...row, rowKey: 'warm-up' });
    hold = true;
    expect(await table.create(row)).toMatchObject({ written: true });
    expect(proxy.faults()).toBeGreaterThan(0);
    await expect(
      createSdkTable({ kind: 'connectionString', connectionString: proxied }, 'Slow', { timeoutInMs: 400 }).create({ ...row, rowKey: 's' }),
    ).rejects.toMatchObject({
      evidence: { reason: 'timeout' },
    });
    await proxy.close();
  });
});

describe('the connection', () => {
  it.each<[string, TablesConnection]>([
    [
      'http to another machine',
      { kind: 'connectionString', connectionString: 'AccountName=a;AccountKey=Zm9v;TableEndpoint=http://a.example.com' },
    ],
    ['a connection string that is none', { kind: 'connectionString', connectionString: 'secret-value' }],
    [
      'http with an identity',
      { kind: 'identity', tablesUrl: 'http://a.table.core.windows.net', credential: async () => ({ getToken: async () => null }) },
    ],
    ['a URL that is none', { kind: 'identity', tablesUrl: 'account', credential: async () => ({ getToken: async () => null }) }],
  ])('refuses %s without repeating it', async (_, connection) => {
    const error = await createSdkTable(connection, 'Fleet')
      .get('p', 'r')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ConfigurationError' });
    expect(String(error)).not.toContain('secret-value');
  });

  it('tells when the identity gives no token', async () => {
    const failing = async () => {
      throw Object.assign(new Error('no identity endpoint'), { name: 'CredentialUnavailableError' });
    };
    const table = createSdkTable(
      { kind: 'identity', tablesUrl: 'https://127.0.0.1:1', credential: async () => ({ getToken: failing }) },
      'Fleet',
      {
        retries: 0,
      },
    );
    await expect(table.get('p', 'r')).rejects.toMatchObject({ evidence: { service: 'tables', reason: 'identityUnavailable' } });
  });
});
