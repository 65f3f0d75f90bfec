import type { Incident } from './incident.ts';
import type { JobRecord } from './job-record.ts';
import type { TenantCounts } from './tenant.ts';

/** Jobs by state and stored health, and open incidents by severity; removed jobs do not count. */
export function countTenant(records: readonly JobRecord[], incidents: readonly Incident[]): TenantCounts {
  const live = records.filter(({ removedAt }) => removedAt === undefined);
  const open = incidents.filter(({ state }) => state === 'open');
  return {
    jobs: live.length,
    byState: tally(live.map(({ snapshot }) => snapshot.state)),
    byHealth: tally(live.map(({ health }) => health)),
    incidents: tally(open.map(({ severity }) => severity)),
  };
}

function tally<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
