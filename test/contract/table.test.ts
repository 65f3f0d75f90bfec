import { describe, expect, it } from '@jest/globals';
import { newOpId } from '../../lib/adapters/tables/create-stores.ts';
import { collect } from '../../lib/adapters/tables/transport/query/collect.ts';
import { settleWrites } from '../../lib/adapters/tables/transport/settle-writes.ts';
import type { Row, Table, TableAction } from '../../lib/adapters/tables/transport/table.ts';
import { tableKinds } from '../support/storage/table-kinds.ts';

const SOAK = process.env.SOAK === '1';
const WRITERS = 20;
const ROUNDS = SOAK ? 100 : 10;

function row(rowKey: string, cells: Row['cells'] = {}): Row {
  return { partitionKey: "o'neil", rowKey, cells };
}

async function created(table: Table, rowKey: string, cells: Row['cells'] = {}): Promise<string> {
  const outcome = await table.create(row(rowKey, cells));
  if (!outcome.written) throw new Error(outcome.reason);
  return outcome.etag;
}

describe.each(tableKinds)('a table %s', (_, open) => {
  it('reads as empty while it does not exist', async () => {
    const table = open()('Missing');
    expect(await table.get('p', 'r')).toBeUndefined();
    expect(await collect(table, { partitionKey: 'p' })).toEqual([]);
    expect(await table.delete('p', 'r', 'W/"1"')).toEqual({ written: false, reason: 'missing' });
  });

  it('is created by its first write, be it a transaction', async () => {
    const opened = open();
    await created(opened('One'), 'r', { text: 'x' });
    expect((await opened('One').get("o'neil", 'r'))?.cells).toEqual({ text: 'x' });
    expect(await opened('Two').submit('p', [{ type: 'create', rowKey: 'r', cells: {} }])).toEqual({ written: true });
    expect(await opened('Two').get('p', 'r')).toBeDefined();
  });

  it('keeps texts, numbers, booleans and bytes', async () => {
    const table = open()('Cells');
    const cells = { text: 'ä😀\u0001\r\n', empty: '', whole: 7, part: 0.5, yes: true, bytes: new Uint8Array([0, 255, 10]) };
    await created(table, 'r', cells);
    const { bytes, ...rest } = (await table.get("o'neil", 'r'))?.cells ?? {};
    expect({ ...rest, bytes: Buffer.from(bytes as Uint8Array).toString('hex') }).toEqual({ ...cells, bytes: '00ff0a' });
  });

  it('creates a row only once', async () => {
    const table = open()('Once');
    await created(table, 'r', { n: 1 });
    expect(await table.create(row('r', { n: 2 }))).toEqual({ written: false, reason: 'exists' });
    expect((await table.get("o'neil", 'r'))?.cells.n).toBe(1);
  });

  it('replaces and merges only the version it was told', async () => {
    const table = open()('Guarded');
    const first = await created(table, 'r', { a: 1, b: 1 });
    const merged = await table.mergeIfMatch(row('r', { b: 2 }), first);
    expect((await table.get("o'neil", 'r'))?.cells).toEqual({ a: 1, b: 2 });
    expect(await table.replaceIfMatch(row('r', { c: 1 }), first)).toEqual({ written: false, reason: 'changed' });
    expect(await table.mergeIfMatch(row('r', { c: 1 }), first)).toEqual({ written: false, reason: 'changed' });
    expect(await table.replaceIfMatch(row('other', {}), first)).toEqual({ written: false, reason: 'missing' });
    if (!merged.written) throw new Error('not merged');
    const replaced = await table.replaceIfMatch(row('r', { c: 3 }), merged.etag);
    expect(await table.get("o'neil", 'r')).toMatchObject({ cells: { c: 3 }, etag: replaced.written && replaced.etag });
    expect((await table.get("o'neil", 'r'))?.cells).toEqual({ c: 3 });
  });

  it('deletes only the version it was told', async () => {
    const table = open()('Deleted');
    const first = await created(table, 'r');
    await table.mergeIfMatch(row('r', { n: 1 }), first);
    expect(await table.delete("o'neil", 'r', first)).toEqual({ written: false, reason: 'changed' });
    expect(await table.delete("o'neil", 'r', (await table.get("o'neil", 'r'))?.etag ?? '')).toEqual({ written: true });
    expect(await table.get("o'neil", 'r')).toBeUndefined();
  });

  it.each<[string, (etag: string) => TableAction]>([
    ['create', () => ({ type: 'create', rowKey: 'there', cells: {} })],
    ['replace', (etag) => ({ type: 'replace', rowKey: 'there', cells: {}, etag })],
    ['delete', (etag) => ({ type: 'delete', rowKey: 'there', etag })],
  ])('writes nothing of a transaction whose %s is refused', async (type, refused) => {
    const table = open()('Atomic');
    const old = await created(table, 'there', { n: 1 });
    await table.mergeIfMatch(row('there', { n: 2 }), old);
    const other = await created(table, 'other', { n: 1 });
    const outcome = await table.submit("o'neil", [
      { type: 'create', rowKey: 'new', cells: {} },
      { type: 'delete', rowKey: 'other', etag: other },
      refused(old),
    ]);
    expect(outcome).toEqual({ written: false, reason: type === 'create' ? 'exists' : 'changed' });
    expect((await collect(table, { partitionKey: "o'neil" })).map(({ rowKey, cells }) => [rowKey, cells.n])).toEqual([
      ['other', 1],
      ['there', 2],
    ]);
  });

  it('commits creates, guarded replaces and guarded deletes together', async () => {
    const table = open()('Mixed');
    const [a, b, c] = [await created(table, 'a'), await created(table, 'b'), await created(table, 'c')];
    const outcome = await table.submit("o'neil", [
      { type: 'delete', rowKey: 'a', etag: a },
      { type: 'replace', rowKey: 'b', cells: { n: 2 }, etag: b },
      { type: 'delete', rowKey: 'c', etag: c },
      { type: 'create', rowKey: 'd', cells: { text: 'DELETE /x HTTP/1.1\r\nif-match: *\r\n' } },
    ]);
    expect(outcome).toEqual({ written: true });
    expect((await collect(table, { partitionKey: "o'neil" })).map(({ rowKey }) => rowKey)).toEqual(['b', 'd']);
  });

  it('reads a range of one partition in key order, page by page, with the columns asked for', async () => {
    const table = open()('Ranges');
    for (const rowKey of ['c', 'a', 'b', 'd', 'e']) await created(table, rowKey, { n: 1, other: 2 });
    await table.create({ partitionKey: 'another', rowKey: 'b', cells: {} });
    const pages: string[][] = [];
    for await (const page of table.query({ partitionKey: "o'neil", from: 'a', after: 'a', to: 'e', select: ['n'], pageSize: 2 })) {
      pages.push(page.map(({ rowKey }) => rowKey));
      for (const { cells, etag } of page) expect([cells, etag.length > 0]).toEqual([{ n: 1 }, true]);
    }
    expect(pages).toEqual([['b', 'c'], ['d']]);
  });

  it('cannot be queried without a partition', async () => {
    const table = open()('Scan');
    // @ts-expect-error A query across partitions cannot be written.
    const scan = () => collect(table, { from: 'a' });
    // @ts-expect-error Nor can one with a list, which an OData template would leave unquoted.
    const list = () => collect(table, { partitionKey: ['a', 'b'] });
    expect([scan, list]).toHaveLength(2);
    expect(table).not.toHaveProperty('upsert');
  });

  it(`has one winner when ${WRITERS} writers replace the same version, in each of ${ROUNDS} rounds`, async () => {
    const table = settleWrites(open()('Race'), newOpId);
    let etag = await created(table, 'row', { n: 0 });
    for (let round = 1; round <= ROUNDS; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) =>
          table.submit("o'neil", [
            { type: 'create', rowKey: `event-${round}-${writer}`, cells: { writer } },
            { type: 'replace', rowKey: 'row', cells: { n: round, writer }, etag },
          ]),
        ),
      );
      const winners = outcomes.flatMap(({ written }, writer) => (written ? [writer] : []));
      const stored = await table.get("o'neil", 'row');
      expect(winners).toEqual([stored?.cells.writer]);
      etag = stored?.etag ?? '';
    }
    const events = await collect(table, { partitionKey: "o'neil", from: 'event-', to: 'event.' });
    expect(events).toHaveLength(ROUNDS);
  });
});
