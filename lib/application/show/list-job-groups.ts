import type { Visibility } from '../../domain/access/visibility.ts';
import { compareGroups, type Grouping, type GroupSortKey, groupJobs, groupKeyOf, type JobGroup } from '../../domain/view/group-jobs.ts';
import type { Ports } from '../ports/ports.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { createExplainer } from './explain-listed.ts';
import type { FleetView } from './fleet-view-cache.ts';
import { createJobSelector, type JobFilters } from './job-filters.ts';

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
  { catalogue, clock }: Pick<Ports, 'clock'> & { catalogue: CatalogueReader },
  view: FleetView,
  query: GroupQuery,
): Promise<GroupPage> {
  const explain = createExplainer(await catalogue.loadCatalogue(), await catalogue.loadTextExplainer(), clock.now());
  const select = createJobSelector(explain, query);
  const { by, pageSize, after } = query;
  const groups = groupJobs(
    view.jobs.flatMap((job) => select(job) ?? []),
    by,
  );
  const left = after === undefined ? groups : groups.filter((group) => compareGroups(groupKeyOf(group), after) > 0);
  const value = left.slice(0, pageSize);
  const last = left.length > pageSize ? value.at(-1) : undefined;
  return { value, ...(last && { last: groupKeyOf(last) }) };
}
