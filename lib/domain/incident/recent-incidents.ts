import { defined } from '../optional.ts';
import { dayInMs, millisOf } from '../time.ts';
import type { ClosedIncident, CurrentIncident, Incident, IncidentSummary } from './incident.ts';

/** So long a closed incident is listed with those of all tenants, and what comes back is told as a relapse of it. */
const recentInMs = 7 * dayInMs;

/** Whether the time lies in the last seven days before `now`. */
export function isRecent(at: string | undefined, now: number): boolean {
  return now - millisOf(at) <= recentInMs;
}

/** Names an incident of the past within its tenant. */
export interface PastIncidentRef {
  hash: string;
  openedSeq: number;
}

/**
 * The closings of the last seven days that the current rows tell of: of each closed incident, and of the one before each that opened anew
 * within that time, which may have closed in it.
 */
export function recentClosings(incidents: Iterable<CurrentIncident>, now: number): PastIncidentRef[] {
  const refs: PastIncidentRef[] = [];
  for (const incident of incidents) {
    const { hash, openedSeq } = incident;
    if (incident.state === 'stub') {
      if (isRecent(incident.resolvedAt, now)) refs.push({ hash, openedSeq });
    } else if (openedSeq > 1 && isRecent(incident.openedAt, now)) refs.push({ hash, openedSeq: openedSeq - 1 });
  }
  return refs;
}

/** What lists show of the incident; its timeline and what the sender of cards notes for itself are left out. */
export function summariseIncident(incident: IncidentSummary): IncidentSummary {
  const { incidentId, tenantId, state, scope, condition, causeCode, severity, displayName, openedAt, updatedAt } = incident;
  const { resolvedAt, resolution, acknowledgedAt, acknowledgedBy, acknowledgedByName } = incident;
  const { snoozedUntil, snoozedBy, snoozeReason, operation, parentId } = incident;
  return {
    ...{ incidentId, tenantId, state, scope, condition, causeCode, severity, displayName, openedAt, updatedAt },
    ...defined({ resolvedAt, resolution, acknowledgedAt, acknowledgedBy, acknowledgedByName }),
    ...defined({ snoozedUntil, snoozedBy, snoozeReason, operation, parentId }),
  };
}

/** The sort key of a closed incident among those of all tenants. */
export type ClosedSortKey = Pick<IncidentSummary, 'incidentId' | 'resolvedAt'>;

/** The latest closing first. */
export function compareClosed(one: ClosedSortKey, other: ClosedSortKey): number {
  const [its = '', that = ''] = [one.resolvedAt, other.resolvedAt];
  if (its !== that) return its < that ? 1 : -1;
  return one.incidentId === other.incidentId ? 0 : one.incidentId < other.incidentId ? -1 : 1;
}

/** Whether `after`, the next opening of the same problem, shows that `before` had not held. */
export function isRelapse(before: ClosedIncident, after: Incident): boolean {
  return before.resolution === 'recovered' && isRecent(before.resolvedAt, millisOf(after.openedAt));
}
