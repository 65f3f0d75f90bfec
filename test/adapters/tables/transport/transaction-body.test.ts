import { describe, expect, it } from '@jest/globals';
import { readMultipart } from '../../../../lib/adapters/tables/transport/multipart.ts';
import { transactionBody, transactionType } from '../../../../lib/adapters/tables/transport/transaction-body.ts';

const tableUrl = 'https://name.table.core.windows.net/T';
const textOf = (...given: Parameters<typeof transactionBody>) => transactionBody(...given).toString();

describe('the body of a transaction', () => {
  it('guards each action with its own ETag', () => {
    const body = textOf(tableUrl, 'p', [
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
    const body = textOf(tableUrl, 'p', [{ type: 'create', rowKey: 'a', cells }]);
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
    const body = textOf(tableUrl, "p'", [{ type: 'delete', rowKey: "r') HTTP/1.1\r\n", etag: '*' }]);
    expect(body).toContain(`DELETE ${tableUrl}(PartitionKey='p''',RowKey='r'')%20HTTP%2F1.1%0D%0A') HTTP/1.1`);
  });

  it('is one change set with a part for each action, whatever stands in the rows', () => {
    const text = '\r\n--changeset_entities--\r\n--batch_entities--\r\nHTTP/1.1 204 ü😀';
    const body = textOf(tableUrl, 'p', [
      { type: 'create', rowKey: text, cells: { text } },
      { type: 'delete', rowKey: text, etag: '*' },
    ]);
    const [changeset, ...others] = readMultipart(transactionType, body) ?? [];
    const parts = readMultipart(changeset?.headers.get('content-type'), changeset?.body ?? '');
    expect(others).toEqual([]);
    expect(parts?.map(({ headers }) => headers.get('content-type'))).toEqual(['application/http', 'application/http']);
    expect(JSON.parse(parts?.[0]?.body.split('\r\n\r\n')[1] ?? '')).toMatchObject({ RowKey: text, text });
  });
});
