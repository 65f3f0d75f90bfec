import type { IncidentSummary } from '../../../domain/incident/incident.ts';
import { jobPlace } from '../../../domain/job/synchronization-job.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import type { FleetView } from './fleet-view-cache.ts';

/** Prepares to find the jobs of incidents among those of a view; the jobs of a tenant are looked through once. */
export function createJobFinder(view: FleetView): (incident: Pick<IncidentSummary, 'tenantId' | 'scope'>) => ListedJob | undefined {
  const known = new Map<string, Map<string, ListedJob>>();
  const jobsOf = (tenantId: string) => {
    const jobs = known.get(tenantId) ?? new Map(view.tenants.get(tenantId)?.jobs.map((job) => [jobPlace(job), job]));
    known.set(tenantId, jobs);
    return jobs;
  };
  return ({ tenantId, scope }) => (scope.kind === 'job' ? jobsOf(tenantId).get(jobPlace(scope)) : undefined);
}
