import type { Incident } from '../incident/incident.ts';
import type { TenantCounts } from '../tenant/tenant.ts';
import type { JobSummary } from './job-view.ts';

/** Jobs by state and stored health, and open incidents by severity. */
export function countTenant(jobs: readonly Pick<JobSummary, 'state' | 'health'>[], incidents: readonly Incident[]): TenantCounts {
  const open = incidents.filter(({ state }) => state === 'open');
  return {
    jobs: jobs.length,
    byState: tally(jobs.map(({ state }) => state)),
    byHealth: tally(jobs.map(({ health }) => health)),
    incidents: tally(open.map(({ severity }) => severity)),
  };
}

function tally<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
