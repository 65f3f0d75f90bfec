import { defined } from '../optional.ts';
import { compareIncidents } from './compare-incidents.ts';
import type { Incident, OpenIncident } from './incident.ts';
import { isWithinTenant } from './incident-scope.ts';

/** An open incident of more than one job: no row of a job tells of it. */
export interface IncidentBeyondJobs
  extends Pick<OpenIncident, 'incidentId' | 'condition' | 'causeCode' | 'severity' | 'openedAt'>,
    Pick<OpenIncident, 'acknowledgedBy' | 'acknowledgedByName' | 'snoozedUntil'> {
  scope: 'servicePrincipal' | 'domain' | 'tenant' | 'service';
  /** What of the tenant it is of; absent where that is the whole tenant. */
  displayName?: string;
}

export interface IncidentsBeyondJobs<Told = IncidentBeyondJobs> {
  count: number;
  /** The worst first, and not all where they are many. */
  value: readonly Told[];
}

// They stand in the row of their tenant, which has to stay small: every answer about the fleet reads it.
const mostKept = 20;

/** Of the open incidents of a tenant those of more than one job. */
export function incidentsBeyondJobs(incidents: readonly Incident[]): IncidentsBeyondJobs {
  const found = incidents.flatMap((incident) => (incident.state === 'open' ? inShort(incident) : [])).sort(compareIncidents);
  return { count: found.length, value: found.slice(0, mostKept) };
}

/** Those of several tenants as one list of at most `most`. */
export function joinBeyondJobs<Told extends IncidentBeyondJobs>(lists: readonly IncidentsBeyondJobs<Told>[], most: number) {
  return {
    count: lists.reduce((sum, { count }) => sum + count, 0),
    value: lists
      .flatMap(({ value }) => value)
      .sort(compareIncidents)
      .slice(0, most),
  };
}

function inShort(incident: OpenIncident): IncidentBeyondJobs[] {
  const { incidentId, condition, causeCode, severity, openedAt, scope, displayName } = incident;
  const { acknowledgedBy, acknowledgedByName, snoozedUntil } = incident;
  if (scope.kind === 'job') return [];
  const told = { incidentId, condition, causeCode, severity, openedAt, scope: scope.kind };
  const name = isWithinTenant(scope) ? displayName : undefined;
  return [{ ...told, ...defined({ displayName: name, acknowledgedBy, acknowledgedByName, snoozedUntil }) }];
}
