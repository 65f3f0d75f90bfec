import type { Visibility } from '../../domain/access/visibility.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';
import { compareJobs, type JobSortKey } from '../../domain/view/sort-jobs.ts';
import type { Ports } from '../ports/ports.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { createExplainer, type ExplainedJob } from './explain-listed.ts';
import type { FleetView } from './fleet-view-cache.ts';
import { createJobSelector, type JobFilters } from './job-filters.ts';

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
export async function listJobs(
  { catalogue, clock }: Pick<Ports, 'clock'> & { catalogue: CatalogueReader },
  view: FleetView,
  query: JobQuery,
): Promise<JobPage> {
  const explain = createExplainer(await catalogue.loadCatalogue(), await catalogue.loadTextExplainer(), clock.now());
  const select = createJobSelector(explain, query);
  const value: ExplainedJob[] = [];
  for (let at = query.after === undefined ? 0 : placeAfter(view.jobs, query.after); at < view.jobs.length; at++) {
    const job = view.jobs[at];
    const explained = job && select(job);
    if (explained === undefined) continue;
    const last = value.at(-1)?.job;
    if (value.length === query.pageSize && last !== undefined) return { value, last };
    value.push(explained);
  }
  return { value };
}

/** Index of the first job that sorts after the key. */
function placeAfter(jobs: readonly ListedJob[], key: JobSortKey): number {
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
