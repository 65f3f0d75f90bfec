import type { CommitOutcome, JobRow, SyncStateStore, TenantState } from '../../../application/ports/ports.ts';
import type { Stored } from '../../../application/ports/stored.ts';
import type { JobRecord, Target } from '../../../domain/job/record/job-record.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { DomainRecord } from '../../../domain/tenant/decide/domain-record.ts';
import type { StateWrite } from '../../../domain/tenant/decide/state-write.ts';
import type { HourlyReading } from '../../../domain/tenant/pass/hourly-reading.ts';
import { currentIncident, type StoredCurrent } from '../rows/incident-codec.ts';
import { encodeSegment, parseCurrentKey, rangeOf, stateKeys } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { restoreSnapshot } from '../rows/short-snapshot.ts';
import { toActions } from '../rows/state-actions.ts';
import { collect, deleteRows } from '../transport/query/collect.ts';
import type { RangeQuery, StoredRow, Table, TableAction } from '../transport/table.ts';
import { packGroups } from '../transport/transaction/pack-groups.ts';
import { historyReads } from './history-reads.ts';
import { pruneHistory } from './prune-history.ts';

const DELETE_ATTEMPTS = 3;

/** The table `SyncState`: one partition per tenant. Rows of a later release are neither shown nor changed. */
export function createSyncStateStore(table: Table, reader: RowReader): SyncStateStore {
  return {
    readNow: (tenantId) => readNow(table, reader, tenantId),
    commit: (tenantId, groups) => commit(table, tenantId, groups),
    getJob: async (key) => {
      const stored = await getStored<JobRecord>(table, reader, key.tenantId, stateKeys.job(key));
      return stored && { ...stored, value: restoreSnapshot(stored.value) };
    },
    getIncident: async (tenantId, hash) => {
      const stored = await getStored<StoredCurrent>(table, reader, tenantId, stateKeys.incident(hash));
      return stored && { ...stored, value: currentIncident(stored.value) };
    },
    getHourly: async (tenantId, name) =>
      (await getStored<HourlyReading<typeof name>>(table, reader, tenantId, stateKeys.hourly(name)))?.value,
    getDomain: async (tenantId, domain) => (await getStored<DomainRecord>(table, reader, tenantId, stateKeys.domain(domain)))?.value,
    listDomains: (tenantId) => listKind<DomainRecord>(table, reader, tenantId, 'domain'),
    listOpenIncidents: async (tenantId) =>
      (await listKind<StoredCurrent>(table, reader, tenantId, 'incident')).map(currentIncident).filter((each) => each.state === 'open'),
    ...historyReads(table, reader),
    pruneHistory: (tenantId, before, limit) => pruneHistory(table, reader, { partitionKey: encodeSegment(tenantId), before, limit }),
    deleteOutbox: (tenantId) => deleteAll(table, { partitionKey: encodeSegment(tenantId), ...rangeOf('outbox') }),
    erase: (tenantId) => deleteAll(table, { partitionKey: encodeSegment(tenantId) }),
  };
}

async function readNow(table: Table, reader: RowReader, tenantId: string): Promise<TenantState> {
  const state: TenantState = { targets: [], jobs: [], domains: [], incidents: [], operations: [], hourly: [] };
  for await (const page of table.query({ partitionKey: encodeSegment(tenantId), ...rangeOf('now'), select: ['v', 'data'] })) {
    for (const row of page) place(state, reader, row);
  }
  return state;
}

function place(state: TenantState, reader: RowReader, row: StoredRow): void {
  const key = parseCurrentKey(row.rowKey);
  switch (key.kind) {
    case 'operation': {
      const operation = reader.read<OperationRecord>(row);
      if (operation) state.operations.push(operation);
      return;
    }
    case 'job': {
      const job = jobRow(reader, row, key.place);
      if (job) state.jobs.push(job);
      return;
    }
    case 'incident': {
      const incident = reader.read<StoredCurrent>(row);
      if (incident) state.incidents.push({ value: currentIncident(incident), etag: row.etag });
      return;
    }
    case 'hourly': {
      const reading = reader.read<HourlyReading>(row);
      if (reading) state.hourly.push({ value: reading, etag: row.etag });
      return;
    }
    case 'domain': {
      const domain = reader.read<DomainRecord>(row);
      if (domain) state.domains.push({ value: domain, etag: row.etag });
      return;
    }
    case 'target': {
      const target = reader.read<Target>(row);
      if (target) state.targets.push({ value: target, etag: row.etag });
    }
  }
}

function jobRow(reader: RowReader, row: StoredRow, place: Omit<JobKey, 'tenantId'> | undefined): JobRow | undefined {
  const isKnown = reader.isKnown(row);
  const value = isKnown ? reader.read<JobRecord>(row) : undefined;
  const named = place ?? value;
  if (named === undefined) return undefined;
  const { servicePrincipalId, jobId } = named;
  return { servicePrincipalId, jobId, ...(value && { value: restoreSnapshot(value) }), ...(isKnown && { etag: row.etag }) };
}

async function getStored<Value>(table: Table, reader: RowReader, tenantId: string, rowKey: string): Promise<Stored<Value> | undefined> {
  const row = await table.get(encodeSegment(tenantId), rowKey);
  const value = row && reader.read<Value>(row);
  return row && value ? { value, etag: row.etag } : undefined;
}

async function listKind<Value>(table: Table, reader: RowReader, tenantId: string, kind: 'domain' | 'incident'): Promise<Value[]> {
  const rows = await collect(table, { partitionKey: encodeSegment(tenantId), ...rangeOf('now', kind), select: ['v', 'data'] });
  return rows.flatMap((row) => reader.read<Value>(row) ?? []);
}

async function commit(table: Table, tenantId: string, groups: readonly StateWrite[][]): Promise<CommitOutcome[]> {
  const partitionKey = encodeSegment(tenantId);
  const actions = groups.map(toActions);
  const outcomes = groups.map((): CommitOutcome => 'committed');
  for (const pack of packGroups(actions)) {
    const whole = pack.flatMap((index) => actions[index] ?? []);
    if ((await table.submit(partitionKey, whole)).written) continue;
    // Somebody changed one row; the groups that do not hold it shall not wait for the next pass.
    for (const index of pack) outcomes[index] = await commitAlone(table, partitionKey, actions[index] ?? [], pack.length);
  }
  return outcomes;
}

async function commitAlone(table: Table, partitionKey: string, group: readonly TableAction[], packed: number): Promise<CommitOutcome> {
  if (packed === 1) return 'conflict';
  return (await table.submit(partitionKey, group)).written ? 'committed' : 'conflict';
}

async function deleteAll(table: Table, range: RangeQuery): Promise<void> {
  for (let attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
    const rows = await collect(table, { ...range, select: ['v'] });
    if ((await deleteRows(table, range.partitionKey, rows)) === rows.length) return;
  }
}
