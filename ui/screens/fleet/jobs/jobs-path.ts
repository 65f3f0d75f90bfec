import type { Filter } from './filter-jobs.ts';

/** Where the API has the jobs that a filter leaves; all of them without one. */
export function jobsPath(filter?: Filter): string {
  return `/api/v1/jobs?${searchOf(filter)}`;
}

export function groupsPath(by: 'cause' | 'tenant', filter: Filter): string {
  return `/api/v1/jobGroups?by=${by}&${searchOf(filter)}`;
}

function searchOf(filter: Filter | undefined): string {
  const text = filter?.text.trim() ?? '';
  return new URLSearchParams({ pageSize: '1000', ...(text && { q: text }), ...(filter?.health && { health: filter.health }) }).toString();
}
