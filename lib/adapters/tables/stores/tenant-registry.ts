import type { TenantRegistry } from '../../../application/ports/ports.ts';
import type { Stored } from '../../../application/ports/stored.ts';
import type { TenantRegistration } from '../../../domain/tenant/tenant.ts';
import { fitData } from '../rows/fit-data.ts';
import { encodeSegment } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import { collect } from '../transport/query/collect.ts';
import type { Row, StoredRow, Table } from '../transport/table.ts';

const partitionKey = 'registry';

/** The table `Tenants`: configuration only; a removed tenant stays as a tombstone. */
export function createTenantRegistry(table: Table, reader: RowReader): TenantRegistry {
  function decode(row: StoredRow | undefined): Stored<TenantRegistration> | undefined {
    const value = row && reader.read<TenantRegistration>(row);
    return row && value ? { value, etag: row.etag } : undefined;
  }

  return {
    get: async (tenantId) => decode(await table.get(partitionKey, encodeSegment(tenantId))),
    list: async () => (await collect(table, { partitionKey })).flatMap((row) => decode(row) ?? []),
    create: async (registration) => (await table.create(toRow(registration))).written,
    replace: async (registration, etag) => (await table.replaceIfMatch(toRow(registration), etag)).written,
  };
}

function toRow(registration: TenantRegistration): Row {
  return { partitionKey, rowKey: encodeSegment(registration.tenantId), cells: encodeData(registration, fitData(registration)) };
}
