import type { GraphAction, GraphOperator } from '../../application/ports/operation-ports.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import type { ProvisionResult } from '../../domain/operation/operation.ts';
import { readOneJob } from './read-one-job.ts';
import { toProvisionResult, unreadableProvisionResult } from './shapes/to-provision-result.ts';
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
      const sent = client.sendOnce(key.tenantId, requestOf(key, action));
      if (action.action !== 'provisionOnDemand') return withRequestId((await sent).requestId);
      return sent.then(
        ({ body, requestId }) => ({ ...withRequestId(requestId), result: toProvisionResult(body, action.subjects) }),
        unreadableOf,
      );
    },
  };
}

function withRequestId(requestId: string | undefined): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

// Graph has accepted what it answers with 2xx, and no later reading can say more of it than an answer that nobody can read.
function unreadableOf(error: unknown): { requestId?: string; result: ProvisionResult } {
  const { reason, status = 0, requestId } = error instanceof UpstreamError ? error.evidence : {};
  if (reason !== 'malformed' || status < 200 || status > 299) throw error;
  return { ...withRequestId(requestId), result: unreadableProvisionResult };
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
