import { seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { Freshness } from '../../../domain/job/health/health.ts';
import { serviceTenantId } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader, FleetSnapshot } from '../../tenant/fleet-cache.ts';
import type { FleetView } from './fleet-view-cache.ts';

/** The oldest of these times, UTC ISO; undefined where there is none. */
export function oldestTime(times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((oldest, time) => (oldest === undefined || (time !== undefined && time < oldest) ? time : oldest), undefined);
}

/** When the oldest of these readings was made. What was never understood was never read. */
export function oldestReading(shown: readonly { observedAt?: string; freshness: Freshness }[]): string | undefined {
  return oldestTime(shown.map(({ observedAt, freshness }) => (freshness === 'unknown' ? undefined : observedAt)));
}

/** The oldest complete reading of the tenants in question: what vouches for an empty list. */
export async function oldestPass(
  { fleetRows }: { fleetRows: FleetReader },
  { visible, tenantId }: { visible: Visibility; tenantId?: string | undefined },
): Promise<string | undefined> {
  const { tenants } = await fleetRows.read();
  const asked = tenants.filter((row) => seesPartOf(visible, row.tenantId) && (tenantId === undefined || row.tenantId === tenantId));
  return oldestTime(asked.map(({ lastCompletedAt }) => lastCompletedAt));
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
