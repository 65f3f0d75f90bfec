import type { JobRecord } from '../job/record/job-record.ts';
import { dayInMs, isoOf, millisOf } from '../time.ts';
import type { Incident } from './incident.ts';

export const changeKinds = [
  'credentialsOrSettings',
  'mappingsOrScope',
  'assignment',
  'schedule',
  'provisioning',
  'owner',
  'agent',
  'application',
  'other',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeSources = ['seenByUs', 'auditLog'] as const;

/** Who changed it, by id: a person or an application. */
export interface ChangeActor {
  kind: 'user' | 'app';
  id: string;
  /** As the audit log calls them: shown only to who asks for it, and never stored. */
  name?: string;
}

/** Something that was changed around a job before it broke. Times are UTC ISO. */
export interface PrecedingChange {
  at: string;
  source: (typeof changeSources)[number];
  kind: ChangeKind;
  /** The action, the fields with their values, or the name of the activity in the audit log. */
  what: string;
  /** In the word of who tells it, such as `success`; absent where it just was so. */
  outcome?: string;
  actor?: ChangeActor;
  operationId?: string;
}

/** Equal changes count as one, told by the latest. */
export interface CountedChange extends PrecedingChange {
  count: number;
}

/** How long before the break is looked back. */
const lookBackInMs = dayInMs;
const linesShown = 5;

/**
 * The day before an incident's start. A quarantine may be older than our knowledge of it, so that its own beginning counts as far as the
 * job still tells of it.
 */
export function windowBefore(
  { condition, state, openedAt }: Pick<Incident, 'condition' | 'state' | 'openedAt'>,
  job: Pick<JobRecord, 'snapshot'> | undefined,
): { from: string; to: string } {
  const began = condition === 'quarantine' && state === 'open' ? job?.snapshot.quarantine?.seriesBegan : undefined;
  const to = began !== undefined && began < openedAt ? began : openedAt;
  return { from: isoOf(millisOf(to) - lookBackInMs), to };
}

/** The newest of all changes, equal ones as one, and how many more there are. */
export function newestChanges(changes: readonly PrecedingChange[]): { shown: CountedChange[]; more: number } {
  const newestFirst = changes.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  const groups = Map.groupBy(newestFirst, sameness);
  const counted = [...groups.values()].flatMap(([latest, ...older]) => (latest ? [{ ...latest, count: older.length + 1 }] : []));
  return { shown: counted.slice(0, linesShown), more: Math.max(0, counted.length - linesShown) };
}

function sameness({ source, kind, what, outcome, actor, operationId }: PrecedingChange): string {
  return JSON.stringify([source, kind, what, outcome, actor?.kind, actor?.id, operationId]);
}
