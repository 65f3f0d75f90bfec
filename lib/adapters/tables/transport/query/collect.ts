import { MAX_TRANSACTION_ACTIONS } from '../limits.ts';
import type { RangeQuery, StoredRow, Table, TableAction } from '../table.ts';

/** Every row of a range. */
export async function collect(table: Table, range: RangeQuery): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const page of table.query(range)) rows.push(...page);
  return rows;
}

/** Deletes rows that have not changed since they were read; answers how many went. A chunk that meets a change stays for the next time. */
export async function deleteRows(table: Table, partitionKey: string, rows: readonly StoredRow[]): Promise<number> {
  let deleted = 0;
  for (let start = 0; start < rows.length; start += MAX_TRANSACTION_ACTIONS) {
    const chunk = rows.slice(start, start + MAX_TRANSACTION_ACTIONS);
    const actions = chunk.map(({ rowKey, etag }): TableAction => ({ type: 'delete', rowKey, etag }));
    if ((await table.submit(partitionKey, actions)).written) deleted += chunk.length;
  }
  return deleted;
}
