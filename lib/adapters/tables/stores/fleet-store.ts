import type { FleetStore } from '../../../application/ports/ports.ts';
import type { Stored } from '../../../application/ports/stored.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { decodeFleet, encodeFleet } from '../rows/fleet-columns.ts';
import { encodeSegment } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { collect } from '../transport/query/collect.ts';
import type { StoredRow, Table } from '../transport/table.ts';

const partitionKey = 'fleet';

/** The table `Fleet`: columns rather than one JSON text, because several writers merge different ones. */
export function createFleetStore(table: Table, reader: RowReader): FleetStore {
  function decode(row: StoredRow | undefined): Stored<FleetRow> | undefined {
    if (!row || !reader.isKnown(row)) return undefined;
    return { value: decodeFleet(String(row.cells.tenantId), row.cells), etag: row.etag };
  }

  return {
    get: async (tenantId) => decode(await table.get(partitionKey, encodeSegment(tenantId))),
    list: async () => (await collect(table, { partitionKey })).flatMap((row) => decode(row) ?? []),
    create: async (tenantId, columns) => {
      const cells = { v: 1, tenantId, ...encodeFleet(columns) };
      return (await table.create({ partitionKey, rowKey: encodeSegment(tenantId), cells })).written;
    },
    merge: async (tenantId, patch, etag) => {
      const outcome = await table.mergeIfMatch({ partitionKey, rowKey: encodeSegment(tenantId), cells: encodeFleet(patch) }, etag);
      return outcome.written ? outcome.etag : undefined;
    },
    delete: async (tenantId, etag) => (await table.delete(partitionKey, encodeSegment(tenantId), etag)).written,
  };
}
