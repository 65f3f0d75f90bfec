import type { Operation } from './operation.ts';
import { getDocsOperation } from './operations/get-docs.ts';
import { getFleetStatusOperation } from './operations/get-fleet-status.ts';
import { getHealthLiveOperation } from './operations/get-health-live.ts';
import { getHealthReadyOperation } from './operations/get-health-ready.ts';
import { getIncidentOperation } from './operations/get-incident.ts';
import { getJobOperation } from './operations/get-job.ts';
import { getJobHistoryOperation } from './operations/get-job-history.ts';
import { getMetricsOperation } from './operations/get-metrics.ts';
import { getOpenapiOperation } from './operations/get-openapi.ts';
import { getTenantOperation } from './operations/get-tenant.ts';
import { listIncidentsOperation } from './operations/list-incidents.ts';
import { listJobsOperation } from './operations/list-jobs.ts';
import { listTenantsOperation } from './operations/list-tenants.ts';
import type { OperationId } from './routes.ts';

/** What each function does; a route without an operation does not compile. */
export const operations = {
  'get-docs': getDocsOperation,
  'get-fleet-status': getFleetStatusOperation,
  'get-health-live': getHealthLiveOperation,
  'get-health-ready': getHealthReadyOperation,
  'get-incident': getIncidentOperation,
  'get-job': getJobOperation,
  'get-job-history': getJobHistoryOperation,
  'get-metrics': getMetricsOperation,
  'get-openapi': getOpenapiOperation,
  'get-tenant': getTenantOperation,
  'list-incidents': listIncidentsOperation,
  'list-jobs': listJobsOperation,
  'list-tenants': listTenantsOperation,
} as const satisfies Record<OperationId, Operation>;
