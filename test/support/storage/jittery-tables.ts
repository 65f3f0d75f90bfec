import { setImmediate } from 'node:timers/promises';
import type { OpenTable, Table } from '../../../lib/adapters/tables/transport/table.ts';

/** Tables whose calls wait for a few turns of the event loop, as chance decides: so those who work at the same time meet everywhere. */
export function createJitteryTables(openTable: OpenTable, random: () => number): OpenTable {
  async function later<Result>(call: () => Promise<Result>): Promise<Result> {
    for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await setImmediate();
    return call();
  }

  return (name): Table => {
    const table = openTable(name);
    return {
      get: (partitionKey, rowKey) => later(() => table.get(partitionKey, rowKey)),
      async *query(range) {
        await setImmediate();
        yield* table.query(range);
      },
      create: (row) => later(() => table.create(row)),
      replaceIfMatch: (row, etag) => later(() => table.replaceIfMatch(row, etag)),
      mergeIfMatch: (row, etag) => later(() => table.mergeIfMatch(row, etag)),
      delete: (partitionKey, rowKey, etag) => later(() => table.delete(partitionKey, rowKey, etag)),
      submit: (partitionKey, actions) => later(() => table.submit(partitionKey, actions)),
    };
  };
}
