import type { Visibility } from '../../../domain/access/visibility.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import { compareJobs, type JobSortKey } from '../../../domain/view/sort-jobs.ts';
import type { FleetView } from '../fleet/fleet-view-cache.ts';
import type { JobWords } from './explain-listed.ts';
import { createIndexFilter, createJobFilter, type JobFilters, needsIndex } from './job-filters.ts';
import type { JobIndex, LoadJobIndex } from './job-index.ts';

/** A job with the words about it. */
export interface ExplainedJob extends JobWords {
  job: ListedJob;
}

interface JobPage {
  value: ExplainedJob[];
  /** The last job of a page that is not the last one. */
  last?: ListedJob;
}

interface JobQuery {
  visible: Visibility;
  filters: JobFilters;
  pageSize: number;
  after?: JobSortKey | undefined;
}

/**
 * One page of the jobs somebody may see, worst first. `after` is the sort key of the last job they were shown: it stays a place in the
 * order when jobs come, go or change, so that nothing unchanged is skipped or shown twice.
 */
export async function listJobs({ loadJobIndex }: { loadJobIndex: LoadJobIndex }, view: FleetView, query: JobQuery): Promise<JobPage> {
  const index = await loadJobIndex();
  const found = needsIndex(query.filters) ? searchTenants(index, view, query) : searchFleet(view, query);
  const shown = found.slice(0, query.pageSize);
  const last = found.length > query.pageSize ? shown.at(-1) : undefined;
  return { value: shown.map((job) => ({ job, ...index.explain(job) })), ...(last && { last }) };
}

/** The first wanted jobs, one more than the page holds. */
function searchFleet({ jobs }: FleetView, query: JobQuery): ListedJob[] {
  const isWanted = createJobFilter(query);
  const found: ListedJob[] = [];
  for (let at = placeAfter(jobs, query.after); at < jobs.length && found.length <= query.pageSize; at++) {
    const job = jobs[at];
    if (job !== undefined && isWanted(job)) found.push(job);
  }
  return found;
}

/** The same by what is indexed of each tenant. A tenant is looked at only where it may have something worse than what was found so far. */
function searchTenants(index: JobIndex, { tenants }: FleetView, query: JobQuery): ListedJob[] {
  const filterOf = createIndexFilter(query);
  const most = query.pageSize + 1;
  let found: ListedJob[] = [];
  let bound: ListedJob | undefined;
  const isTooLate = (job: ListedJob | undefined) => job === undefined || (bound !== undefined && compareJobs(job, bound) > 0);
  for (const tenant of tenants.values()) {
    const { jobs } = tenant;
    let place = placeAfter(jobs, query.after);
    const isWanted = isTooLate(jobs[place]) ? undefined : filterOf(index.indexed(tenant));
    for (; isWanted !== undefined && !isTooLate(jobs[place]); place++) {
      const job = jobs[place];
      if (job !== undefined && isWanted(place)) found.push(job);
    }
    if (found.length < 2 * most) continue;
    found = found.sort(compareJobs).slice(0, most);
    bound = found.at(-1);
  }
  return found.sort(compareJobs).slice(0, most);
}

/** Index of the first job that sorts after the key, of the first of all without one. */
function placeAfter(jobs: readonly ListedJob[], key: JobSortKey | undefined): number {
  if (key === undefined) return 0;
  let from = 0;
  let to = jobs.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const job = jobs[middle];
    if (job !== undefined && compareJobs(job, key) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
