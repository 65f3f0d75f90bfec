import type * as z from 'zod';
import type { JobFilters } from '../../../application/show/jobs/job-filters.ts';
import { defined } from '../../../domain/optional.ts';
import type { JobGroup as Group, Grouping } from '../../../domain/view/group-jobs.ts';
import type { JobGroup } from '../../schemas/job/job.ts';

/** A group of jobs; `filters` are those that its jobs went through. */
export function jobGroupDocument(
  group: Group,
  { baseUrl, by, filters }: { baseUrl: string; by: Grouping; filters: JobFilters },
): z.input<typeof JobGroup> {
  const { key, title, whoMustAct, count, tenants, health, byHealth, countdown, observedAt } = group;
  const narrowed: Record<string, string> = { ...defined(filters), ...filtersOf[by](group) };
  return {
    ...(key !== '' && { key }),
    title,
    ...(whoMustAct && { whoMustAct }),
    count,
    tenants,
    health,
    byHealth: { critical: 0, unknown: 0, warning: 0, healthy: 0, ...byHealth },
    ...countdown,
    ...(observedAt && { observedAt }),
    links: { jobs: `${baseUrl}/jobs?${new URLSearchParams(narrowed)}` },
  };
}

/** The filters that name the jobs of a group and no others. */
const filtersOf: Record<Grouping, (group: Group) => Record<string, string>> = {
  cause: (group) =>
    group.key === '' ? unexplained(group) : { cause: group.key, ...(group.whoMustAct && { whoMustAct: group.whoMustAct }) },
  tenant: ({ key }) => ({ tenantId: key }),
  whoMustAct: (group) => (group.key === '' ? unexplained(group) : { whoMustAct: group.key }),
  kind: ({ key }) => ({ kind: key }),
};

// Only a job without a reason is healthy.
function unexplained({ health }: Group): Record<string, string> {
  return health === 'healthy' ? { health } : { cause: '' };
}
