import type { Cell, Row, StoredRow } from './table.ts';

const protocolColumns = ['PartitionKey', 'RowKey', 'Timestamp'];
const plainTypes = ['Edm.String', 'Edm.Boolean', 'Edm.Int32', 'Edm.Double'];

/** A row as the service takes it. https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations */
export function toEntityJson({ partitionKey, rowKey, cells }: Row): string {
  const entity: Record<string, unknown> = { PartitionKey: partitionKey, RowKey: rowKey };
  for (const name of Object.keys(cells)) {
    const cell = cells[name];
    const isBinary = cell instanceof Uint8Array;
    entity[name] = isBinary ? Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('base64') : cell;
    if (isBinary) entity[`${name}@odata.type`] = 'Edm.Binary';
  }
  return JSON.stringify(entity);
}

/** A row as the service gave it; undefined for what is none. What the protocol adds, and columns of a kind we never write, are left out. */
export function fromEntityJson(entity: unknown): StoredRow | undefined {
  if (typeof entity !== 'object' || entity === null) return undefined;
  const { PartitionKey: partitionKey, RowKey: rowKey, 'odata.etag': etag } = entity as Record<string, unknown>;
  if (typeof partitionKey !== 'string' || typeof rowKey !== 'string' || typeof etag !== 'string') return undefined;
  return { partitionKey, rowKey, etag, cells: cellsOf(entity as Record<string, unknown>) };
}

function cellsOf(entity: Record<string, unknown>): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const name in entity) {
    if (protocolColumns.includes(name) || name.includes('odata.')) continue;
    const value = entity[name];
    const type = entity[`${name}@odata.type`];
    if (type === undefined || plainTypes.includes(String(type))) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') cells[name] = value;
    } else if (type === 'Edm.Binary') cells[name] = Buffer.from(String(value), 'base64');
  }
  return cells;
}
