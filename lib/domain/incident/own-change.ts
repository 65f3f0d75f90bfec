import type { JobEvent } from '../job/event.ts';
import type { AuditRecord } from '../operation/audit-record.ts';
import type { ChangeKind, PrecedingChange } from './preceding-change.ts';

/** What of an event is somebody's doing, in order of weight; runs, counts and the quarantine itself are what came of it. */
const fieldKinds: readonly (readonly [field: string, kind: ChangeKind])[] = [
  ['schedule.state', 'schedule'],
  ['schedule.interval', 'schedule'],
  ['templateId', 'provisioning'],
  ['status.code', 'provisioning'],
];

const changingActions = ['restart', 'clearQuarantine', 'start', 'pause'];

/** A change that our own readings showed; undefined where the event tells of none, or of an operation, which is told by itself. */
export function changeOfEvent({ type, at, changes, from, to, cause }: JobEvent): PrecedingChange | undefined {
  if (type === 'appeared') return { at, source: 'seenByUs', kind: 'provisioning', what: 'appeared' };
  if (cause === 'operation') return undefined;
  const told = fieldKinds.filter(([field]) => changes.includes(field) && !isSymptom(field, from?.[field], to?.[field]));
  const [first] = told;
  if (first === undefined) return undefined;
  const what = told.map(([field]) => `${field} ${wordOf(from?.[field])} → ${wordOf(to?.[field])}`).join(', ');
  return { at, source: 'seenByUs', kind: first[1], what };
}

/** An operation that was sent through this service; undefined for every other record. */
export function changeOfRecord({
  at,
  phase,
  action,
  actor,
  actorKind,
  operationId,
  outcome,
  code,
}: AuditRecord): PrecedingChange | undefined {
  if (phase !== 'outcome' || !changingActions.includes(action)) return undefined;
  if (outcome !== 'Succeeded' && code !== 'OutcomeUnknown') return undefined;
  return {
    at,
    source: 'seenByUs',
    kind: 'provisioning',
    what: action,
    outcome: code ?? outcome ?? 'Succeeded',
    actor: { kind: actorKind ?? 'user', id: actor },
    ...(operationId !== undefined && { operationId }),
  };
}

function isSymptom(field: string, before: unknown, after: unknown): boolean {
  return field === 'status.code' && (before === 'Quarantine' || after === 'Quarantine');
}

function wordOf(value: unknown): string {
  return value === undefined || value === null ? 'none' : String(value);
}
