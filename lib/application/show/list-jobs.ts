import type { Visibility } from '../../domain/access/visibility.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';
import { compareJobs, type JobSortKey } from '../../domain/view/sort-jobs.ts';
import type { JobWords } from './explain-listed.ts';
import type { FleetView } from './fleet-view-cache.ts';
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
  const isWanted = needsIndex(query.filters) ? byIndex(index, view, query) : createJobFilter(query);
  const found: ListedJob[] = [];
  for (let at = placeAfter(view.jobs, query.after); at < view.jobs.length && found.length <= query.pageSize; at++) {
    const job = view.jobs[at];
    if (job !== undefined && isWanted(job)) found.push(job);
  }
  const shown = found.slice(0, query.pageSize);
  const last = found.length > query.pageSize ? shown.at(-1) : undefined;
  return { value: shown.map((job) => ({ job, ...index.explain(job) })), ...(last && { last }) };
}

/** Has to be asked for each job after the key in turn: those of a tenant stand in the same order in its own view, where they are indexed. */
function byIndex(index: JobIndex, view: FleetView, query: JobQuery): (job: ListedJob) => boolean {
  const filterOf = createIndexFilter(query);
  const places = new Map<string, { isWanted: (place: number) => boolean; next: number }>();
  return ({ tenantId }) => {
    const place = places.get(tenantId) ?? begin(tenantId);
    return place.isWanted(place.next++);
  };

  function begin(tenantId: string) {
    const tenant = view.tenants.get(tenantId);
    const isWanted = tenant === undefined ? () => false : filterOf(index.indexed(tenant));
    const place = { isWanted, next: placeAfter(tenant?.jobs ?? [], query.after) };
    places.set(tenantId, place);
    return place;
  }
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
