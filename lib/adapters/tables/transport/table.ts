export type Cell = string | number | boolean | Uint8Array;

export interface Row {
  partitionKey: string;
  rowKey: string;
  cells: Record<string, Cell>;
}

export interface StoredRow extends Row {
  etag: string;
}

/** Rows of one partition in key order. `from` inclusive, `after` and `to` exclusive. */
export interface RangeQuery {
  partitionKey: string;
  from?: string;
  after?: string;
  to?: string;
  /** Columns to read; all when absent. Keys and ETag always come along. */
  select?: readonly string[];
  /** Rows per request, at most 1,000 (the service's own limit). */
  pageSize?: number;
}

export type TableAction =
  | { type: 'create'; rowKey: string; cells: Record<string, Cell> }
  | { type: 'replace'; rowKey: string; cells: Record<string, Cell>; etag: string }
  | { type: 'delete'; rowKey: string; etag: string };

/** `exists`: a row to create is there; `changed`: the ETag is old; `missing`: a row to change is gone. */
export type Refusal = 'exists' | 'changed' | 'missing';
export type WriteOutcome = { written: true; etag: string } | { written: false; reason: Refusal };
export type DeleteOutcome = { written: true } | { written: false; reason: Refusal };

/** For a delete whose guard is another row of the same transaction. */
export const anyEtag = '*';

/**
 * One table. There is no upsert, and no query that could cross partitions: Azure answers those by scanning the whole table.
 * A refusal is an answer; every other failure is an `UpstreamError` of the service `tables`.
 */
export interface Table {
  get(partitionKey: string, rowKey: string): Promise<StoredRow | undefined>;
  query(range: RangeQuery): AsyncIterable<StoredRow[]>;
  create(row: Row): Promise<WriteOutcome>;
  replaceIfMatch(row: Row, etag: string): Promise<WriteOutcome>;
  /** Changes only the columns given. The service cannot remove a column this way. */
  mergeIfMatch(row: Row, etag: string): Promise<WriteOutcome>;
  delete(partitionKey: string, rowKey: string, etag: string): Promise<DeleteOutcome>;
  /** All actions or none; ≤ 100, each row once. */
  submit(partitionKey: string, actions: readonly TableAction[]): Promise<DeleteOutcome>;
}

export type OpenTable = (name: string) => Table;
