import { apiPath } from '../../api/api-path.ts';

interface JobKey {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}

/** Where the API has a job. */
export function jobPath({ tenantId, servicePrincipalId, jobId }: JobKey): string {
  return apiPath('tenants', tenantId, 'servicePrincipals', servicePrincipalId, 'jobs', jobId);
}
