import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { WhoMustAct } from '../../../domain/catalogue/catalogue-entry.ts';
import type { Freshness, Health, HealthReason } from '../../../domain/job/health/health.ts';
import type { JobKind } from '../../../domain/job/kind/job-kind.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import { createJobSearch } from '../../../domain/view/search-jobs.ts';
import type { JobWords } from './explain-listed.ts';
import type { IndexedTenant } from './job-index.ts';

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

interface Asked {
  visible: Visibility;
  filters: JobFilters;
}

/** Whether anything is asked that the job alone does not tell. */
export function needsIndex({ q, cause, whoMustAct }: JobFilters): boolean {
  return q !== undefined || cause !== undefined || whoMustAct !== undefined;
}

/** Prepares what is asked of the job alone: whether somebody may see it, and the filters that need no index. */
export function createJobFilter({ visible, filters }: Asked): (job: ListedJob) => boolean {
  const { reason, acknowledged } = filters;
  const names = ['tenantId', 'servicePrincipalId', 'state', 'health', 'templateId', 'kind', 'errorCode', 'freshness'] as const;
  const given = names.filter((name) => filters[name] !== undefined);
  return (job) =>
    sees(visible, job) &&
    given.every((name) => job[name] === filters[name]) &&
    (reason === undefined || job.reasons.includes(reason)) &&
    (acknowledged === undefined || isAcknowledged(job) === acknowledged);
}

/** The same with everything that is asked; answers for the jobs of one tenant by their place. Undefined of a tenant that has none. */
export function createIndexFilter(asked: Asked): (tenant: IndexedTenant) => ((place: number) => boolean) | undefined {
  const { q, cause, whoMustAct } = asked.filters;
  const isWanted = createJobFilter(asked);
  const search = q === undefined ? undefined : createJobSearch(q);
  return (tenant) => {
    const isFound = search?.(tenant);
    if (search !== undefined && isFound === undefined) return undefined;
    return (place) => {
      const [job, words] = [tenant.jobs[place], tenant.words[place]];
      if (job === undefined || words === undefined || !isWanted(job)) return false;
      return (
        (cause === undefined || causeOf(job, words) === cause) &&
        (whoMustAct === undefined || words.explanation?.whoMustAct === whoMustAct) &&
        (isFound === undefined || isFound(place))
      );
    };
  };
}

function causeOf({ health }: ListedJob, { explanation }: JobWords): string | undefined {
  return explanation?.code ?? (health === 'healthy' ? undefined : '');
}

// What has no incident has nothing to be on.
function isAcknowledged({ incident }: ListedJob): JobFilters['acknowledged'] {
  if (incident === undefined) return undefined;
  return incident.acknowledgedBy === undefined ? 'false' : 'true';
}
