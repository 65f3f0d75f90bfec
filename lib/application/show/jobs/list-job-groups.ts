import { seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import { compareGroups, type Grouping, type GroupSortKey, groupJobs, groupKeyOf, type JobGroup } from '../../../domain/view/group-jobs.ts';
import type { FleetView } from '../fleet/fleet-view-cache.ts';
import { createIndexFilter, type JobFilters } from './job-filters.ts';
import type { LoadJobIndex } from './job-index.ts';

interface GroupPage {
  value: JobGroup[];
  /** The place of the last group of a page that is not the last one. */
  last?: GroupSortKey;
}

interface GroupQuery {
  by: Grouping;
  visible: Visibility;
  filters: JobFilters;
  pageSize: number;
  after?: GroupSortKey | undefined;
}

/** One page of the groups of the jobs that somebody may see and the filters let through. */
export async function listJobGroups(
  { loadJobIndex }: { loadJobIndex: LoadJobIndex },
  view: FleetView,
  query: GroupQuery,
): Promise<GroupPage> {
  const index = await loadJobIndex();
  const { by, visible, filters, pageSize, after } = query;
  const filterOf = createIndexFilter(query);
  const isAsked = (tenantId: string) => seesPartOf(visible, tenantId) && (filters.tenantId ?? tenantId) === tenantId;
  const asked = [...view.tenants.values()].filter(({ tenantId }) => isAsked(tenantId)).map((tenant) => index.indexed(tenant));
  const groups = groupJobs(
    asked.flatMap((tenant) => {
      const isWanted = filterOf(tenant);
      return isWanted === undefined ? [] : { jobs: tenant.jobs, words: tenant.words, isWanted };
    }),
    by,
  );
  const left = after === undefined ? groups : groups.filter((group) => compareGroups(groupKeyOf(group), after) > 0);
  const value = left.slice(0, pageSize);
  const last = left.length > pageSize ? value.at(-1) : undefined;
  return { value, ...(last && { last: groupKeyOf(last) }) };
}
