import { describe, expect, it } from '@jest/globals';
import { createTransactionBodies, transactionBody } from '../../../lib/adapters/tables/transaction-body.ts';

type Send = ReturnType<typeof createTransactionBodies>['policy']['sendRequest'];
type Request = Parameters<Send>[0];
type Next = Parameters<Send>[1];

const tableUrl = 'https://name.table.core.windows.net/T';

describe('the body of a transaction', () => {
  it('guards each action with its own ETag', () => {
    const body = transactionBody(tableUrl, 'p', [
      { type: 'create', rowKey: 'a', cells: {} },
      { type: 'replace', rowKey: 'b', cells: {}, etag: 'W/"1"' },
      { type: 'delete', rowKey: 'c', etag: 'W/"2"' },
    ]);
    const requests = body.split('--changeset_entities\r\n').slice(1);
    expect(requests.map((request) => /^(POST|PUT|DELETE) \S+/m.exec(request)?.[0])).toEqual([
      `POST ${tableUrl}`,
      `PUT ${tableUrl}(PartitionKey='p',RowKey='b')`,
      `DELETE ${tableUrl}(PartitionKey='p',RowKey='c')`,
    ]);
    expect(requests.map((request) => /^If-Match: (.*)$/m.exec(request)?.[1]?.trim())).toEqual([undefined, 'W/"1"', 'W/"2"']);
  });

  it('writes binary columns as base64 and says so', () => {
    const cells = { text: 'a"b', bytes: new Uint8Array([1, 2, 3]), v: 1 };
    const body = transactionBody(tableUrl, 'p', [{ type: 'create', rowKey: 'a', cells }]);
    expect(JSON.parse(/^\{.*\}$/m.exec(body)?.[0] ?? '')).toEqual({
      PartitionKey: 'p',
      RowKey: 'a',
      text: 'a"b',
      bytes: 'AQID',
      'bytes@odata.type': 'Edm.Binary',
      v: 1,
    });
  });

  it('lets no key leave its place in the address', () => {
    const body = transactionBody(tableUrl, "p'", [{ type: 'delete', rowKey: "r') HTTP/1.1\r\n", etag: '*' }]);
    expect(body).toContain(`DELETE ${tableUrl}(PartitionKey='p''',RowKey='r'')%20HTTP%2F1.1%0D%0A') HTTP/1.1`);
  });
});

describe('the policy that puts the body in place', () => {
  async function sent(given?: string): Promise<{ body: unknown; type: string }> {
    const bodies = createTransactionBodies();
    const { signal } = new AbortController();
    if (given !== undefined) bodies.give(signal, given);
    const request = { body: 'of the SDK', abortSignal: signal, headers: new Headers({ 'content-type': 'text/plain' }) };
    await bodies.policy.sendRequest(request as unknown as Request, (async () => undefined) as unknown as Next);
    return { body: request.body, type: request.headers.get('content-type') ?? '' };
  }

  it('replaces what the SDK wrote, for the request it was given for', async () => {
    expect(await sent('of ours')).toEqual({ body: 'of ours', type: 'multipart/mixed; boundary=batch_entities' });
  });

  it('leaves every other request as it is', async () => {
    expect(await sent()).toEqual({ body: 'of the SDK', type: 'text/plain' });
  });
});
