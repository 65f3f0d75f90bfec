import { describe, expect, it } from '@jest/globals';
import { readMessage, readMultipart } from '../../../../lib/adapters/tables/transport/transaction/multipart.ts';
import { transactionBody, transactionType } from '../../../../lib/adapters/tables/transport/transaction/transaction-body.ts';

const tableUrl = 'https://name.table.core.windows.net/T';
const textOf = (...given: Parameters<typeof transactionBody>) => transactionBody(...given).toString();

/** The requests in the one change set of a body: the line each begins with, its headers and its body. */
function requestsIn(body: string) {
  const [changeset, ...others] = readMultipart(transactionType, body) ?? [];
  expect(others).toEqual([]);
  const parts = readMultipart(changeset?.headers.get('content-type'), changeset?.body ?? '') ?? [];
  return parts.map((part) => {
    const end = part.body.indexOf('\r\n');
    const request = readMessage(part.body.slice(end + 2));
    return { type: part.headers.get('content-type'), line: part.body.slice(0, end), headers: request?.headers, body: request?.body };
  });
}

describe('the body of a transaction', () => {
  it('guards each action with its own ETag', () => {
    const body = textOf(tableUrl, 'p', [
      { type: 'create', rowKey: 'a', cells: {} },
      { type: 'replace', rowKey: 'b', cells: {}, etag: 'W/"1"' },
      { type: 'delete', rowKey: 'c', etag: 'W/"2"' },
    ]);
    const requests = requestsIn(body);
    expect(requests.map(({ line }) => line)).toEqual([
      `POST ${tableUrl} HTTP/1.1`,
      `PUT ${tableUrl}(PartitionKey='p',RowKey='b') HTTP/1.1`,
      `DELETE ${tableUrl}(PartitionKey='p',RowKey='c') HTTP/1.1`,
    ]);
    expect(requests.map(({ headers }) => headers?.get('if-match'))).toEqual([undefined, 'W/"1"', 'W/"2"']);
  });

  it('writes binary columns as base64 and says so', () => {
    const cells = { text: 'a"b', bytes: new Uint8Array([1, 2, 3]), v: 1 };
    const body = textOf(tableUrl, 'p', [{ type: 'create', rowKey: 'a', cells }]);
    expect(requestsIn(body).map((request) => JSON.parse(request.body ?? ''))).toEqual([
      {
        PartitionKey: 'p',
        RowKey: 'a',
        text: 'a"b',
        bytes: 'AQID',
        'bytes@odata.type': 'Edm.Binary',
        v: 1,
      },
    ]);
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
    const requests = requestsIn(body);
    expect(requests.map(({ type }) => type)).toEqual(['application/http', 'application/http']);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ RowKey: text, text });
  });
});
