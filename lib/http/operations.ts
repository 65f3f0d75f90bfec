import { checkTenantOperation } from './operations/check-tenant.ts';
import { clearQuarantineOperation } from './operations/clear-quarantine.ts';
import { approveOperationOperation, rejectOperationOperation } from './operations/decide-operation.ts';
import type { Operation } from './operations/define-operation.ts';
import { deleteGrantOperation } from './operations/delete-grant.ts';
import { deleteTenantOperation } from './operations/delete-tenant.ts';
import { diagnoseConnectivityOperation } from './operations/diagnose-connectivity.ts';
import { explainTextOperation } from './operations/explain-text.ts';
import { getAgentsOperation } from './operations/get-agents.ts';
import { getDirectorySyncOperation } from './operations/get-directory-sync.ts';
import { getDocsOperation, getDocsTypesOperation } from './operations/get-docs.ts';
import { getErrorOperation } from './operations/get-error.ts';
import { getFleetStatusOperation } from './operations/get-fleet-status.ts';
import { getGrantOperation } from './operations/get-grant.ts';
import { getHealthLiveOperation } from './operations/get-health-live.ts';
import { getHealthReadyOperation } from './operations/get-health-ready.ts';
import { getIncidentOperation } from './operations/get-incident.ts';
import { getJobOperation } from './operations/get-job.ts';
import { getJobHistoryOperation } from './operations/get-job-history.ts';
import { getJobTrendOperation } from './operations/get-job-trend.ts';
import { getMeOperation } from './operations/get-me.ts';
import { getMetricsOperation } from './operations/get-metrics.ts';
import { getOpenapiOperation } from './operations/get-openapi.ts';
import { getOperationOperation } from './operations/get-operation.ts';
import { getTenantOperation } from './operations/get-tenant.ts';
import { getTopicOperation } from './operations/get-topic.ts';
import { listAuditOperation } from './operations/list-audit.ts';
import { listChangesOperation } from './operations/list-changes.ts';
import { listEndpointsOperation } from './operations/list-endpoints.ts';
import { listErrorSightingsOperation } from './operations/list-error-sightings.ts';
import { listErrorsOperation } from './operations/list-errors.ts';
import { listGrantsOperation } from './operations/list-grants.ts';
import { listIncidentsOperation } from './operations/list-incidents.ts';
import { listJobGroupsOperation } from './operations/list-job-groups.ts';
import { listJobsOperation } from './operations/list-jobs.ts';
import { listOperationsOperation } from './operations/list-operations.ts';
import { listPrecedingChangesOperation } from './operations/list-preceding-changes.ts';
import { listProvisioningErrorsOperation } from './operations/list-provisioning-errors.ts';
import { listRulesOperation } from './operations/list-rules.ts';
import { listStagedDeletesOperation } from './operations/list-staged-deletes.ts';
import { listTenantsOperation } from './operations/list-tenants.ts';
import { listTopicsOperation } from './operations/list-topics.ts';
import { pauseJobOperation } from './operations/pause-job.ts';
import { provisionOnDemandOperation } from './operations/provision-on-demand.ts';
import { putGrantOperation } from './operations/put-grant.ts';
import { putTenantOperation } from './operations/put-tenant.ts';
import { acknowledgeIncidentOperation, snoozeIncidentOperation } from './operations/quiet-incident.ts';
import { restartJobOperation } from './operations/restart-job.ts';
import { startJobOperation } from './operations/start-job.ts';
import { validateCredentialsOperation } from './operations/validate-credentials.ts';
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
