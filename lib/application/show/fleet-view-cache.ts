import { createHash } from 'node:crypto';
import type { Incident } from '../../domain/incident/incident.ts';
import { type FleetRow, tenantNameOf } from '../../domain/tenant/tenant.ts';
import type { JobSummary, JobViewPage } from '../../domain/view/job-view.ts';
import { type JudgedTenant, judgeTenant, type ListedJob } from '../../domain/view/judge-tenant.ts';
import { compareJobs } from '../../domain/view/sort-jobs.ts';
import type { Ports } from '../ports/ports.ts';
import { cacheLifeInMs, type FleetReader, type FleetSnapshot } from '../tenant/fleet-cache.ts';
import { type HeldView, isCurrent, readChangedViews } from './read-changed-views.ts';

/** One tenant as the lists show it. */
export interface TenantView extends JudgedTenant {
  tenantId: string;
  tenantName: string;
  incidents: readonly Incident[];
  /** Changes with everything shown but the times of our readings. */
  signature: string;
}

export interface FleetView {
  /** +1 whenever anything shown differs, the times of readings included. */
  revision: number;
  tenants: ReadonlyMap<string, TenantView>;
  /** Every job of every tenant, worst first. */
  jobs: readonly ListedJob[];
  /** Changes with the signature of any tenant. */
  signature: string;
}

export interface FleetViewReader {
  read(): Promise<FleetView>;
}

interface Cached {
  view: FleetView;
  fleetRevision: number;
  /** Until then nothing has to be looked at again unless a row changes. */
  validUntil: number;
  inputs: Map<string, TenantInput>;
}

interface TenantInput {
  view: TenantView;
  held: HeldView;
  fingerprint: string;
}

/**
 * The read model of this instance: pages are read again only for tenants whose row names another version, jobs are judged again only
 * where a reading, the version or the passing of time changed them.
 */
export function createFleetViewCache(
  deps: Pick<Ports, 'clock' | 'views'> & { fleetRows: FleetReader },
  { pollIntervalInMs }: { pollIntervalInMs: number },
): FleetViewReader {
  let cached: Cached | undefined;
  let refreshing: { revision: number; view: Promise<FleetView> } | undefined;

  async function refresh(snapshot: FleetSnapshot): Promise<FleetView> {
    const now = deps.clock.now();
    const rows = rowsOf(snapshot);
    const held = await readChangedViews(deps, heldOf(cached), rows);
    const inputs = new Map<string, TenantInput>();
    for (const row of rows) {
      const known = cached?.inputs.get(row.tenantId);
      const view = held.get(row.tenantId);
      if (view !== undefined) inputs.set(row.tenantId, inputOf({ row, held: view, known, pollIntervalInMs, now }));
    }
    const isSame =
      cached !== undefined && inputs.size === cached.inputs.size && [...inputs].every(([id, input]) => cached?.inputs.get(id) === input);
    const view = isSame && cached !== undefined ? cached.view : viewOf(inputs, (cached?.view.revision ?? 0) + 1);
    const isComplete = rows.every((row) => row.viewVersion === undefined || isCurrent(held.get(row.tenantId), row));
    const judgedUntil = [...inputs.values()].map((input) => input.view.judgedUntil);
    const validUntil = isComplete
      ? judgedUntil.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
      : now + cacheLifeInMs;
    cached = { view, inputs, fleetRevision: snapshot.revision, validUntil };
    return view;
  }

  return {
    async read() {
      const snapshot = await deps.fleetRows.read();
      if (cached?.fleetRevision === snapshot.revision && deps.clock.now() < cached.validUntil) return cached.view;
      // Whoever knows of newer rows must not be answered with a view of older ones.
      while (refreshing !== undefined && refreshing.revision < snapshot.revision) await refreshing.view.catch(() => undefined);
      refreshing ??= {
        revision: snapshot.revision,
        view: refresh(snapshot).finally(() => {
          refreshing = undefined;
        }),
      };
      return refreshing.view;
    },
  };
}

function rowsOf({ tenants, service }: FleetSnapshot): FleetRow[] {
  return service === undefined ? [...tenants] : [...tenants, service];
}

function heldOf(cached: Cached | undefined): ReadonlyMap<string, HeldView> {
  return new Map([...(cached?.inputs ?? [])].map(([tenantId, { held }]) => [tenantId, held]));
}

function inputOf(facts: {
  row: FleetRow;
  held: HeldView;
  known: TenantInput | undefined;
  pollIntervalInMs: number;
  now: number;
}): TenantInput {
  const { row, held, known, pollIntervalInMs, now } = facts;
  const tenantName = tenantNameOf(row);
  const fingerprint = JSON.stringify([row.viewVersion, row.viewHash, row.lastCompletedAt, tenantName]);
  if (known?.held === held && known.fingerprint === fingerprint && now < known.view.judgedUntil) return known;
  const judged = judgeTenant(summariesOf(held.pages), { row, tenantName, pollIntervalInMs, now });
  const incidents = held.pages[0]?.incidents ?? [];
  const signature = signatureOf(judged.jobs, incidents);
  return { held, fingerprint, view: { ...judged, signature, tenantId: row.tenantId, tenantName, incidents } };
}

function signatureOf(jobs: readonly ListedJob[], incidents: readonly Incident[]): string {
  const signature = createHash('sha256');
  for (const job of jobs) signature.update(JSON.stringify({ ...job, observedAt: undefined }));
  return signature.update(JSON.stringify(incidents)).digest('base64url');
}

function summariesOf(pages: readonly JobViewPage[]): JobSummary[] {
  return pages.flatMap(({ jobs }) => jobs);
}

function viewOf(inputs: ReadonlyMap<string, TenantInput>, revision: number): FleetView {
  const tenants = new Map([...inputs].map(([tenantId, { view }]) => [tenantId, view]));
  // The runs of each tenant are in order already, which the engine's merge sort makes use of.
  const jobs = [...tenants.values()].flatMap((tenant) => tenant.jobs).sort(compareJobs);
  const signature = createHash('sha256');
  for (const [tenantId, view] of tenants) signature.update(`${tenantId}=${view.signature},`);
  return { revision, tenants, jobs, signature: signature.digest('base64url') };
}
