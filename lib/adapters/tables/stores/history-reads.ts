import type { SyncStateStore } from '../../../application/ports/ports.ts';
import type { Page } from '../../../application/ports/stored.ts';
import type { ClosedIncident } from '../../../domain/incident/incident.ts';
import type { Gap, JobEvent } from '../../../domain/job/event.ts';
import { readIncident, type StoredPast } from '../rows/incident-codec.ts';
import { encodeSegment, invTime, joinKey, rangeOf, stateKeys } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { restoreSnapshot } from '../rows/short-snapshot.ts';
import { collect } from '../transport/query/collect.ts';
import type { RangeQuery, StoredRow, Table } from '../transport/table.ts';

type HistoryReads = Pick<
  SyncStateStore,
  'listEvents' | 'listEventsBetween' | 'getFirstEvent' | 'listGaps' | 'getPastIncident' | 'listPastIncidents'
>;

/** What was: events and gaps newest first, resolved incidents by hash and sequence. */
export function historyReads(table: Table, reader: RowReader): HistoryReads {
  return {
    listEvents: (key, { from, to, type, pageSize, after }) =>
      readPage<JobEvent>(table, {
        range: continued(key.tenantId, ['past', 'event', key.servicePrincipalId, key.jobId], after),
        pageSize,
        pick: (row) => {
          const event = reader.read<JobEvent>(row);
          const wanted = event && (!from || event.at >= from) && (!to || event.at < to) && (!type || event.type === type);
          return wanted ? restoreSnapshot(event) : undefined;
        },
      }),
    getFirstEvent: async (key) => {
      const row = await table.get(encodeSegment(key.tenantId), stateKeys.event({ ...key, seq: 1 }));
      const event = row && reader.read<JobEvent>(row);
      return event && restoreSnapshot(event);
    },
    listEventsBetween: async ({ tenantId, ...place }, { after, to }) => {
      // The key counts down: the newest comes first.
      const range = { from: stateKeys.event({ ...place, seq: to }), to: stateKeys.event({ ...place, seq: after }) };
      const rows = await collect(table, { partitionKey: encodeSegment(tenantId), ...range });
      return rows
        .flatMap((row) => reader.read<JobEvent>(row) ?? [])
        .map(restoreSnapshot)
        .reverse();
    },
    listGaps: async (tenantId, { from, to }) => {
      const all = rangeOf('past', 'gap');
      // The key holds a gap's end: those that ended by `from` are beyond the range.
      const end = from ? joinKey('past', 'gap', invTime(from)) : all.to;
      const rows = await collect(table, { partitionKey: encodeSegment(tenantId), from: all.from, to: end });
      return rows.flatMap((row) => reader.read<Gap>(row) ?? []).filter((gap) => !to || gap.from < to);
    },
    getPastIncident: async (tenantId, hash, openedSeq) => {
      const row = await table.get(encodeSegment(tenantId), stateKeys.pastIncident(hash, openedSeq));
      return row && readPast(reader, row);
    },
    listPastIncidents: (tenantId, { pageSize, after, isShown }) =>
      readPage<ClosedIncident>(table, {
        range: continued(tenantId, ['past', 'incident'], after),
        pageSize,
        pick: (row) => {
          const incident = readPast(reader, row);
          return incident && isShown?.(incident) !== false ? incident : undefined;
        },
      }),
  };
}

function readPast(reader: RowReader, row: StoredRow): ClosedIncident | undefined {
  const stored = reader.read<StoredPast>(row);
  return stored && readIncident<ClosedIncident>(stored);
}

/** `after` is the part of the last row's key behind the common prefix. */
function continued(tenantId: string, prefix: readonly string[], after: string | undefined): RangeQuery {
  const { from, to } = rangeOf(...prefix);
  return { partitionKey: encodeSegment(tenantId), from, to, ...(after !== undefined && { after: `${from}${after}` }) };
}

async function readPage<Value>(
  table: Table,
  { range, pageSize, pick }: { range: RangeQuery; pageSize: number; pick: (row: StoredRow) => Value | undefined },
): Promise<Page<Value>> {
  const value: Value[] = [];
  let last = '';
  for await (const rows of table.query({ ...range, pageSize: Math.min(pageSize + 1, 1_000) })) {
    for (const row of rows) {
      const picked = pick(row);
      if (picked === undefined) continue;
      if (value.length === pageSize) return { value, after: last };
      value.push(picked);
      last = row.rowKey.slice(range.from?.length);
    }
  }
  return { value };
}
