import { sees, seesPartOf, type Visibility } from '../../domain/access/visibility.ts';
import type { Condition } from '../../domain/condition.ts';
import { compareIncidents, type IncidentSortKey } from '../../domain/incident/compare-incidents.ts';
import type { Incident, IncidentSummary } from '../../domain/incident/incident.ts';
import { placeOf } from '../../domain/incident/incident-scope.ts';
import { type ClosedSortKey, compareClosed } from '../../domain/incident/recent-incidents.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';
import { createJobFinder } from './fleet/find-listed-job.ts';
import type { FleetView } from './fleet/fleet-view-cache.ts';
import { compareListed, incidentKeyOf, type ListedIncident, listIncident } from './incident-outlook.ts';

interface IncidentFilters {
  condition?: Condition | undefined;
  causeCode?: string | undefined;
  tenantId?: string | undefined;
}

interface IncidentPage {
  value: ListedIncident[];
  last?: ListedIncident;
}

/** One page of the open incidents that somebody may see. */
export function listOpenIncidents(
  view: FleetView,
  {
    visible,
    filters,
    pageSize,
    after,
  }: { visible: Visibility; filters: IncidentFilters; pageSize: number; after?: IncidentSortKey | undefined },
): IncidentPage {
  const jobOf = createJobFinder(view);
  const matching = [...view.tenants.values()]
    .filter(({ tenantId }) => seesPartOf(visible, tenantId))
    .flatMap(({ incidents }) => incidents)
    .filter((incident) => incident.state === 'open' && sees(visible, placeOf(incident)) && matches(incident, filters))
    .map((incident) => listIncident(incident, jobOf(incident)))
    .filter((listed) => after === undefined || compareIncidents(incidentKeyOf(listed), after) > 0)
    .sort(compareListed);
  const value = matching.slice(0, pageSize);
  const last = value.at(-1);
  return matching.length > pageSize && last !== undefined ? { value, last } : { value };
}

interface RecentQuery {
  visible: Visibility;
  filters: IncidentFilters;
  pageSize: number;
  after?: ClosedSortKey | undefined;
}

/** One page of the incidents of all tenants that closed lately and that somebody may see, the latest first. */
export function listRecentlyClosed(
  view: FleetView,
  { visible, filters, pageSize, after }: RecentQuery,
): { value: IncidentSummary[]; last?: IncidentSummary } {
  const matching = [...view.tenants.values()]
    .filter(({ tenantId }) => seesPartOf(visible, tenantId))
    .flatMap(({ past }) => past.closedIncidents)
    .filter((incident) => sees(visible, placeOf(incident)) && matches(incident, filters))
    .filter((incident) => after === undefined || compareClosed(incident, after) > 0)
    .sort(compareClosed);
  const value = matching.slice(0, pageSize);
  const last = value.at(-1);
  return matching.length > pageSize && last !== undefined ? { value, last } : { value };
}

const mostPagesRead = 10;

interface ClosedQuery {
  tenantId: string;
  visible: Visibility;
  filters: IncidentFilters;
  pageSize: number;
  after?: string | undefined;
}

/**
 * All closed incidents of one tenant that are kept, as the store keeps them, newest first; `after` is the store's key. A filtered page may be short, and
 * there is none of a tenant that is not watched or not visible.
 */
export async function listClosedIncidents(
  deps: Pick<Ports, 'state'> & { fleetRows: FleetReader },
  { tenantId, visible, filters, pageSize, after }: ClosedQuery,
): Promise<{ value: Incident[]; after?: string }> {
  const { tenants } = await deps.fleetRows.read();
  const value: Incident[] = [];
  if (!seesPartOf(visible, tenantId) || !tenants.some((row) => row.tenantId === tenantId)) return { value };
  const isShown = (incident: Incident) => sees(visible, placeOf(incident));
  let place = after;
  for (let read = 0; read < mostPagesRead; read++) {
    const page = await deps.state.listPastIncidents(tenantId, {
      pageSize: pageSize - value.length,
      isShown,
      ...(place && { after: place }),
    });
    value.push(...page.value.filter((incident) => matches(incident, filters)));
    place = page.after;
    if (place === undefined || value.length >= pageSize) break;
  }
  return { value, ...(place && { after: place }) };
}

function matches(incident: IncidentSummary, { condition, causeCode, tenantId }: IncidentFilters): boolean {
  return (
    (condition === undefined || incident.condition === condition) &&
    (causeCode === undefined || incident.causeCode === causeCode) &&
    (tenantId === undefined || incident.tenantId === tenantId)
  );
}
