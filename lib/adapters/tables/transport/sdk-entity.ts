import type { TableEntity, TableEntityResult } from '@azure/data-tables';
import type { Cell, Row, StoredRow } from './table.ts';

/** A row as the SDK takes it. */
export function toEntity({ partitionKey, rowKey, cells }: Row): TableEntity {
  return { ...cells, partitionKey, rowKey };
}

/** A row as we know it. What the protocol adds, and columns of a kind we never write, are left out. */
export function fromEntity(entity: TableEntityResult<Record<string, unknown>>): StoredRow {
  const { partitionKey = '', rowKey = '', etag, timestamp: _, ...rest } = entity;
  const cells: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (!name.startsWith('odata.') && isCell(value)) cells[name] = value;
  }
  return { partitionKey, rowKey, etag, cells };
}

function isCell(value: unknown): value is Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Uint8Array;
}
