import { sees, type Visibility } from '../../domain/access/visibility.ts';
import type { WhoMustAct } from '../../domain/catalogue/catalogue-entry.ts';
import type { Freshness, Health, HealthReason } from '../../domain/job/health/health.ts';
import type { JobKind } from '../../domain/job/kind/job-kind.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';
import { createJobSearch } from '../../domain/view/search-jobs.ts';
import type { ExplainedJob } from './explain-listed.ts';

/** What a list of jobs is narrowed by; all of it has to fit. */
export interface JobFilters {
  /** Words that a job is found by. */
  q?: string | undefined;
  tenantId?: string | undefined;
  servicePrincipalId?: string | undefined;
  state?: string | undefined;
  health?: Health | undefined;
  reason?: HealthReason | undefined;
  templateId?: string | undefined;
  kind?: JobKind | undefined;
  errorCode?: string | undefined;
  freshness?: Freshness | undefined;
  /** The code of the entry that explains the job; empty for what is not well and has no explanation. */
  cause?: string | undefined;
  /** Who has to act, by the entry that explains the job. */
  whoMustAct?: WhoMustAct | undefined;
  /** Of jobs with an open incident: whether somebody is on it. */
  acknowledged?: 'true' | 'false' | undefined;
}

/** Prepares a function that answers a job with its explanation where somebody may see it and the filters let it through. */
export function createJobSelector(
  explain: (job: ListedJob) => ExplainedJob,
  { visible, filters }: { visible: Visibility; filters: JobFilters },
): (job: ListedJob) => ExplainedJob | undefined {
  const { q, cause, whoMustAct } = filters;
  const isFound = q === undefined ? undefined : createJobSearch(q);
  return (job) => {
    if (!sees(visible, job) || !fits(job, filters)) return undefined;
    const explained = explain(job);
    const { explanation } = explained;
    const isWanted =
      (cause === undefined || (explanation?.code ?? (job.health === 'healthy' ? undefined : '')) === cause) &&
      (whoMustAct === undefined || explanation?.whoMustAct === whoMustAct) &&
      (isFound === undefined || isFound(job, explanation?.code));
    return isWanted ? explained : undefined;
  };
}

function fits(job: ListedJob, filters: JobFilters): boolean {
  const { tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness, acknowledged } = filters;
  return (
    (tenantId === undefined || job.tenantId === tenantId) &&
    (servicePrincipalId === undefined || job.servicePrincipalId === servicePrincipalId) &&
    (state === undefined || job.state === state) &&
    (health === undefined || job.health === health) &&
    (reason === undefined || job.reasons.includes(reason)) &&
    (templateId === undefined || job.templateId === templateId) &&
    (kind === undefined || job.kind === kind) &&
    (errorCode === undefined || job.errorCode === errorCode) &&
    (freshness === undefined || job.freshness === freshness) &&
    (acknowledged === undefined || (job.incident && String(job.incident.acknowledgedBy !== undefined)) === acknowledged)
  );
}
