import { isPartial, sees, seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { Freshness } from '../../../domain/job/health/health.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { serviceTenantId, type WatchedRow } from '../../../domain/tenant/tenant.ts';
import { oldestFailing } from '../../../domain/view/tenant-counts.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader, FleetSnapshot } from '../../tenant/fleet-cache.ts';
import { createJobFinder } from './find-listed-job.ts';
import type { FleetView, FleetViewReader } from './fleet-view-cache.ts';

/** When each of these was read. What was never understood was never read. */
export function readingTimes(shown: readonly { observedAt?: string; freshness: Freshness }[]): string[] {
  return shown.flatMap(({ observedAt, freshness }) => (freshness === 'unknown' ? [] : (observedAt ?? [])));
}

/** The readings that the numbers of these tenants rest on: a pass does not vouch for a job whose own reading fails. */
export function tenantsReadAt(tenants: readonly TenantDescription[]): string[] {
  return tenants.flatMap(({ observedAt, counts }) => [observedAt ?? [], counts.failingReadAt ?? []].flat());
}

interface Asked {
  visible: Visibility;
  tenantId?: string | undefined;
}

/** The last complete readings of the tenants in question. */
export async function passTimes({ fleetRows }: { fleetRows: FleetReader }, asked: Asked): Promise<string[]> {
  return (await askedRows(fleetRows, asked)).flatMap(({ lastCompletedAt }) => lastCompletedAt ?? []);
}

/** The readings that vouch for a list of jobs, or of what is wrong with them, in which there is nothing. */
export async function timesBehindNothing(
  { fleetRows, fleetView }: { fleetRows: FleetReader; fleetView: FleetViewReader },
  asked: Asked,
): Promise<string[]> {
  const rows = await askedRows(fleetRows, asked);
  const isPart = ({ tenantId }: WatchedRow) => isPartial(asked.visible, tenantId);
  const view = rows.some(isPart) ? await fleetView.read() : undefined;
  const seenJobs = (tenantId: string) => (view?.tenants.get(tenantId)?.jobs ?? []).filter((job) => sees(asked.visible, job));
  const failingReadAt = (row: WatchedRow) => (isPart(row) ? oldestFailing(seenJobs(row.tenantId)) : row.counts?.failingReadAt);
  return rows.flatMap((row) => [row.lastCompletedAt ?? [], failingReadAt(row) ?? []].flat());
}

async function askedRows(fleetRows: FleetReader, { visible, tenantId }: Asked): Promise<WatchedRow[]> {
  const { tenants } = await fleetRows.read();
  return tenants.filter((row) => seesPartOf(visible, row.tenantId) && (tenantId === undefined || row.tenantId === tenantId));
}

/** The readings that the incidents of a list rest on: of its job where one has a job, else of its tenant. */
export function incidentsReadAt(incidents: readonly Incident[], view: FleetView, { tenants, service }: FleetSnapshot): string[] {
  const passes = new Map(tenants.map(({ tenantId, lastCompletedAt }) => [tenantId, lastCompletedAt]));
  const jobOf = createJobFinder(view);
  return incidents.flatMap(({ tenantId, scope }) => {
    if (tenantId === serviceTenantId) return service?.monitorJudgedAt ?? [];
    return jobOf({ tenantId, scope })?.observedAt ?? passes.get(tenantId) ?? [];
  });
}

/** The same for one incident, by point reads. */
export async function incidentReadAt({ fleet, state }: Pick<Ports, 'fleet' | 'state'>, { tenantId, scope }: Incident): Promise<string[]> {
  const key = scope.kind === 'job' ? { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId } : undefined;
  const [row, job] = await Promise.all([fleet.get(tenantId), key && state.getJob(key)]);
  const readAt =
    tenantId === serviceTenantId ? row?.value.monitorJudgedAt : ((job && lastReadAt(job.value, row?.value)) ?? row?.value.lastCompletedAt);
  return readAt === undefined ? [] : [readAt];
}
