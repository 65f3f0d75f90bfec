import { isPartial, sees, seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { Freshness } from '../../../domain/job/health/health.ts';
import type { TenantDescription } from '../../../domain/tenant/describe-tenant.ts';
import { serviceTenantId, type WatchedRow } from '../../../domain/tenant/tenant.ts';
import { oldestTime } from '../../../domain/time.ts';
import { oldestFailing } from '../../../domain/view/tenant-counts.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader, FleetSnapshot } from '../../tenant/fleet-cache.ts';
import type { FleetView, FleetViewReader } from './fleet-view-cache.ts';

/** When the oldest of these readings was made. What was never understood was never read. */
export function oldestReading(shown: readonly { observedAt?: string; freshness: Freshness }[]): string | undefined {
  return oldestTime(shown.map(({ observedAt, freshness }) => (freshness === 'unknown' ? undefined : observedAt)));
}

/** The oldest reading that the numbers of these tenants rest on: a pass does not vouch for a job whose own reading fails. */
export function tenantsReadAt(tenants: readonly TenantDescription[]): string | undefined {
  return oldestTime(tenants.flatMap(({ observedAt, counts }) => [observedAt, counts.failingReadAt]));
}

interface Asked {
  visible: Visibility;
  tenantId?: string | undefined;
}

/** The oldest complete reading of the tenants in question. */
export async function oldestPass({ fleetRows }: { fleetRows: FleetReader }, asked: Asked): Promise<string | undefined> {
  return oldestTime((await askedRows(fleetRows, asked)).map(({ lastCompletedAt }) => lastCompletedAt));
}

/** The oldest reading that vouches for a list of jobs, or of what is wrong with them, in which there is nothing. */
export async function oldestBehindNothing(
  { fleetRows, fleetView }: { fleetRows: FleetReader; fleetView: FleetViewReader },
  asked: Asked,
): Promise<string | undefined> {
  const rows = await askedRows(fleetRows, asked);
  const isPart = ({ tenantId }: WatchedRow) => isPartial(asked.visible, tenantId);
  const view = rows.some(isPart) ? await fleetView.read() : undefined;
  const seenJobs = (tenantId: string) => (view?.tenants.get(tenantId)?.jobs ?? []).filter((job) => sees(asked.visible, job));
  return oldestTime(
    rows.flatMap((row) => [row.lastCompletedAt, isPart(row) ? oldestFailing(seenJobs(row.tenantId)) : row.counts?.failingReadAt]),
  );
}

async function askedRows(fleetRows: FleetReader, { visible, tenantId }: Asked): Promise<WatchedRow[]> {
  const { tenants } = await fleetRows.read();
  return tenants.filter((row) => seesPartOf(visible, row.tenantId) && (tenantId === undefined || row.tenantId === tenantId));
}

/** The oldest reading that the incidents of a list rest on: of its job where one has a job, else of its tenant. */
export function incidentsReadAt(incidents: readonly Incident[], view: FleetView, { tenants, service }: FleetSnapshot): string | undefined {
  const passes = new Map(tenants.map(({ tenantId, lastCompletedAt }) => [tenantId, lastCompletedAt]));
  const ofJobs = new Map<string, Map<string, string>>();
  const jobsOf = (tenantId: string) => {
    const known = ofJobs.get(tenantId);
    if (known !== undefined) return known;
    const read = (view.tenants.get(tenantId)?.jobs ?? []).map((job) => [`${job.servicePrincipalId} ${job.jobId}`, job.observedAt] as const);
    const made = new Map(read);
    ofJobs.set(tenantId, made);
    return made;
  };
  return oldestTime(
    incidents.map(({ tenantId, scope }) => {
      if (tenantId === serviceTenantId) return service?.monitorJudgedAt;
      const own = scope.kind === 'job' ? jobsOf(tenantId).get(`${scope.servicePrincipalId} ${scope.jobId}`) : undefined;
      return own ?? passes.get(tenantId);
    }),
  );
}

/** The same for one incident, by point reads. */
export async function incidentReadAt(
  { fleet, state }: Pick<Ports, 'fleet' | 'state'>,
  { tenantId, scope }: Incident,
): Promise<string | undefined> {
  const key = scope.kind === 'job' ? { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId } : undefined;
  const [row, job] = await Promise.all([fleet.get(tenantId), key && state.getJob(key)]);
  if (tenantId === serviceTenantId) return row?.value.monitorJudgedAt;
  return (job && lastReadAt(job.value, row?.value)) ?? row?.value.lastCompletedAt;
}
