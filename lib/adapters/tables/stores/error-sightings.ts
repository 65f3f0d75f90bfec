import type { ErrorSightings, Log } from '../../../application/ports/ports.ts';
import { encodeSegment, joinKey } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { collect, deleteRows } from '../transport/query/collect.ts';
import type { Cell, StoredRow, Table } from '../transport/table.ts';

type Sighting = Parameters<ErrorSightings['record']>[0];

const ATTEMPTS = 8;
const MAX_SAMPLE_LENGTH = 4_000;
/** Lists the families, since no query crosses partitions; no encoded family can have this name. */
const familiesPartition = '!families';

/** The table `ErrorSightings`: unknown codes by family, counted. */
export function createErrorSightings(table: Table, reader: RowReader, log: Log): ErrorSightings {
  return {
    record: async (sighting) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await count(table, reader, sighting)) return;
      }
      log.warn('A sighting of an unknown code was not counted: too many writers', { family: sighting.family, code: sighting.code });
    },
    list: async () => {
      const families = await collect(table, { partitionKey: familiesPartition });
      const rows = await Promise.all(families.map(({ rowKey }) => collect(table, { partitionKey: rowKey })));
      return rows.flat().filter(reader.isKnown).map(decode);
    },
    forget: async (tenantId) => {
      for (const { rowKey: family } of await collect(table, { partitionKey: familiesPartition })) {
        const rows = await collect(table, { partitionKey: family, select: ['v', 'tenantId'] });
        await deleteRows(
          table,
          family,
          rows.filter(({ cells }) => cells.tenantId === tenantId),
        );
      }
    },
  };
}

/** False when another writer was faster. */
async function count(table: Table, reader: RowReader, { family, code, tenantId, at, sample }: Sighting): Promise<boolean> {
  const partitionKey = encodeSegment(family);
  const rowKey = joinKey(code, tenantId);
  const row = await table.get(partitionKey, rowKey);
  if (row) {
    // A row of a later release keeps its own count.
    if (!reader.isKnown(row)) return true;
    const cells = { ...row.cells, count: Number(row.cells.count) + 1, lastSeenAt: at };
    return (await table.replaceIfMatch({ partitionKey, rowKey, cells }, row.etag)).written;
  }
  await table.create({ partitionKey: familiesPartition, rowKey: partitionKey, cells: { v: 1 } });
  const cells: Record<string, Cell> = {
    v: 1,
    family,
    code: code.slice(0, MAX_SAMPLE_LENGTH),
    tenantId,
    count: 1,
    firstSeenAt: at,
    lastSeenAt: at,
  };
  if (sample !== undefined) cells.sample = sample.slice(0, MAX_SAMPLE_LENGTH);
  return (await table.create({ partitionKey, rowKey, cells })).written;
}

function decode({ cells }: StoredRow): Awaited<ReturnType<ErrorSightings['list']>>[number] {
  return {
    family: String(cells.family),
    code: String(cells.code),
    tenantId: String(cells.tenantId),
    count: Number(cells.count),
    firstSeenAt: String(cells.firstSeenAt),
    lastSeenAt: String(cells.lastSeenAt),
  };
}
