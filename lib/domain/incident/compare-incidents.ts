import type { Incident } from './incident.ts';

// Later than any time.
const never = '\uffff';

/** The sort key of an open incident: severity, end, age, id. */
export interface IncidentSortKey extends Pick<Incident, 'severity' | 'openedAt' | 'incidentId'> {
  /** When its job is switched off, UTC ISO; absent or empty where nothing is. */
  disableAt?: string;
}

/** Worst first, then what is switched off first, then the oldest. */
export function compareIncidents(one: IncidentSortKey, other: IncidentSortKey): number {
  if (one.severity !== other.severity) return one.severity === 'critical' ? -1 : 1;
  const [its, that] = [one.disableAt || never, other.disableAt || never];
  if (its !== that) return its < that ? -1 : 1;
  if (one.openedAt !== other.openedAt) return one.openedAt < other.openedAt ? -1 : 1;
  return one.incidentId < other.incidentId ? -1 : one.incidentId > other.incidentId ? 1 : 0;
}
