import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { FleetView } from '../fleet/fleet-view-cache.ts';

/** Looks up what a job was called when it was read last; undefined of one that is gone, or was never read. The jobs of a tenant are gone through once. */
export function jobNamesIn({ tenants }: Pick<FleetView, 'tenants'>): (key: JobKey) => string | undefined {
  const known = new Map<string, ReadonlyMap<string, string>>();
  return ({ tenantId, servicePrincipalId, jobId }) => {
    const names = known.get(tenantId) ?? namesIn(tenants.get(tenantId)?.jobs ?? []);
    known.set(tenantId, names);
    return names.get(placeOf({ servicePrincipalId, jobId }));
  };
}

type Named = Omit<JobKey, 'tenantId'> & { displayName: string };

function namesIn(jobs: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(jobs.map((job) => [placeOf(job), job.displayName]));
}

function placeOf({ servicePrincipalId, jobId }: Omit<JobKey, 'tenantId'>): string {
  return `${servicePrincipalId}/${jobId}`;
}
