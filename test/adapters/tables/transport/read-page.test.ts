import { describe, expect, it } from '@jest/globals';
import { readPage } from '../../../../lib/adapters/tables/transport/query/read-page.ts';

const etag = `W/"datetime'2026-11-21T10%3A00%3A00.0000000Z'"`;
const entity = (rowKey: string, columns: object) => ({
  'odata.etag': etag,
  PartitionKey: 'p',
  RowKey: rowKey,
  Timestamp: '2026',
  ...columns,
});
const page = (...value: object[]) => JSON.stringify({ 'odata.metadata': 'http://host/$metadata#T', value });

describe('the rows of a page', () => {
  it('have their keys, their ETag and the columns we wrote', () => {
    const columns = { v: 1, data: '{"a":"\\"}', flag: true, size: 1.5, 'bytes@odata.type': 'Edm.Binary', bytes: 'AQID' };
    const [one, two] = readPage(page(entity('a', columns), entity('b', {})));
    expect(one).toEqual({
      partitionKey: 'p',
      rowKey: 'a',
      etag,
      cells: { v: 1, data: '{"a":"\\"}', flag: true, size: 1.5, bytes: Buffer.from([1, 2, 3]) },
    });
    expect([two?.rowKey, two?.cells]).toEqual(['b', {}]);
  });

  it('leave out columns of a kind we never write', () => {
    const [row] = readPage(page(entity('a', { 'at@odata.type': 'Edm.DateTime', at: '2026-11-21T10:00:00Z', n: 1 })));
    expect(row?.cells).toEqual({ n: 1 });
  });

  it('are told apart whatever stands in them', () => {
    const hostile = [page(entity('x', { data: 'y' })), '},{"odata.etag":"', '"],"value":[{"odata.etag":"', ']}', ',"RowKey":"z"', '\\"},'];
    const rows = readPage(page(...hostile.map((data, index) => entity(`"${index}`, { data }))));
    expect(rows.map(({ rowKey, cells }) => [rowKey, cells.data])).toEqual(hostile.map((data, index) => [`"${index}`, data]));
  });

  it('are none on an empty page', () => {
    expect(readPage(page())).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<html>"value":[]</html>'],
    ['another document', '{"odata.error":{"code":"x"}}'],
    ['no document at all', 'null'],
    ['a page that was cut off', page(entity('a', { data: 'b' })).slice(0, -4)],
    ['a page with a row that is none', '{"value":[null]}'],
    ['rows without an ETag', JSON.stringify({ value: [{ PartitionKey: 'p', RowKey: 'a' }] })],
    ['a row without a key', JSON.stringify({ value: [{ 'odata.etag': etag, PartitionKey: 'p' }] })],
    ['a row that cannot be decoded', page(entity('a', { data: 'b' })).replace('"data":"b"', '"data":b')],
  ])('are malformed, and say so, when the answer is %s', (_, text) => {
    expect(() => readPage(text)).toThrow(
      expect.objectContaining({ evidence: expect.objectContaining({ service: 'tables', operation: 'query', reason: 'malformed' }) }),
    );
  });
});
