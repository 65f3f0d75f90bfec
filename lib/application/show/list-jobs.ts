import { sees, type Visibility } from '../../domain/access/visibility.ts';
import type { WhoMustAct } from '../../domain/catalogue/catalogue-entry.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import type { Freshness, Health, HealthReason } from '../../domain/job/health/health.ts';
import type { JobKind } from '../../domain/job/kind/job-kind.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';
import { compareJobs, type JobSortKey } from '../../domain/view/sort-jobs.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { createExplainer } from './explain-listed.ts';
import type { FleetView } from './fleet-view-cache.ts';

interface JobFilters {
  tenantId?: string | undefined;
  servicePrincipalId?: string | undefined;
  state?: string | undefined;
  health?: Health | undefined;
  reason?: HealthReason | undefined;
  templateId?: string | undefined;
  kind?: JobKind | undefined;
  errorCode?: string | undefined;
  freshness?: Freshness | undefined;
  /** Who has to act, by the entry that explains the job. */
  whoMustAct?: WhoMustAct | undefined;
}

interface ExplainedJob {
  job: ListedJob;
  /** Absent where nothing is wrong with the job. */
  explanation: Explanation | undefined;
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

interface Deps {
  catalogue: CatalogueReader;
}

/**
 * One page of the jobs somebody may see, worst first. `after` is the sort key of the last job they were shown: it stays a place in the
 * order when jobs come, go or change, so that nothing unchanged is skipped or shown twice.
 */
export async function listJobs({ catalogue }: Deps, view: FleetView, query: JobQuery): Promise<JobPage> {
  const explain = createExplainer(await catalogue.loadCatalogue(), await catalogue.loadTextExplainer());
  const { whoMustAct, ...filters } = query.filters;
  const isWanted = (job: ListedJob): boolean =>
    matches(job, filters) && (whoMustAct === undefined || explain(job)?.whoMustAct === whoMustAct);
  const { value, ...rest } = pageOf(view, query, isWanted);
  return { value: value.map((job) => ({ job, explanation: explain(job) })), ...rest };
}

function pageOf(
  view: FleetView,
  { visible, pageSize, after }: JobQuery,
  isWanted: (job: ListedJob) => boolean,
): { value: ListedJob[]; last?: ListedJob } {
  const value: ListedJob[] = [];
  for (let at = after === undefined ? 0 : placeAfter(view.jobs, after); at < view.jobs.length; at++) {
    const job = view.jobs[at];
    if (job === undefined || !sees(visible, job) || !isWanted(job)) continue;
    const last = value.at(-1);
    if (value.length === pageSize && last !== undefined) return { value, last };
    value.push(job);
  }
  return { value };
}

function matches(
  job: ListedJob,
  { tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness }: Omit<JobFilters, 'whoMustAct'>,
): boolean {
  return (
    (tenantId === undefined || job.tenantId === tenantId) &&
    (servicePrincipalId === undefined || job.servicePrincipalId === servicePrincipalId) &&
    (state === undefined || job.state === state) &&
    (health === undefined || job.health === health) &&
    (reason === undefined || job.reasons.includes(reason)) &&
    (templateId === undefined || job.templateId === templateId) &&
    (kind === undefined || job.kind === kind) &&
    (errorCode === undefined || job.errorCode === errorCode) &&
    (freshness === undefined || job.freshness === freshness)
  );
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
