/** The records that an address of the screen asks for: of one tenant, whole days in UTC. */
export function auditPath(tenantId: string, query: URLSearchParams): string {
  const search = new URLSearchParams({ tenantId, pageSize: '200' });
  const from = dayOf(query, 'from');
  const to = dayOf(query, 'to');
  if (from) search.set('from', `${from}T00:00:00.000Z`);
  if (to) search.set('to', `${to}T23:59:59.999Z`);
  return `/api/v1/audit?${search}`;
}

/** A day of the address; none where it is not one. */
export function dayOf(query: URLSearchParams, name: 'from' | 'to'): string | undefined {
  const day = query.get(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
}
