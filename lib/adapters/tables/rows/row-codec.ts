import type { Log } from '../../../application/ports/ports.ts';
import type { Cell, StoredRow } from '../transport/table.ts';
import { kindOfKey } from './keys.ts';

/** What this release writes; a row of a later one is left alone. */
const KNOWN_VERSION = 1;

/** A value as one JSON text with its version beside it. */
export function encodeData(value: { v: number }, data = JSON.stringify(value)): Record<string, Cell> {
  return { v: value.v, data };
}

export interface RowReader {
  /** False for a row of a later release, which is reported once per kind and otherwise treated as not there: creating it again is refused. */
  isKnown(row: StoredRow): boolean;
  /** The value of the column `data`; undefined when it cannot be understood. */
  read<Value>(row: StoredRow): Value | undefined;
}

/** Decodes rows and tells, once per kind of row, about those it has to skip. */
export function createRowReader(log: Log, table: string): RowReader {
  const reported = new Set<string>();

  function report(text: string, { rowKey, cells }: StoredRow): void {
    const kind = kindOfKey(rowKey);
    const fault = `${text} ${kind} ${cells.v}`;
    if (reported.has(fault) || reported.size > 100) return;
    reported.add(fault);
    log.error(text, { table, kind, version: cells.v });
  }

  function isKnown(row: StoredRow): boolean {
    const { v } = row.cells;
    if (typeof v === 'number' && v <= KNOWN_VERSION) return true;
    report('A row written by a later release is left alone', row);
    return false;
  }

  return {
    isKnown,
    read<Value>(row: StoredRow): Value | undefined {
      if (!isKnown(row)) return undefined;
      try {
        return JSON.parse(String(row.cells.data)) as Value;
      } catch {
        report('A row cannot be understood and is left alone', row);
        return undefined;
      }
    },
  };
}
