import type { CommitOutcome, OutboxChange, OutboxStore } from '../../../application/ports/ports.ts';
import type { Stored } from '../../../application/ports/stored.ts';
import { parseIncidentId } from '../../../domain/ids.ts';
import type { ClosedIncident, Incident, OutboxRow } from '../../../domain/incident/incident.ts';
import {
  cardData,
  currentIncident,
  incidentData,
  readCard,
  readIncident,
  type StoredCard,
  type StoredCurrent,
  type StoredPast,
} from '../rows/incident-codec.ts';
import { encodeSegment, rangeOf, stateKeys } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import { collect } from '../transport/query/collect.ts';
import { anyEtag, type Cell, type StoredRow, type Table, type TableAction } from '../transport/table.ts';
import { packGroups } from '../transport/transaction/pack-groups.ts';

/** From so many rows on, one read of all open incidents is cheaper than one read each. */
const RANGE_READ_FROM = 12;

/** The cards that wait in the table `SyncState`, beside the incidents they tell of. */
export function createOutboxStore(table: Table, reader: RowReader): OutboxStore {
  return {
    list: async (tenantId) => {
      const rows = await collect(table, { partitionKey: encodeSegment(tenantId), ...rangeOf('outbox') });
      return rows.flatMap((row) => {
        const card = reader.read<StoredCard>(row);
        return card === undefined ? [] : { value: readCard(card), etag: row.etag };
      });
    },
    findIncidents: (tenantId, rows) => findIncidents(table, reader, tenantId, rows),
    write: (tenantId, changes) => write(table, tenantId, changes),
  };
}

async function findIncidents(
  table: Table,
  reader: RowReader,
  tenantId: string,
  rows: readonly OutboxRow[],
): Promise<Map<string, Stored<Incident>>> {
  const partitionKey = encodeSegment(tenantId);
  const open = new Map<string, Stored<Incident>>();
  const current =
    rows.length < RANGE_READ_FROM
      ? await readEach(table, tenantId, rows)
      : await collect(table, { partitionKey, ...rangeOf('now', 'incident') });
  for (const row of current) {
    const read = reader.read<StoredCurrent>(row);
    const value = read && currentIncident(read);
    if (value?.state === 'open') open.set(value.incidentId, { value, etag: row.etag });
  }
  const found = new Map<string, Stored<Incident>>();
  for (const row of rows) {
    const incident = open.get(row.incidentId) ?? (await readPast(table, reader, row));
    if (incident) found.set(row.incidentId, incident);
  }
  return found;
}

async function readEach(table: Table, tenantId: string, rows: readonly OutboxRow[]): Promise<StoredRow[]> {
  const hashes = [...new Set(rows.map(({ hash }) => hash))];
  const read = await Promise.all(hashes.map((hash) => table.get(encodeSegment(tenantId), stateKeys.incident(hash))));
  return read.filter((row) => row !== undefined);
}

async function readPast(table: Table, reader: RowReader, { tenantId, incidentId, hash }: OutboxRow): Promise<Stored<Incident> | undefined> {
  const ref = parseIncidentId(incidentId);
  const row = ref && (await table.get(encodeSegment(tenantId), stateKeys.pastIncident(hash, ref.openedSeq)));
  const stored = row && reader.read<StoredPast>(row);
  return stored && { value: readIncident<ClosedIncident>(stored), etag: row.etag };
}

async function write(table: Table, tenantId: string, changes: readonly OutboxChange[]): Promise<CommitOutcome[]> {
  const partitionKey = encodeSegment(tenantId);
  const groups = changes.map(toActions);
  const outcomes = groups.map((): CommitOutcome => 'committed');
  for (const pack of packGroups(groups)) {
    const whole = pack.flatMap((index) => groups[index] ?? []);
    if ((await table.submit(partitionKey, whole)).written) continue;
    for (const index of pack) {
      const alone = pack.length > 1 && (await table.submit(partitionKey, groups[index] ?? [])).written;
      if (!alone) outcomes[index] = 'conflict';
    }
  }
  return outcomes;
}

function toActions(change: OutboxChange): TableAction[] {
  const card = cardAction(change);
  return change.incident === undefined ? [card] : [putIncident(change.incident), card];
}

function cardAction(change: OutboxChange): TableAction {
  // The incident's ETag guards it; without an incident nothing but this sender knows the row.
  if (change.kind === 'removed') return { type: 'delete', rowKey: stateKeys.outbox(change.row), etag: anyEtag };
  const { value, etag } = change.row;
  return { type: 'replace', rowKey: stateKeys.outbox(value), cells: encodeData(value, cardData(value)), etag };
}

function putIncident({ value, etag }: Stored<Incident>): TableAction {
  const data = encodeData(value, incidentData(value));
  if (value.state === 'open') return { type: 'replace', rowKey: stateKeys.incident(value.hash), cells: data, etag };
  const cells: Record<string, Cell> = { ...data, at: value.resolvedAt };
  return { type: 'replace', rowKey: stateKeys.pastIncident(value.hash, value.openedSeq), cells, etag };
}
