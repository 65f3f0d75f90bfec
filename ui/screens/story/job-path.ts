interface JobKey {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}

/** Where the API has a job. */
export function jobPath({ tenantId, servicePrincipalId, jobId }: JobKey): string {
  const [tenant, principal, job] = [tenantId, servicePrincipalId, jobId].map(encodeURIComponent);
  return `/api/v1/tenants/${tenant}/servicePrincipals/${principal}/jobs/${job}`;
}
