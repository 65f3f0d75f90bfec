import { createHash } from 'node:crypto';
import type { Incident } from '../../../domain/incident/incident.ts';
import { type FleetRow, tenantNameOf } from '../../../domain/tenant/tenant.ts';
import type { RecentPast } from '../../../domain/view/job-view.ts';
import { type JudgedTenant, judgeTenant, type ListedJob } from '../../../domain/view/judge-tenant.ts';
import { compareJobs } from '../../../domain/view/sort-jobs.ts';
import type { Ports } from '../../ports/ports.ts';
import { cacheLifeInMs, type FleetReader, type FleetSnapshot } from '../../tenant/fleet-cache.ts';
import { type HeldView, isCurrent, readChangedViews } from './read-changed-views.ts';

/** One tenant as the lists show it. */
export interface TenantView extends JudgedTenant {
  tenantId: string;
  tenantName: string;
  incidents: readonly Incident[];
  past: RecentPast;
  /** Changes with every job and every open incident, but not with the times of our readings. */
  signature: string;
}

export interface FleetView {
  tenants: ReadonlyMap<string, TenantView>;
  /** Every job of every tenant, worst first. */
  jobs: readonly ListedJob[];
  /** Made of the signatures of all tenants. */
  signature: string;
}

export interface FleetViewReader {
  /** The very same view for as long as nothing shown differs, the times of readings included. */
  read(): Promise<FleetView>;
}

interface Cached {
  view: FleetView;
  snapshot: FleetSnapshot;
  /** Until then nothing has to be looked at again unless a row changes. */
  validUntil: number;
  judgements: ReadonlyMap<string, Judgement>;
}

/** The view of one tenant and what it was judged on; it holds while these are the same and time has not changed it. */
interface Judgement {
  view: TenantView;
  held: HeldView;
  /** Of the tenant's row: when it was read, and what keeps it from being read. */
  reading: readonly (string | undefined)[];
}

/**
 * The read model of this instance: pages are read again only for tenants whose row names others, jobs are judged again only where a
 * reading, the pages or the passing of time changed them.
 */
export function createFleetViewCache(
  deps: Pick<Ports, 'clock' | 'views'> & { fleetRows: FleetReader },
  { pollIntervalInMs }: { pollIntervalInMs: number },
): FleetViewReader {
  let cached: Cached | undefined;
  let refreshing: { snapshot: FleetSnapshot; view: Promise<FleetView> } | undefined;

  async function refresh(snapshot: FleetSnapshot): Promise<FleetView> {
    const now = deps.clock.now();
    const rows = rowsOf(snapshot);
    const known = cached?.judgements ?? new Map<string, Judgement>();
    const held = await readChangedViews(deps, new Map([...known].map(([tenantId, judgement]) => [tenantId, judgement.held])), rows);
    const judgements = judgeRows(rows, { known, held, pollIntervalInMs, now });
    const isSame = judgements.size === known.size && [...judgements].every(([id, judgement]) => known.get(id) === judgement);
    const view = isSame && cached !== undefined ? cached.view : viewOf(judgements);
    const isComplete = rows.every((row) => row.viewVersion === undefined || isCurrent(held.get(row.tenantId), row));
    cached = { view, judgements, snapshot, validUntil: isComplete ? judgedUntil(view) : now + cacheLifeInMs };
    return view;
  }

  function heldFor(snapshot: FleetSnapshot): FleetView | undefined {
    return cached?.snapshot === snapshot && deps.clock.now() < cached.validUntil ? cached.view : undefined;
  }

  /** The view of these rows, or the one that somebody else is waiting for. */
  function refreshed(snapshot: FleetSnapshot): Promise<FleetView> {
    refreshing ??= {
      snapshot,
      view: refresh(snapshot).finally(() => {
        refreshing = undefined;
      }),
    };
    return refreshing.view;
  }

  return {
    async read() {
      const snapshot = await deps.fleetRows.read();
      const held = heldFor(snapshot);
      if (held !== undefined) return held;
      if (refreshing === undefined || refreshing.snapshot === snapshot) return refreshed(snapshot);
      // Whoever knows of newer rows must not be answered with a view of older ones. Waiting once is enough: whatever is refreshed
      // afterwards began with rows at least as new.
      await refreshing.view.catch(() => undefined);
      const newest = await deps.fleetRows.read();
      return heldFor(newest) ?? refreshed(newest);
    },
  };
}

function judgeRows(
  rows: readonly FleetRow[],
  facts: { known: ReadonlyMap<string, Judgement>; held: ReadonlyMap<string, HeldView>; pollIntervalInMs: number; now: number },
): Map<string, Judgement> {
  const { known, held, pollIntervalInMs, now } = facts;
  return new Map(
    rows.flatMap((row) => {
      const pages = held.get(row.tenantId);
      return pages === undefined ? [] : [[row.tenantId, judge(known.get(row.tenantId), { row, held: pages, pollIntervalInMs, now })]];
    }),
  );
}

function rowsOf({ tenants, service }: FleetSnapshot): FleetRow[] {
  return service === undefined ? [...tenants] : [...tenants, service];
}

function judge(
  known: Judgement | undefined,
  { row, held, pollIntervalInMs, now }: { row: FleetRow; held: HeldView; pollIntervalInMs: number; now: number },
): Judgement {
  const { tenantId } = row;
  const reading = [row.lastCompletedAt, row.unreadableReason, row.unreadableCode];
  const tenantName = tenantNameOf(row);
  const isSame = known?.held === held && known.reading.every((each, at) => each === reading[at]) && known.view.tenantName === tenantName;
  if (isSame && now < known.view.judgedUntil) return known;
  const incidents = held.pages[0]?.incidents ?? [];
  const judged = judgeTenant(
    held.pages.flatMap(({ jobs }) => jobs),
    { row, tenantName, pollIntervalInMs, now, incidents: new Map(incidents.map((incident) => [incident.incidentId, incident])) },
  );
  const { closedIncidents = [], operations = [] } = { ...held.pages[0] };
  const past = { closedIncidents, operations };
  const signature = signatureOf(judged.jobs, incidents);
  return { held, reading, view: { ...judged, tenantId, tenantName, incidents, past, signature } };
}

function signatureOf(jobs: readonly ListedJob[], incidents: readonly Incident[]): string {
  const signature = createHash('sha256');
  for (const job of jobs) signature.update(JSON.stringify({ ...job, observedAt: undefined }));
  return signature.update(JSON.stringify(incidents)).digest('base64url');
}

function judgedUntil({ tenants }: FleetView): number {
  return [...tenants.values()].reduce((soonest, tenant) => Math.min(soonest, tenant.judgedUntil), Number.POSITIVE_INFINITY);
}

function viewOf(judgements: ReadonlyMap<string, Judgement>): FleetView {
  const tenants = new Map([...judgements].map(([tenantId, { view }]) => [tenantId, view]));
  // The runs of each tenant are in order already, which the engine's merge sort makes use of.
  const jobs = [...tenants.values()].flatMap((tenant) => tenant.jobs).sort(compareJobs);
  const signature = createHash('sha256');
  for (const [tenantId, view] of tenants) signature.update(`${tenantId}=${view.signature},`);
  return { tenants, jobs, signature: signature.digest('base64url') };
}
