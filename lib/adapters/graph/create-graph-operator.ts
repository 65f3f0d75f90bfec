import type { GraphAction, GraphOperator } from '../../application/ports/operation-ports.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { readOneJob } from './read-one-job.ts';
import { toProvisionResult } from './shapes/to-provision-result.ts';
import { createGraphClient } from './transport/graph-client.ts';
import type { GraphClientOptions, GraphRequest } from './transport/send-request.ts';

/**
 * Microsoft Graph as the worker of operations sees it. An action is one request and never a second one: a repetition that Graph carries
 * out twice can stop a job. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start
 */
export function createGraphOperator(options: GraphClientOptions): GraphOperator {
  const client = createGraphClient(options);
  return {
    readJob: (key) => readOneJob(client, key),
    act: async (key, action) => {
      const { body, requestId } = await client.sendOnce(key.tenantId, requestOf(key, action));
      const result = action.action === 'provisionOnDemand' ? toProvisionResult(body) : undefined;
      return { ...(requestId !== undefined && { requestId }), ...(result && { result }) };
    },
  };
}

function requestOf({ servicePrincipalId, jobId }: JobKey, action: GraphAction): GraphRequest {
  const [principal, job] = [servicePrincipalId, jobId].map(encodeURIComponent);
  const path = `/servicePrincipals/${principal}/synchronization/jobs/${job}/${action.action}`;
  const body = bodyOf(action);
  return { operation: action.action, method: 'POST', path, ...(body !== undefined && { body }) };
}

function bodyOf(action: GraphAction): object | undefined {
  switch (action.action) {
    case 'restart':
      return { criteria: action.resetScope === undefined ? {} : { resetScope: action.resetScope } };
    case 'validateCredentials':
      return { useSavedCredentials: true };
    case 'provisionOnDemand':
      return { parameters: [{ ruleId: action.ruleId, subjects: action.subjects }] };
    default:
      return undefined;
  }
}
