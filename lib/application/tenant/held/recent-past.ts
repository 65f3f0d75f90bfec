import { canonicalText } from '../../../domain/canonical-text.ts';
import { formatIncidentId } from '../../../domain/ids.ts';
import type { ClosedIncident, IncidentSummary } from '../../../domain/incident/incident.ts';
import {
  compareClosed,
  isRecent,
  type PastIncidentRef,
  recentClosings,
  summariseIncident,
} from '../../../domain/incident/recent-incidents.ts';
import { listedOperations, shownOperation } from '../../../domain/operation/listed-operations.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { RecentPast } from '../../../domain/view/job-view.ts';
import type { Ports } from '../../ports/ports.ts';
import { mapLimited } from '../map-limited.ts';
import type { TenantMemory } from './tenant-memory.ts';

type Deps = Pick<Ports, 'views' | 'state'>;

interface Facts {
  tenantId: string;
  memory: TenantMemory;
  now: number;
  /** All that are kept, where there ever was one. */
  operations: readonly OperationRecord[];
}

/** A row has its limit. */
const mostClosed = 1_000;
const readsAtOnce = 8;
// Beyond this many one scan is cheaper than a request for each.
const scanFrom = 32;
const pageSize = 1_000;

/** What the recent past is made of, as far as the rows of now tell: it differs when the past does, and only then. */
export function pastFacts({ memory, now }: Pick<Facts, 'memory' | 'now'>): string {
  const operations = [...memory.operations.values()].map(shownOperation);
  return canonicalText({ closings: recentClosings(currentIncidents(memory), now), operations });
}

/**
 * What lately was in a tenant. The closed incidents are those of the page that was published before and those that closed since; without
 * such a page, or where many closed, all of the past is looked through.
 */
export async function readRecentPast(deps: Deps, facts: Facts): Promise<RecentPast> {
  const closedIncidents = await readClosed(deps, facts);
  return {
    closedIncidents: closedIncidents.toSorted(compareClosed).slice(0, mostClosed),
    operations: listedOperations(facts.operations),
  };
}

async function readClosed(deps: Deps, { tenantId, memory, now }: Facts): Promise<IncidentSummary[]> {
  if (currentIncidents(memory).every(({ state, openedSeq }) => state === 'open' && openedSeq === 1)) return [];
  const published = (await deps.views.readFirst(tenantId))?.closedIncidents;
  if (published === undefined) return scanClosed(deps, tenantId, now);
  const kept = published.filter(({ resolvedAt }) => isRecent(resolvedAt, now));
  const known = new Set(kept.map(({ incidentId }) => incidentId));
  const isNew = (ref: PastIncidentRef) => !known.has(formatIncidentId({ tenantId, ...ref }));
  const closings = recentClosings(currentIncidents(memory), now).filter(isNew);
  if (closings.length >= scanFrom) return scanClosed(deps, tenantId, now);
  const found = await mapLimited(closings, readsAtOnce, ({ hash, openedSeq }) => deps.state.getPastIncident(tenantId, hash, openedSeq));
  return [
    ...kept,
    ...found.flatMap((closed) => (closed !== undefined && isRecent(closed.resolvedAt, now) ? summariseIncident(closed) : [])),
  ];
}

async function scanClosed({ state }: Deps, tenantId: string, now: number): Promise<IncidentSummary[]> {
  const closed: IncidentSummary[] = [];
  const isShown = ({ resolvedAt }: ClosedIncident) => isRecent(resolvedAt, now);
  let after: string | undefined;
  do {
    const page = await state.listPastIncidents(tenantId, { pageSize, isShown, ...(after !== undefined && { after }) });
    closed.push(...page.value.map(summariseIncident));
    after = page.after;
  } while (after !== undefined);
  return closed;
}

function currentIncidents(memory: TenantMemory) {
  return [...memory.incidents.values()].map(({ value }) => value);
}
