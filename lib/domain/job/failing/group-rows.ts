import { isGuid } from '../../guid.ts';
import type { LoggedObject, LogRow, RowKind } from './log-row.ts';

/** Rows with one root cause: the same code at the same step, over the same attribute. */
export interface CauseRows {
  kind: RowKind;
  code: string;
  step?: string;
  attribute?: string;
  rows: LogRow[];
}

const longestExamples = 5;

/** The rows by cause, the one with the most rows first; what is equally frequent stands in the order of its code. */
export function groupRows(rows: readonly LogRow[]): CauseRows[] {
  const groups = new Map<string, CauseRows>();
  for (const row of rows) {
    const { kind, code, step, attribute } = row;
    const key = JSON.stringify([kind, code.toLowerCase(), step, attribute?.toLowerCase()]);
    const group = groups.get(key);
    if (group !== undefined) group.rows.push(row);
    else groups.set(key, { kind, code, ...(step && { step }), ...(attribute && { attribute }), rows: [row] });
  }
  return [...groups.values()].sort(
    (one, other) => other.rows.length - one.rows.length || compare(one.code, other.code) || compare(one.attribute, other.attribute),
  );
}

/** How many objects the rows are about; each counts once, however often it was tried. */
export function countObjects(rows: readonly LogRow[]): number {
  return new Set(rows.flatMap(({ object }) => (object === undefined ? [] : [keyOf(object)]))).size;
}

/** Whether there may be more objects than are counted: some of the rows name none. */
export function mayBeMore(rows: readonly LogRow[]): boolean {
  return rows.some(({ object }) => object === undefined);
}

/** Up to five objects, those tried last first. */
export function examplesOf(rows: readonly LogRow[]): LoggedObject[] {
  const found = new Map<string, LoggedObject>();
  for (const { object } of rows.toSorted((one, other) => compare(other.at, one.at))) {
    if (object !== undefined && !found.has(keyOf(object))) found.set(keyOf(object), object);
    if (found.size === longestExamples) break;
  }
  return [...found.values()];
}

// The letters of other ids than GUIDs may have a case, such as those of Salesforce.
function keyOf({ type, id }: LoggedObject): string {
  return `${type.toLowerCase()}/${isGuid(id) ? id.toLowerCase() : id}`;
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
