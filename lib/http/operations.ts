import { deleteGrantOperation } from './operations/access/delete-grant.ts';
import { getGrantOperation } from './operations/access/get-grant.ts';
import { getMeOperation } from './operations/access/get-me.ts';
import { listGrantsOperation } from './operations/access/list-grants.ts';
import { putGrantOperation } from './operations/access/put-grant.ts';
import { diagnoseConnectivityOperation } from './operations/connectivity/diagnose-connectivity.ts';
import { listEndpointsOperation } from './operations/connectivity/list-endpoints.ts';
import type { Operation } from './operations/define-operation.ts';
import { explainTextOperation } from './operations/errors/explain-text.ts';
import { getErrorOperation } from './operations/errors/get-error.ts';
import { getTopicOperation } from './operations/errors/get-topic.ts';
import { listErrorSightingsOperation } from './operations/errors/list-error-sightings.ts';
import { listErrorsOperation } from './operations/errors/list-errors.ts';
import { listTopicsOperation } from './operations/errors/list-topics.ts';
import { getFleetStatusOperation } from './operations/fleet/get-fleet-status.ts';
import { listChangesOperation } from './operations/fleet/list-changes.ts';
import { getIncidentOperation } from './operations/incidents/get-incident.ts';
import { listIncidentsOperation } from './operations/incidents/list-incidents.ts';
import { listPrecedingChangesOperation } from './operations/incidents/list-preceding-changes.ts';
import { acknowledgeIncidentOperation, snoozeIncidentOperation } from './operations/incidents/quiet-incident.ts';
import { getJobOperation } from './operations/jobs/get-job.ts';
import { getJobHistoryOperation } from './operations/jobs/get-job-history.ts';
import { getJobTrendOperation } from './operations/jobs/get-job-trend.ts';
import { listJobGroupsOperation } from './operations/jobs/list-job-groups.ts';
import { listJobsOperation } from './operations/jobs/list-jobs.ts';
import { listProvisioningErrorsOperation } from './operations/jobs/list-provisioning-errors.ts';
import { listRulesOperation } from './operations/jobs/list-rules.ts';
import { listStagedDeletesOperation } from './operations/jobs/list-staged-deletes.ts';
import { clearQuarantineOperation } from './operations/operations/clear-quarantine.ts';
import { approveOperationOperation, rejectOperationOperation } from './operations/operations/decide-operation.ts';
import { getOperationOperation } from './operations/operations/get-operation.ts';
import { listAuditOperation } from './operations/operations/list-audit.ts';
import { listOperationsOperation } from './operations/operations/list-operations.ts';
import { pauseJobOperation } from './operations/operations/pause-job.ts';
import { provisionOnDemandOperation } from './operations/operations/provision-on-demand.ts';
import { restartJobOperation } from './operations/operations/restart-job.ts';
import { startJobOperation } from './operations/operations/start-job.ts';
import { validateCredentialsOperation } from './operations/operations/validate-credentials.ts';
import { getDocsOperation, getDocsTypesOperation } from './operations/service/get-docs.ts';
import { getHealthLiveOperation } from './operations/service/get-health-live.ts';
import { getHealthReadyOperation } from './operations/service/get-health-ready.ts';
import { getMetricsOperation } from './operations/service/get-metrics.ts';
import { getOpenapiOperation } from './operations/service/get-openapi.ts';
import { checkTenantOperation } from './operations/tenants/check-tenant.ts';
import { deleteTenantOperation } from './operations/tenants/delete-tenant.ts';
import { getAgentsOperation } from './operations/tenants/get-agents.ts';
import { getDirectorySyncOperation } from './operations/tenants/get-directory-sync.ts';
import { getTenantOperation } from './operations/tenants/get-tenant.ts';
import { listTenantsOperation } from './operations/tenants/list-tenants.ts';
import { putTenantOperation } from './operations/tenants/put-tenant.ts';
import type { EmittingAnswer, SilentAnswer } from './response/answer.ts';
import type { EmittingId, OperationId } from './routes.ts';

type RoutedOperation<Id extends OperationId> = Operation<Id, Id extends EmittingId ? EmittingAnswer : SilentAnswer>;

/** What each function does. A route without an operation does not compile, nor one that says otherwise whether messages come of it. */
export const operations = {
  'acknowledge-incident': acknowledgeIncidentOperation,
  'approve-operation': approveOperationOperation,
  'check-tenant': checkTenantOperation,
  'clear-quarantine': clearQuarantineOperation,
  'delete-grant': deleteGrantOperation,
  'delete-tenant': deleteTenantOperation,
  'diagnose-connectivity': diagnoseConnectivityOperation,
  'explain-text': explainTextOperation,
  'get-agents': getAgentsOperation,
  'get-directory-sync': getDirectorySyncOperation,
  'get-docs': getDocsOperation,
  'get-docs-types': getDocsTypesOperation,
  'get-error': getErrorOperation,
  'get-fleet-status': getFleetStatusOperation,
  'get-grant': getGrantOperation,
  'get-health-live': getHealthLiveOperation,
  'get-health-ready': getHealthReadyOperation,
  'get-incident': getIncidentOperation,
  'get-job': getJobOperation,
  'get-job-history': getJobHistoryOperation,
  'get-job-trend': getJobTrendOperation,
  'get-me': getMeOperation,
  'get-metrics': getMetricsOperation,
  'get-openapi': getOpenapiOperation,
  'get-operation': getOperationOperation,
  'get-tenant': getTenantOperation,
  'get-topic': getTopicOperation,
  'list-audit': listAuditOperation,
  'list-changes': listChangesOperation,
  'list-endpoints': listEndpointsOperation,
  'list-error-sightings': listErrorSightingsOperation,
  'list-errors': listErrorsOperation,
  'list-grants': listGrantsOperation,
  'list-incidents': listIncidentsOperation,
  'list-job-groups': listJobGroupsOperation,
  'list-jobs': listJobsOperation,
  'list-operations': listOperationsOperation,
  'list-preceding-changes': listPrecedingChangesOperation,
  'list-provisioning-errors': listProvisioningErrorsOperation,
  'list-rules': listRulesOperation,
  'list-staged-deletes': listStagedDeletesOperation,
  'list-tenants': listTenantsOperation,
  'list-topics': listTopicsOperation,
  'pause-job': pauseJobOperation,
  'provision-on-demand': provisionOnDemandOperation,
  'put-grant': putGrantOperation,
  'put-tenant': putTenantOperation,
  'reject-operation': rejectOperationOperation,
  'restart-job': restartJobOperation,
  'snooze-incident': snoozeIncidentOperation,
  'start-job': startJobOperation,
  'validate-credentials': validateCredentialsOperation,
} as const satisfies { [Id in OperationId]: RoutedOperation<Id> };
