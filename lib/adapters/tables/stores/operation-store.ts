import type { OperationStore, StoredOperation } from '../../../application/ports/operation-ports.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { isFinished, type OperationRecord } from '../../../domain/operation/operation.ts';
import { fitData } from '../rows/fit-data.ts';
import { encodeSegment, rangeOf, stateKeys } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import { collect, deleteRows } from '../transport/query/collect.ts';
import type { StoredRow, Table, TableAction } from '../transport/table.ts';

/** Operations in the table `SyncState`, beside the jobs they act on. */
export function createOperationStore(table: Table, reader: RowReader): OperationStore {
  const read = (row: StoredRow | undefined) => row && reader.read<OperationRecord>(row);
  const submit = async (tenantId: string, actions: readonly TableAction[]) =>
    (await table.submit(encodeSegment(tenantId), actions)).written;

  async function find(tenantId: string, hash: string): Promise<StoredOperation | undefined> {
    const row = await table.get(encodeSegment(tenantId), stateKeys.operation(hash));
    const value = read(row);
    if (row === undefined || value === undefined) return undefined;
    const current = await table.get(encodeSegment(tenantId), stateKeys.currentOperation(value));
    const isCurrent = read(current)?.operationId === value.operationId;
    return { value, etag: row.etag, ...(isCurrent && current && { currentEtag: current.etag }) };
  }

  async function findCurrent(key: JobKey): Promise<StoredOperation | undefined> {
    const current = await table.get(encodeSegment(key.tenantId), stateKeys.currentOperation(key));
    const value = read(current);
    if (current === undefined || value === undefined) return undefined;
    const row = await table.get(encodeSegment(key.tenantId), stateKeys.operation(value.hash));
    return { value, ...(row && { etag: row.etag }), currentEtag: current.etag };
  }

  return {
    find,
    read: async (tenantId, hash) => read(await table.get(encodeSegment(tenantId), stateKeys.operation(hash))),
    findCurrent,
    listCurrent: async (tenantId) => {
      const rows = await collect(table, { partitionKey: encodeSegment(tenantId), ...rangeOf('now', 'operation') });
      return rows.flatMap((row) => read(row) ?? []);
    },
    list: async (tenantId) => {
      const rows = await collect(table, { partitionKey: encodeSegment(tenantId), ...rangeOf('operation') });
      return rows.flatMap((row) => read(row) ?? []).sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
    },
    create: (operation, replaced) => submit(operation.tenantId, createActions(operation, replaced)),
    replace: async (operation, stored) => {
      const actions = replaceActions(operation, stored);
      if (actions.length === 0 || !(await submit(operation.tenantId, actions))) return undefined;
      const found = await find(operation.tenantId, operation.hash);
      // A transaction answers no ETags. Whatever was written since is somebody else's, and so is the next step.
      return found !== undefined && JSON.stringify(found.value) === fitData(operation) ? found : undefined;
    },
    prune: (tenantId, before) => prune(table, reader, tenantId, before),
  };
}

function createActions(operation: OperationRecord, replaced: StoredOperation | undefined): TableAction[] {
  const cells = cellsOf(operation);
  const claim: TableAction = { type: 'create', rowKey: stateKeys.operation(operation.hash), cells };
  const rowKey = stateKeys.currentOperation(operation);
  if (replaced?.currentEtag === undefined) return [claim, { type: 'create', rowKey, cells }];
  const take: TableAction = { type: 'replace', rowKey, cells, etag: replaced.currentEtag };
  const { value, etag } = replaced;
  // Nothing will be read for the one before any more: what is not decided by now stays unknown.
  if (value.verification !== 'pending' || etag === undefined) return [claim, take];
  const superseded: OperationRecord = { ...value, verification: 'unknown', verifiedAt: operation.createdAt };
  return [claim, take, { type: 'replace', rowKey: stateKeys.operation(value.hash), cells: cellsOf(superseded), etag }];
}

/** None when the operation has no row of its own any more. */
function replaceActions(operation: OperationRecord, { etag, currentEtag }: StoredOperation): TableAction[] {
  if (etag === undefined) return [];
  const cells = cellsOf(operation);
  const own: TableAction = { type: 'replace', rowKey: stateKeys.operation(operation.hash), cells, etag };
  if (currentEtag === undefined) return [own];
  return [own, { type: 'replace', rowKey: stateKeys.currentOperation(operation), cells, etag: currentEtag }];
}

function cellsOf(operation: OperationRecord) {
  return encodeData(operation, fitData(operation));
}

async function prune(table: Table, reader: RowReader, tenantId: string, before: string): Promise<number> {
  const partitionKey = encodeSegment(tenantId);
  const kept = new Set<string>();
  for (const row of await collect(table, { partitionKey, ...rangeOf('now', 'operation') })) {
    const value = reader.read<OperationRecord>(row);
    if (value !== undefined) kept.add(value.hash);
  }
  const rows = await collect(table, { partitionKey, ...rangeOf('operation') });
  const old = rows.filter((row) => {
    const value = reader.read<OperationRecord>(row);
    return value !== undefined && isFinished(value) && value.createdAt < before && !kept.has(value.hash);
  });
  return deleteRows(table, partitionKey, old);
}
