import type { GrantStore } from '../../../application/ports/grant-store.ts';
import { formatHolder, type Grant } from '../../../domain/access/grant.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { encodeSegment } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import { collect } from '../transport/query/collect.ts';
import type { Row, Table } from '../transport/table.ts';

const partitionKey = 'grants';

/** The table `Grants`: one row a principal. */
export function createGrantStore(table: Table, reader: RowReader): GrantStore {
  return {
    get: async (holder) => {
      const row = await table.get(partitionKey, encodeSegment(formatHolder(holder)));
      if (row === undefined) return undefined;
      const value = reader.read<Grant>(row);
      if (value === undefined) throw new UpstreamError({ service: 'tables', operation: 'read', reason: 'malformed' });
      return { value, etag: row.etag };
    },
    list: async () => (await collect(table, { partitionKey })).flatMap((row) => reader.read<Grant>(row) ?? []),
    create: async (grant) => (await table.create(toRow(grant))).written,
    replace: async (grant, etag) => (await table.replaceIfMatch(toRow(grant), etag)).written,
    delete: async (holder, etag) => (await table.delete(partitionKey, encodeSegment(formatHolder(holder)), etag)).written,
  };
}

function toRow(grant: Grant): Row {
  return { partitionKey, rowKey: encodeSegment(formatHolder(grant)), cells: encodeData(grant) };
}
