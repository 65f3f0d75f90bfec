import { describe, expect, it } from '@jest/globals';
import { createTransactions, transactionBody } from '../../../../lib/adapters/tables/transport/transactions.ts';

type Send = ReturnType<typeof createTransactions>['policies'][number]['policy']['sendRequest'];
type Request = Parameters<Send>[0];
type Next = Parameters<Send>[1];
type Answer = Awaited<ReturnType<Send>>;

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
});

describe('a transaction in the clothes of a deletion', () => {
  const deletion = () => ({
    method: 'DELETE',
    url: `${tableUrl}(PartitionKey='p',RowKey='placeholder')?sig=a%2Fb`,
    headers: new Headers({ 'if-match': '*' }),
    abortSignal: new AbortController().signal,
  });

  async function exchange(status: number, bodyAsText: string, body?: Buffer): Promise<{ request: Request; answer: Answer }> {
    const transactions = createTransactions();
    const [sends, reads] = transactions.policies.map(({ policy }) => policy.sendRequest) as [Send, Send];
    const request = deletion() as unknown as Request;
    if (body !== undefined && request.abortSignal) transactions.give(request.abortSignal as AbortSignal, body);
    const wire: Next = async () => ({ status, bodyAsText, headers: new Headers(), request }) as unknown as Answer;
    return { request, answer: await sends(request, (sent) => reads(sent, wire)) };
  }

  const part = (line: string, body = '') =>
    `--changesetresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${line}\r\nA: b\r\n\r\n${body}\r\n`;
  const end = '--changesetresponse_1--\r\n--batchresponse_1--';

  it('goes to the address of batches, with the body it was given and the signature of the address kept', async () => {
    const { request } = await exchange(202, part('204 No Content') + end, Buffer.from('of ours'));
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://name.table.core.windows.net/$batch?sig=a%2Fb',
      body: Buffer.from('of ours'),
    });
    expect(Object.fromEntries(request.headers)).toEqual({ 'content-type': 'multipart/mixed; boundary=batch_entities' });
  });

  it('is done when its parts say so', async () => {
    expect((await exchange(202, part('204 No Content').repeat(2) + end, Buffer.from(''))).answer).toMatchObject({
      status: 204,
      bodyAsText: '',
    });
  });

  it('fails with the one refusal among its parts', async () => {
    const refused = part('412 Precondition Failed', '{"odata.error":{"code":"UpdateConditionNotSatisfied"}}');
    const { answer } = await exchange(202, part('204 No Content') + refused + end, Buffer.from(''));
    expect(answer).toMatchObject({ status: 412, bodyAsText: '{"odata.error":{"code":"UpdateConditionNotSatisfied"}}' });
  });

  it.each(['', '<html>', end])('is not called done by an answer without a part: %j', async (text) => {
    expect((await exchange(202, text, Buffer.from(''))).answer).toMatchObject({ status: 202, bodyAsText: text });
    expect((await exchange(204, text, Buffer.from(''))).answer).toMatchObject({ status: 202 });
  });

  it('leaves a refusal of the whole and every other request as they are', async () => {
    expect((await exchange(503, 'busy', Buffer.from(''))).answer).toMatchObject({ status: 503, bodyAsText: 'busy' });
    const { request, answer } = await exchange(202, part('412 No'));
    expect({ ...request, headers: Object.fromEntries(request.headers) }).toMatchObject({ method: 'DELETE', headers: { 'if-match': '*' } });
    expect(answer).toMatchObject({ status: 202 });
  });
});
