import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { loadSdk, openService, type TablesConnection } from '../../../../lib/adapters/tables/transport/open-service.ts';
import { collect } from '../../../../lib/adapters/tables/transport/query/collect.ts';
import { createSdkTable } from '../../../../lib/adapters/tables/transport/sdk-table.ts';
import type { TableAction } from '../../../../lib/adapters/tables/transport/table.ts';
import { type AnsweringServer, startAnsweringServer, startSecureServer } from './answering-server.ts';

const accountKey = randomBytes(32).toString('base64');
const byKey = ({ url }: AnsweringServer): TablesConnection => ({
  kind: 'connectionString',
  connectionString: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${accountKey};TableEndpoint=${url}/a`,
});
const bySas = ({ url }: AnsweringServer): TablesConnection => ({
  kind: 'connectionString',
  connectionString: `TableEndpoint=${url}/a/;SharedAccessSignature=sv=1&sig=a%2Fb%3D`,
});
const open = async (connection: TablesConnection) => openService(await loadSdk(), connection, 'T', { retryOptions: { maxRetries: 0 } });
const abortSignal = AbortSignal.timeout(60_000);

const page = (rowKey: string) => JSON.stringify({ value: [{ 'odata.etag': 'W/"1"', PartitionKey: 'p', RowKey: rowKey }] });
const actions: TableAction[] = [{ type: 'create', rowKey: 'r', cells: { n: 1 } }];
const batchHeaders = { 'content-type': 'multipart/mixed; boundary=b' };
const batch = (response: string) =>
  `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${response}\r\n--c--\r\n--b--\r\n`;
const done = { status: 202, headers: batchHeaders, text: batch('204 No Content\r\nA: b\r\n\r\n') };

describe('a request of our own', () => {
  it('is signed with the key of the account, as the SDK signs its own, and its body arrives as it was given', async () => {
    await using server = await startAnsweringServer({ status: 202, text: 'taken' });
    const { send, tableUrl } = await open(byKey(server));
    const body = Buffer.from('not "JSON"\r\n\u0000ü');
    expect(await send({ method: 'POST', path: '$batch', headers: { 'content-type': 'x/y' }, body, abortSignal })).toMatchObject({
      status: 202,
      text: 'taken',
    });
    const [asked] = server.asked;
    const signature = createHmac('sha256', Buffer.from(accountKey, 'base64'))
      .update(`${asked?.headers['x-ms-date']}\n/a/a/$batch`)
      .digest('base64');
    expect(asked).toMatchObject({ method: 'POST', path: '/a/$batch', body });
    expect(asked?.headers).toMatchObject({
      authorization: `SharedKeyLite a:${signature}`,
      'content-type': 'x/y',
      'content-length': String(body.length),
      'x-ms-version': '2019-02-02',
      'x-ms-client-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      'user-agent': expect.stringContaining('azsdk-js-data-tables'),
    });
    expect(tableUrl).toBe(`${server.url}/a/T`);
  });

  it('carries the shared access signature as it is, which is no part of the address of a row', async () => {
    await using server = await startAnsweringServer({ status: 200, text: '' });
    const { send, tableUrl } = await open(bySas(server));
    await send({ method: 'POST', path: '$batch', body: Buffer.from('x'), abortSignal });
    await send({ method: 'GET', path: 'T()', query: { $filter: "a eq 'b&c d'" }, abortSignal });
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/a/$batch?sv=1&sig=a%2Fb%3D',
      '/a/T()?sv=1&sig=a%2Fb%3D&$filter=a%20eq%20%27b%26c%20d%27',
    ]);
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    expect(tableUrl).toBe(`${server.url}/a/T`);
  });

  it('carries the token of the identity, which is kept for the next one', async () => {
    await using server = await startSecureServer({ status: 200, text: '' });
    const scopes: unknown[] = [];
    const getToken = async (scope: unknown) => {
      scopes.push(scope);
      return { token: 'token-1', expiresOnTimestamp: Date.now() + 3_600_000 };
    };
    const { send } = await open({ kind: 'identity', tablesUrl: server.url, credential: async () => ({ getToken }) });
    await send({ method: 'GET', path: 'T()', abortSignal });
    await send({ method: 'POST', path: '$batch', body: Buffer.from('x'), abortSignal });
    expect(server.asked.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/T()', 'Bearer token-1'],
      ['/$batch', 'Bearer token-1'],
    ]);
    expect(scopes.flat()).toEqual(['https://storage.azure.com/.default']);
  });

  it.each([
    ['JSON that is none', 'application/json', '{"value":'],
    ['XML', 'application/xml', '<a>'],
    ['nothing', 'application/json', ''],
    ['a text of no type', undefined, 'x'],
  ])('is answered with the text as it came, be it %s', async (_, type, text) => {
    await using server = await startAnsweringServer({ status: 200, headers: { ...(type && { 'content-type': type }) }, text });
    const { send } = await open(byKey(server));
    expect(await send({ method: 'GET', path: 'T()', abortSignal })).toMatchObject({ status: 200, text });
  });
});

describe('pages of rows', () => {
  it('are asked for one after the other where the service says that there are more', async () => {
    const next = { 'x-ms-continuation-NextPartitionKey': '1!8!cA--', 'x-ms-continuation-NextRowKey': '1!8!a/+' };
    await using server = await startAnsweringServer(
      { status: 200, headers: next, text: page('a') },
      { status: 200, headers: { 'x-ms-continuation-NextPartitionKey': '1!8!cA--' }, text: '{"value":[]}' },
      { status: 200, text: page('b') },
    );
    const range = { partitionKey: "o'neil", from: 'a', to: 'c', select: ['v'] };
    const rows = await collect(createSdkTable(byKey(server), 'T'), range);
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['a', 'b']);
    const queries = server.asked.map(({ path }) => Object.fromEntries(new URL(path, server.url).searchParams));
    const query = {
      $filter: "PartitionKey eq 'o''neil' and RowKey ge 'a' and RowKey lt 'c'",
      $top: '1000',
      $select: 'PartitionKey,RowKey,v',
    };
    expect(queries).toEqual([
      query,
      { ...query, NextPartitionKey: '1!8!cA--', NextRowKey: '1!8!a/+' },
      { ...query, NextPartitionKey: '1!8!cA--' },
    ]);
    expect(server.asked[0]?.headers.accept).toBe('application/json;odata=minimalmetadata');
  });

  it('are none of a table that is missing, and a failure of anything else that is', async () => {
    const missing = (code: string) => ({ status: 404, text: JSON.stringify({ 'odata.error': { code } }) });
    await using server = await startAnsweringServer(missing('TableNotFound'), missing('ResourceNotFound'));
    const table = createSdkTable(byKey(server), 'T');
    expect(await collect(table, { partitionKey: 'p' })).toEqual([]);
    await expect(collect(table, { partitionKey: 'p' })).rejects.toMatchObject({
      evidence: { operation: 'query', reason: 'notFound', status: 404, code: 'ResourceNotFound' },
    });
  });
});

describe('a transaction', () => {
  it('is sent again, the same, after a 503', async () => {
    await using server = await startAnsweringServer({ status: 503 }, done);
    expect(await createSdkTable(byKey(server), 'T').submit('p', actions)).toEqual({ written: true });
    const [first, second] = server.asked;
    expect(server.asked).toHaveLength(2);
    expect(second?.body.equals(first?.body ?? Buffer.of())).toBe(true);
    expect(second?.headers['content-type']).toBe('multipart/mixed; boundary=batch_entities');
  });

  it('tells how its row stands when it is refused', async () => {
    const refusal = '409 Conflict\r\nA: b\r\n\r\n{"odata.error":{"code":"EntityAlreadyExists"}}';
    await using server = await startAnsweringServer({ ...done, text: batch(refusal) });
    expect(await createSdkTable(byKey(server), 'T').submit('p', actions)).toEqual({ written: false, reason: 'exists' });
  });

  it.each([
    ['202', { status: 202 }, 'malformed'],
    ['202 with a page', { status: 202, headers: { 'content-type': 'text/html' }, text: '<html>HTTP/1.1 204 No Content' }, 'malformed'],
    ['202 that was cut off', { ...done, text: done.text.slice(0, -4) }, 'malformed'],
    ['202 for more than was asked', { ...done, text: done.text.replace('--c--', `--c${done.text.split('--c')[1]}--c--`) }, 'malformed'],
    ['204', { status: 204, headers: batchHeaders }, 'malformed'],
    ['200 with all that a 202 has', { ...done, status: 200 }, 'malformed'],
    ['400', { status: 400, text: '{"odata.error":{"code":"InvalidInput"}}' }, 'rejected'],
  ])('is not called done by a bare %s', async (_, reply, reason) => {
    await using server = await startAnsweringServer(reply);
    await expect(createSdkTable(byKey(server), 'T').submit('p', actions)).rejects.toMatchObject({
      evidence: { service: 'tables', operation: 'transaction', reason, status: reply.status },
    });
  });
});

describe('what a failed request tells', () => {
  const calls: [string, (connection: TablesConnection, options: object) => Promise<unknown>][] = [
    ['a page', (connection, options) => collect(createSdkTable(connection, 'T', options), { partitionKey: 'p' })],
    ['a transaction', (connection, options) => createSdkTable(connection, 'T', options).submit('p', actions)],
  ];

  it.each(calls)('is the code, the id and the wait that the service named, for %s', async (_, call) => {
    const headers = { 'x-ms-request-id': 'id-1', 'retry-after': '7' };
    await using server = await startAnsweringServer({ status: 429, headers, text: '{"odata.error":{"code":"ServerBusy"}}' });
    await expect(call(byKey(server), { retries: 0 })).rejects.toMatchObject({
      evidence: { reason: 'throttled', status: 429, code: 'ServerBusy', requestId: 'id-1', retryAfterInMs: 7_000 },
    });
  });

  it.each(calls)('is that it took too long, for %s', async (_, call) => {
    await using server = await startAnsweringServer(undefined);
    await expect(call(byKey(server), { timeoutInMs: 100 })).rejects.toMatchObject({ evidence: { reason: 'timeout' } });
  });

  it.each(calls)('is that nobody listens, for %s', async (_, call) => {
    const server = await startAnsweringServer(undefined);
    await server[Symbol.asyncDispose]();
    await expect(call(byKey(server), { retries: 0 })).rejects.toMatchObject({ evidence: { reason: 'unreachable' } });
  });

  it.each(calls)('is that the identity gives no token, for %s', async (_, call) => {
    const failing = async () => {
      throw Object.assign(new Error('no identity endpoint'), { name: 'CredentialUnavailableError' });
    };
    const connection: TablesConnection = {
      kind: 'identity',
      tablesUrl: 'https://127.0.0.1:1',
      credential: async () => ({ getToken: failing }),
    };
    await expect(call(connection, { retries: 0 })).rejects.toMatchObject({ evidence: { reason: 'identityUnavailable' } });
  });
});
