import type { JobKey } from '../../domain/job/synchronization-job.ts';

export function jobId({ tenantId, servicePrincipalId, jobId: id }: JobKey): string {
  return `${tenantId}/${servicePrincipalId}/${id}`;
}

export function jobUrl(baseUrl: string, key: JobKey): string {
  const [tenantId, servicePrincipalId, id] = [key.tenantId, key.servicePrincipalId, key.jobId].map(encodeURIComponent);
  return `${baseUrl}/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${id}`;
}

export function tenantUrl(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/tenants/${encodeURIComponent(tenantId)}`;
}

export function incidentUrl(baseUrl: string, incidentId: string): string {
  return `${baseUrl}/incidents/${encodeURIComponent(incidentId)}`;
}

/** The open incidents of one cause. */
export function causeUrl(baseUrl: string, condition: string, causeCode: string): string {
  return `${baseUrl}/incidents?${new URLSearchParams({ condition, causeCode })}`;
}

export function operationUrl(baseUrl: string, operationId: string): string {
  return `${baseUrl}/operations/${encodeURIComponent(operationId)}`;
}

export function errorUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/errors/${encodeURIComponent(id)}`;
}

export function topicUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/topics/${encodeURIComponent(id)}`;
}
