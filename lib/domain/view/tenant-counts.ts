import type { Incident } from '../incident/incident.ts';
import { incidentsBeyondJobs } from '../incident/incidents-beyond-jobs.ts';
import { type CompletePass, isVouchedFor, lastReadAt } from '../job/health/freshness.ts';
import { severityOf } from '../job/health/health.ts';
import type { TenantCounts } from '../tenant/tenant.ts';
import { oldestTime } from '../time.ts';
import type { JobSummary } from './job-view.ts';
import { tally } from './tally.ts';

type CountedJob = Pick<JobSummary, 'state' | 'health'> & Partial<Pick<JobSummary, 'observedAt' | 'readFailingSince'>>;

/** More times of readings than these are not told apart: the column of the tenant's row has its limit. */
const mostReadings = 200;

/**
 * Jobs by state and stored health, and open incidents by severity. `pass` is what the tenant's row says of its last complete pass: jobs it
 * does not vouch for are counted by the time of their own reading as well, so that the counts grow stale exactly when the jobs do.
 */
export function countTenant(jobs: readonly CountedJob[], incidents: readonly Incident[], pass?: CompletePass): TenantCounts {
  const open = incidents.filter(({ state }) => state === 'open');
  const beyondJobs = incidentsBeyondJobs(open);
  const ownReadings = pass === undefined ? [] : countOwnReadings(jobs, pass);
  const failingReadAt = oldestFailing(jobs);
  return {
    jobs: jobs.length,
    byState: tally(jobs.map(({ state }) => state)),
    byHealth: tally(jobs.map(({ health }) => health)),
    incidents: tally(open.map(({ severity }) => severity)),
    ...(beyondJobs.count > 0 && { beyondJobs }),
    ...(ownReadings.length > 0 && { ownReadings }),
    ...(failingReadAt !== undefined && { failingReadAt }),
  };
}

/** When the longest unread of the jobs whose reading fails was last read well, UTC ISO; undefined where there is none. */
export function oldestFailing(jobs: readonly Pick<CountedJob, 'observedAt' | 'readFailingSince'>[]): string | undefined {
  const times = jobs.flatMap(({ observedAt, readFailingSince }) =>
    observedAt === undefined || readFailingSince === undefined ? [] : (lastReadAt({ observedAt, readFailingSince }, undefined) ?? []),
  );
  return oldestTime(times);
}

// What is too much joins the oldest: it may be called old too early, never too late.
function countOwnReadings(jobs: readonly CountedJob[], pass: CompletePass): NonNullable<TenantCounts['ownReadings']> {
  // What is no better than unknown is shown as it is, whatever its age.
  const ageing = jobs.filter(({ health }) => severityOf[health] < severityOf.unknown);
  const own = ageing.filter(({ observedAt, ...job }) => observedAt !== undefined && !isVouchedFor({ ...job, observedAt }, pass));
  const newestFirst = own.sort((one, other) => (other.observedAt ?? '').localeCompare(one.observedAt ?? ''));
  const times = [...new Set(newestFirst.map(({ observedAt = '' }) => observedAt))];
  const oldest = times.at(-1) ?? '';
  const kept = new Set(times.slice(0, mostReadings));
  const groups = Map.groupBy(newestFirst, ({ observedAt = '' }) => (kept.has(observedAt) ? observedAt : oldest));
  return [...groups].map(([readAt, read]) => ({ readAt, byHealth: tally(read.map(({ health }) => health)) }));
}
