import type * as z from 'zod';
import type { PrecedingChanges as FoundChanges } from '../../../application/diagnose/list-preceding-changes.ts';
import type { CountedChange } from '../../../domain/incident/preceding-change.ts';
import { defined } from '../../../domain/optional.ts';
import type { PrecedingChanges } from '../../schemas/incident/preceding-changes.ts';

type Document = z.input<typeof PrecedingChanges>;

export function precedingChangesDocument(found: FoundChanges, withNames: boolean): Document {
  const { window, shown, more, watchedSince, gaps, auditLog } = found;
  return {
    value: shown.map((change) => changeFields(change, withNames)),
    more,
    from: window.from,
    brokeAt: window.to,
    seenByUs: { ...defined({ watchedSince }), gaps },
    auditLog: auditLogFields(auditLog, window.to),
  };
}

function changeFields({ actor, ...change }: CountedChange, withNames: boolean): Document['value'][number] {
  if (actor === undefined) return change;
  const { name, ...who } = actor;
  return { ...change, actor: withNames && name !== undefined ? { ...who, name } : who };
}

function auditLogFields(auditLog: FoundChanges['auditLog'], to: string): Document['auditLog'] {
  if ('unavailable' in auditLog) return auditLog;
  const { rows, notUnderstood, from, truncated } = auditLog;
  return { read: { rows, ...(notUnderstood > 0 && { notUnderstood }), from, to }, truncated };
}
