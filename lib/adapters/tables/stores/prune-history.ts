import { rangeOf } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { deleteRows } from '../transport/query/collect.ts';
import type { StoredRow, Table } from '../transport/table.ts';

/** Deletes history older than `before` (UTC ISO), at most `limit` rows; answers how many went. */
export async function pruneHistory(
  table: Table,
  reader: RowReader,
  { partitionKey, before, limit }: { partitionKey: string; before: string; limit: number },
): Promise<number> {
  const old: StoredRow[] = [];
  for await (const page of table.query({ partitionKey, ...rangeOf('past'), select: ['v', 'at'] })) {
    for (const row of page) {
      if (old.length < limit && reader.isKnown(row) && String(row.cells.at) < before) old.push(row);
    }
    if (old.length >= limit) break;
  }
  return deleteRows(table, partitionKey, old);
}
