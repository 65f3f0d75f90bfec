import type { TableEntity, TableEntityResult } from '@azure/data-tables';
import { UpstreamError } from '../../../domain/errors.ts';
import type { Cell, Row, StoredRow } from './table.ts';

/** A row as the SDK takes it. */
export function toEntity({ partitionKey, rowKey, cells }: Row): TableEntity {
  return { ...cells, partitionKey, rowKey };
}

/**
 * A row as we know it. What the protocol adds, and columns of a kind we never write, are left out. Without its ETag a row is half an answer:
 * the SDK would overwrite whatever is there by it.
 * @throws UpstreamError with the reason `malformed` for what is no row.
 */
export function fromEntity(entity: TableEntityResult<Record<string, unknown>>): StoredRow {
  const { partitionKey, rowKey, etag, timestamp: _, ...rest } = entity;
  if (partitionKey === undefined || rowKey === undefined || !etag) {
    throw new UpstreamError({
      service: 'tables',
      operation: 'get',
      reason: 'malformed',
      detail: 'The row in the answer has no key or no ETag',
    });
  }
  const cells: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (!name.startsWith('odata.') && isCell(value)) cells[name] = value;
  }
  return { partitionKey, rowKey, etag, cells };
}

function isCell(value: unknown): value is Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Uint8Array;
}
