import type { Health, Tenant } from '../../../client/client.d.ts';
import { healths } from '../../words/healths.ts';

/** How a tenant stands: unknown where it cannot be read, whatever was read before; else as its worst job, or what is open of the tenant itself. */
export function healthOf(tenant: Pick<Tenant, 'unreadable' | 'freshness' | 'jobs' | 'incidentsBeyondJobs'>): Health {
  const { unreadable, freshness, jobs, incidentsBeyondJobs } = tenant;
  if (unreadable !== undefined || freshness !== 'fresh') return 'unknown';
  const own = incidentsBeyondJobs?.value.map(({ severity }) => severity as Health) ?? [];
  return healths.find((health) => (jobs.byHealth[health] ?? 0) > 0 || own.includes(health)) ?? 'healthy';
}
