import type { OpenTable, Table } from '../../../lib/adapters/tables/transport/table.ts';

/** The same tables, each call of which takes up to `turns` turns of the event loop before it is done and as long before it is answered. */
export function delayingTables(openTable: OpenTable, random: () => number, turns: number): OpenTable {
  const pause = async () => {
    for (let left = Math.floor(random() * (turns + 1)); left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const slow = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    await pause();
    const result = await call();
    await pause();
    return result;
  };
  return (name): Table => {
    const table = openTable(name);
    return {
      get: (partitionKey, rowKey) => slow(() => table.get(partitionKey, rowKey)),
      async *query(range) {
        for await (const page of table.query(range)) {
          await pause();
          yield page;
        }
      },
      create: (row) => slow(() => table.create(row)),
      replaceIfMatch: (row, etag) => slow(() => table.replaceIfMatch(row, etag)),
      mergeIfMatch: (row, etag) => slow(() => table.mergeIfMatch(row, etag)),
      delete: (partitionKey, rowKey, etag) => slow(() => table.delete(partitionKey, rowKey, etag)),
      submit: (partitionKey, actions) => slow(() => table.submit(partitionKey, actions)),
    };
  };
}
