import type { OpenTable, Table } from '../../../lib/adapters/tables/transport/table.ts';

/** Thrown instead of every call of a process that was killed. */
class Killed extends Error {}

export interface Mortality {
  /** Calls still to live; the call that reaches 0 is carried out, but nobody hears of it. */
  callsLeft: number;
}

/** The tables as one process sees them until it is killed: from then on every call fails, and the last one has happened all the same. */
export function createMortalTables(openTable: OpenTable, mortality: Mortality): OpenTable {
  async function live<Result>(call: () => Promise<Result>): Promise<Result> {
    if (mortality.callsLeft <= 0) throw new Killed();
    mortality.callsLeft -= 1;
    const result = await call();
    if (mortality.callsLeft <= 0) throw new Killed();
    return result;
  }

  return (name): Table => {
    const table = openTable(name);
    return {
      get: (partitionKey, rowKey) => live(() => table.get(partitionKey, rowKey)),
      async *query(range) {
        if (mortality.callsLeft <= 0) throw new Killed();
        mortality.callsLeft -= 1;
        yield* table.query(range);
      },
      create: (row) => live(() => table.create(row)),
      replaceIfMatch: (row, etag) => live(() => table.replaceIfMatch(row, etag)),
      mergeIfMatch: (row, etag) => live(() => table.mergeIfMatch(row, etag)),
      delete: (partitionKey, rowKey, etag) => live(() => table.delete(partitionKey, rowKey, etag)),
      submit: (partitionKey, actions) => live(() => table.submit(partitionKey, actions)),
    };
  };
}
