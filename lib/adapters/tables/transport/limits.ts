import { UpstreamError } from '../../../domain/errors.ts';
import type { Cell, Row, Table, TableAction } from './table.ts';

/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model */
export const MAX_TEXT_LENGTH = 32_768;
const MAX_BINARY_BYTES = 65_536;
const MAX_CUSTOM_PROPERTIES = 252;
/** UTF-16 units of a key: 1 KiB. */
const MAX_KEY_LENGTH = 512;
/** Half of the service's 1 MiB: what we store is far smaller, so anything near it is a mistake. */
const MAX_ENTITY_BYTES = 512 * 1024;

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions (4 MiB there; headers need room) */
export const MAX_TRANSACTION_ACTIONS = 100;
export const MAX_TRANSACTION_BYTES = 3.5 * 1024 * 1024;
const ACTION_OVERHEAD_IN_BYTES = 1_200;

/** Upper bound of the bytes one action takes in the body of a transaction. */
export function payloadBytes(action: TableAction): number {
  const cells: Row['cells'] = action.type === 'delete' ? {} : action.cells;
  return Object.keys(cells).reduce((sum, name) => sum + name.length + 40 + wireBytes(cells[name] ?? ''), ACTION_OVERHEAD_IN_BYTES);
}

/**
 * Refuses what Azure refuses but the emulator accepts, before it is sent.
 * Throws `UpstreamError` with the reason `rejected`, as the service would.
 */
export function guardLimits(table: Table): Table {
  return {
    ...table,
    create: async (row) => table.create(checked(row)),
    replaceIfMatch: async (row, etag) => table.replaceIfMatch(checked(row), etag),
    mergeIfMatch: async (row, etag) => table.mergeIfMatch(checked(row), etag),
    submit: async (partitionKey, actions) => {
      if (actions.length === 0 || actions.length > MAX_TRANSACTION_ACTIONS) reject(`a transaction of ${actions.length} actions`);
      if (new Set(actions.map(({ rowKey }) => rowKey)).size < actions.length) reject('a transaction with two actions on one row');
      if (actions.reduce((sum, action) => sum + payloadBytes(action), 0) > MAX_TRANSACTION_BYTES) reject('a transaction above 3.5 MiB');
      for (const action of actions) {
        if (action.type !== 'delete') checked({ partitionKey, rowKey: action.rowKey, cells: action.cells });
      }
      return table.submit(partitionKey, actions);
    },
  };
}

function checked(row: Row): Row {
  const names = Object.keys(row.cells);
  if (row.partitionKey.length > MAX_KEY_LENGTH || row.rowKey.length > MAX_KEY_LENGTH) reject('a key above 1 KiB');
  if (names.length > MAX_CUSTOM_PROPERTIES) reject(`a row of ${names.length} columns`);
  let bytes = 4 + 2 * (row.partitionKey.length + row.rowKey.length);
  for (const name of names) {
    const cell = row.cells[name] ?? '';
    bytes += 8 + 2 * name.length + storedBytes(cell);
    if (typeof cell === 'string' && cell.length > MAX_TEXT_LENGTH) reject(`column ${name} above ${MAX_TEXT_LENGTH} characters`);
    if (typeof cell === 'number' && !Number.isFinite(cell)) reject(`column ${name} that is not a finite number`);
    if (cell instanceof Uint8Array && cell.length > MAX_BINARY_BYTES) reject(`column ${name} above ${MAX_BINARY_BYTES} bytes`);
  }
  if (bytes > MAX_ENTITY_BYTES) reject('a row above 512 KB');
  return row;
}

function storedBytes(cell: Cell): number {
  if (typeof cell === 'string') return 4 + 2 * cell.length;
  return cell instanceof Uint8Array ? 4 + cell.length : 8;
}

function wireBytes(cell: Cell): number {
  // At worst each UTF-16 unit becomes an escape of six bytes; only where that matters is it worth writing the text out to count.
  if (typeof cell === 'string') return cell.length <= 4_096 ? 6 * cell.length + 2 : Buffer.byteLength(JSON.stringify(cell));
  return cell instanceof Uint8Array ? Math.ceil(cell.length / 3) * 4 : 24;
}

function reject(what: string): never {
  throw new UpstreamError({ service: 'tables', operation: 'write', reason: 'rejected', detail: `Table Storage cannot take ${what}` });
}
