import type { AuditStore } from '../../../application/ports/operation-ports.ts';
import { cleanTexts } from '../../../domain/clean-text.ts';
import type { AuditRecord } from '../../../domain/operation/audit-record.ts';
import { fitData } from '../rows/fit-data.ts';
import { auditMonth, auditMonths, invTime, joinKey } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import { collect, deleteRows } from '../transport/query/collect.ts';
import type { Table } from '../transport/table.ts';

/** How many months before the oldest that is kept are looked through for records to delete. */
const PRUNED_MONTHS = 3;

/** The table `Audit`: one partition per tenant and month, newest first. Rows are only created, and deleted when their time is over. */
export function createAuditStore(table: Table, reader: RowReader): AuditStore {
  return {
    add: async (given) => {
      const record = cleanTexts(given);
      const rowKey = joinKey(invTime(record.at), record.subjectId, record.phase);
      // The same record may be there already: then it says the same.
      await table.create({
        partitionKey: auditMonth(record.tenantId, record.at),
        rowKey,
        cells: { ...encodeData(record, fitData(record)), at: record.at },
      });
    },
    list: (tenantId, page) => list(table, reader, tenantId, page),
    prune: (tenantId, before) => prune(table, reader, tenantId, before),
  };
}

type Page = Parameters<AuditStore['list']>[1];

async function list(
  table: Table,
  reader: RowReader,
  tenantId: string,
  { from, to, pageSize, after, isShown }: Page,
): ReturnType<AuditStore['list']> {
  const value: AuditRecord[] = [];
  let last = after;
  for (const partitionKey of auditMonths(tenantId, from, to)) {
    const place = after?.startsWith(`${partitionKey}|`) ? after.slice(partitionKey.length + 1) : undefined;
    if (after !== undefined && place === undefined && partitionKey > monthOf(after)) continue;
    const range = { partitionKey, ...(place !== undefined && { after: place }), pageSize: Math.min(pageSize + 1, 1_000) };
    for await (const page of table.query(range)) {
      for (const row of page) {
        const record = reader.read<AuditRecord>(row);
        if (record === undefined || record.at < from || record.at >= to || isShown?.(record) === false) continue;
        if (value.length === pageSize) return { value, ...(last !== undefined && { after: last }) };
        value.push(record);
        last = `${partitionKey}|${row.rowKey}`;
      }
    }
  }
  return { value };
}

async function prune(table: Table, reader: RowReader, tenantId: string, before: string): Promise<number> {
  let deleted = 0;
  for (const partitionKey of auditMonths(tenantId, monthsBefore(before, PRUNED_MONTHS), before)) {
    const rows = await collect(table, { partitionKey, select: ['v', 'at'] });
    const old = rows.filter((row) => reader.isKnown(row) && String(row.cells.at) < before);
    deleted += await deleteRows(table, partitionKey, old);
  }
  return deleted;
}

function monthOf(after: string): string {
  return after.slice(0, after.indexOf('|'));
}

function monthsBefore(iso: string, months: number): string {
  const time = new Date(iso);
  time.setUTCMonth(time.getUTCMonth() - months);
  return time.toISOString();
}
