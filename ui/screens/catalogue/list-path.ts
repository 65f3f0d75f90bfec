// So many are read at a glance; all of them come on demand.
const pageSize = 50;

/** The address of a list of the API, for what stands in the address of the page. */
export function listPath(list: 'errors' | 'topics', query: URLSearchParams): string {
  const search = new URLSearchParams({ pageSize: query.has('all') ? '1000' : String(pageSize) });
  for (const name of list === 'errors' ? ['q', 'family'] : ['q']) {
    const value = query.get(name)?.trim();
    if (value) search.set(name, value);
  }
  return `/api/v1/${list}?${search}`;
}
