import type { TenantRegistry } from '../../application/ports.ts';
import type { Stored } from '../../application/stored.ts';
import type { TenantRegistration } from '../../domain/tenant.ts';
import { collect } from './collect.ts';
import { fitData } from './fit-data.ts';
import { encodeSegment } from './keys.ts';
import { encodeData, type RowReader } from './row-codec.ts';
import type { Row, StoredRow, Table } from './table.ts';

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
