import type { Incident } from './incident.ts';

/** The sort key of an open incident: severity, age, id. */
export type IncidentSortKey = Pick<Incident, 'severity' | 'openedAt' | 'incidentId'>;

/** Worst first, then the oldest. */
export function compareIncidents(one: IncidentSortKey, other: IncidentSortKey): number {
  if (one.severity !== other.severity) return one.severity === 'critical' ? -1 : 1;
  if (one.openedAt !== other.openedAt) return one.openedAt < other.openedAt ? -1 : 1;
  return one.incidentId < other.incidentId ? -1 : one.incidentId > other.incidentId ? 1 : 0;
}
