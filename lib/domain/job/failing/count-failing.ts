import type { FailingCount } from '../health/failing-counts.ts';
import { countObjects, groupRows, mayBeMore } from './group-rows.ts';
import type { LogRow } from './log-row.ts';

/** https://learn.microsoft.com/graph/api/resources/provisioningstep */
const steps = ['import', 'scoping', 'matching', 'processing', 'referenceResolution', 'export'];
/** What a code of Microsoft's looks like. Counts are stored, so that nothing is taken for one that could name somebody. */
const codeForm = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

interface Failures {
  rows: readonly LogRow[];
  truncated: boolean;
  notUnderstood: number;
}

/** The failures of a log by cause, without anything that stands in it of objects or people: what is left may be stored. */
export function countFailing({ rows: all, truncated, notUnderstood }: Failures, at: string): FailingCount {
  const rows = all.filter(({ kind }) => kind === 'failure').map(nameless);
  const groups = groupRows(rows)
    .map(({ code, step, rows: own }) => ({ code, ...(step !== undefined && { step }), objects: countObjects(own) }))
    .sort((one, other) => other.objects - one.objects);
  const isFloor = truncated || notUnderstood > 0 || mayBeMore(rows);
  return { at, objects: countObjects(rows), rows: rows.length, ...(isFloor && { atLeast: true }), causes: groups.length, top: groups };
}

function nameless({ kind, at, code, step, object }: LogRow): LogRow {
  return {
    kind,
    at,
    code: codeForm.test(code) ? code : 'Other',
    ...(step !== undefined && steps.includes(step) && { step }),
    ...(object && { object: { id: object.id, type: object.type } }),
  };
}
