import type { FleetStatus } from '../../../client/client.d.ts';
import { conditionTitle } from '../../words/conditions.ts';
import { scopeNames } from '../../words/scope-names.ts';
import { type Filter, isFiltering } from './jobs/filter-jobs.ts';
import { findsIn } from './jobs/find-words.ts';

export type BeyondJobs = FleetStatus['incidentsBeyondJobs']['value'][number];

/** More than these would push the jobs down. */
const mostShown = 5;

/** What an incident is of: the domain, the application, or the tenant. */
export function nameOfIncident({ displayName, tenantName, tenantId }: BeyondJobs): string {
  return displayName ?? tenantName ?? tenantId;
}

export function placeOfIncident({ scope, displayName, tenantName, tenantId }: BeyondJobs): string {
  return displayName === undefined ? scopeNames[scope] : `${tenantName ?? tenantId} · ${scopeNames[scope]}`;
}

// The row of a tenant that cannot be read says it already, and leads there.
function isToldByTenant({ tenants: { unreadable } }: FleetStatus, { scope, condition, tenantId }: BeyondJobs): boolean {
  return scope === 'tenant' && isOfReading(condition) && unreadable.some((tenant) => tenant.tenantId === tenantId);
}

function isOfReading(condition: string): boolean {
  return condition === 'consentMissing' || condition === 'unreachable';
}

/** The incident by which a tenant that cannot be read is told of. */
export function incidentOfReading({ incidentsBeyondJobs }: FleetStatus, tenantId: string): BeyondJobs | undefined {
  return incidentsBeyondJobs.value.find(
    (incident) => incident.tenantId === tenantId && incident.scope === 'tenant' && isOfReading(incident.condition),
  );
}

/** The open incidents that stand above the jobs, as a filter leaves them, and how many more there are. */
export function beyondJobsShown(status: FleetStatus, filter: Filter): { shown: BeyondJobs[]; more: number } {
  const { count, value } = status.incidentsBeyondJobs;
  const own = value.filter((incident) => !isToldByTenant(status, incident));
  const found = own.filter((incident) => matches(incident, filter));
  // Of those that are not told nobody knows whether a filter would leave them.
  const untold = isFiltering(filter) ? 0 : count - value.length;
  return { shown: found.slice(0, mostShown), more: Math.max(0, found.length - mostShown) + untold };
}

function matches(incident: BeyondJobs, { health, text }: Filter): boolean {
  const { displayName, tenantName, tenantId, condition, causeCode, severity } = incident;
  const words = [displayName, tenantName, tenantId, conditionTitle(condition), condition, causeCode].join('\n');
  return (health === undefined || severity === health) && findsIn(text)(words);
}
