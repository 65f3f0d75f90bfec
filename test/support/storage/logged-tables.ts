import type { OpenTable, StoredRow, Table } from '../../../lib/adapters/tables/transport/table.ts';

/** One request to the store; a range read is one per page. */
export interface StoreRequest {
  table: string;
  operation: 'get' | 'query' | 'create' | 'replace' | 'merge' | 'delete' | 'transaction';
  partitionKey: string;
  /** Of a request about one row. */
  rowKey?: string;
  /** Rows written, or read by a page. */
  rows: number;
}

/** The same tables, with every request noted. */
export function loggedTables(openTable: OpenTable, log: StoreRequest[]): OpenTable {
  return (name) => logged(name, openTable(name), log);
}

function logged(name: string, table: Table, log: StoreRequest[]): Table {
  const note = (operation: StoreRequest['operation'], partitionKey: string, rows: number) => {
    log.push({ table: name, operation, partitionKey, rows });
  };
  const noteRow = (operation: StoreRequest['operation'], partitionKey: string, rowKey: string) => {
    log.push({ table: name, operation, partitionKey, rowKey, rows: 1 });
  };
  async function* query(range: Parameters<Table['query']>[0]): AsyncGenerator<StoredRow[]> {
    let pages = 0;
    for await (const page of table.query(range)) {
      pages += 1;
      note('query', range.partitionKey, page.length);
      yield page;
    }
    if (pages === 0) note('query', range.partitionKey, 0);
  }
  return {
    query,
    get: (partitionKey, rowKey) => {
      noteRow('get', partitionKey, rowKey);
      return table.get(partitionKey, rowKey);
    },
    create: (row) => {
      noteRow('create', row.partitionKey, row.rowKey);
      return table.create(row);
    },
    replaceIfMatch: (row, etag) => {
      noteRow('replace', row.partitionKey, row.rowKey);
      return table.replaceIfMatch(row, etag);
    },
    mergeIfMatch: (row, etag) => {
      noteRow('merge', row.partitionKey, row.rowKey);
      return table.mergeIfMatch(row, etag);
    },
    delete: (partitionKey, rowKey, etag) => {
      noteRow('delete', partitionKey, rowKey);
      return table.delete(partitionKey, rowKey, etag);
    },
    submit: (partitionKey, actions) => {
      note('transaction', partitionKey, actions.length);
      return table.submit(partitionKey, actions);
    },
  };
}
