import {
  anyEtag,
  type OpenTable,
  type Refusal,
  type Row,
  type StoredRow,
  type Table,
  type TableAction,
} from '../../../lib/adapters/tables/transport/table.ts';
import { witness } from '../witness/witness.ts';

/** Tables that live as long as this value; opening a name twice gives the same rows. They behave as the service does, without its limits. */
export function createInMemoryTables(): OpenTable {
  const tables = new Map<string, Table>();
  return (name) => {
    const table = tables.get(name) ?? createInMemoryTable();
    tables.set(name, table);
    return table;
  };
}

export function createInMemoryTable(): Table {
  const partitions = new Map<string, Map<string, StoredRow>>();
  let version = 0;

  const partition = (key: string) => {
    const rows = partitions.get(key) ?? new Map<string, StoredRow>();
    partitions.set(key, rows);
    return rows;
  };

  function put({ partitionKey, rowKey, cells }: Row): { written: true; etag: string } {
    version += 1;
    witness.see('row', { partitionKey, rowKey, cells });
    const etag = `W/"${version}"`;
    partition(partitionKey).set(rowKey, { partitionKey, rowKey, cells: structuredClone(cells), etag });
    return { written: true, etag };
  }

  function refusal(partitionKey: string, rowKey: string, etag: string | undefined): Refusal | undefined {
    const row = partition(partitionKey).get(rowKey);
    if (etag === undefined) return row ? 'exists' : undefined;
    if (!row) return 'missing';
    return etag === anyEtag || etag === row.etag ? undefined : 'changed';
  }

  async function write(row: Row, etag: string | undefined, result: Row = row) {
    const reason = refusal(row.partitionKey, row.rowKey, etag);
    return reason ? { written: false as const, reason } : put(result);
  }

  return {
    get: async (partitionKey, rowKey) => structuredClone(partition(partitionKey).get(rowKey)),
    async *query({ partitionKey, from, after, to, select, pageSize = 1_000 }) {
      const rows = [...partition(partitionKey).values()]
        .filter(
          ({ rowKey }) =>
            (from === undefined || rowKey >= from) && (after === undefined || rowKey > after) && (to === undefined || rowKey < to),
        )
        .sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
      for (let start = 0; start < rows.length; start += pageSize) {
        yield structuredClone(rows.slice(start, start + pageSize)).map((row) =>
          select ? { ...row, cells: pick(row.cells, select) } : row,
        );
      }
    },
    create: (row) => write(row, undefined),
    replaceIfMatch: write,
    mergeIfMatch: (row, etag) => {
      const cells = { ...partition(row.partitionKey).get(row.rowKey)?.cells, ...row.cells };
      return write(row, etag, { ...row, cells });
    },
    delete: async (partitionKey, rowKey, etag) => {
      const reason = refusal(partitionKey, rowKey, etag);
      if (reason) return { written: false, reason };
      partition(partitionKey).delete(rowKey);
      return { written: true };
    },
    submit: async (partitionKey, actions) => {
      for (const action of actions) {
        const reason = refusal(partitionKey, action.rowKey, etagOf(action));
        if (reason) return { written: false, reason };
      }
      for (const action of actions) {
        if (action.type === 'delete') partition(partitionKey).delete(action.rowKey);
        else put({ partitionKey, rowKey: action.rowKey, cells: action.cells });
      }
      return { written: true };
    },
  };
}

function etagOf(action: TableAction): string | undefined {
  return action.type === 'create' ? undefined : action.etag;
}

function pick(cells: StoredRow['cells'], names: readonly string[]): StoredRow['cells'] {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => names.includes(name)));
}
