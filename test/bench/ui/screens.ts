interface Listed {
  value: { id: string; tenantId: string; servicePrincipalId: string; jobId: string; incidentId?: string }[];
}

/** Every screen of the page with its address below it, those of one job for the worst that has an incident. */
export async function screensOf(api: string): Promise<[name: string, path: string][]> {
  const { value } = (await (await fetch(`${api}/jobs?pageSize=1000`)).json()) as Listed;
  const job = value.find(({ incidentId }) => incidentId !== undefined);
  if (job === undefined) throw new Error('No job of the demo has an incident.');
  const parts = [job.tenantId, job.servicePrincipalId, job.jobId].map(encodeURIComponent).join('/');
  return [
    ['fleet', ''],
    ['by cause', '?by=cause'],
    ['job', `/jobs/${parts}`],
    ['incident', `/incidents/${job.incidentId}`],
    ['incidents', '/incidents'],
    ['tenants', '/tenants'],
    ['tenant', `/tenants/${job.tenantId}`],
    ['explain', '/explain'],
    ['catalogue', '/catalogue'],
    ['connectivity', '/connectivity'],
    ['operations', '/operations'],
    ['audit', '/audit'],
    ['grants', '/grants'],
    ['monitor', '/monitor'],
  ];
}
