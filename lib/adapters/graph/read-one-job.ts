import type { GraphOperator } from '../../application/ports/operation-ports.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { MalformedJobError } from './shapes/malformed-job-error.ts';
import { toJobSnapshot } from './shapes/to-job-snapshot.ts';
import type { GraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';

const operation = 'readJob';

/**
 * One job, asked for now.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get
 * @throws UpstreamError when it could not be had or not be understood.
 */
export async function readOneJob(client: GraphClient, key: JobKey): ReturnType<GraphOperator['readJob']> {
  const [principal, job] = [key.servicePrincipalId, key.jobId].map(encodeURIComponent);
  const path = `/servicePrincipals/${principal}/synchronization/jobs/${job}`;
  const { body, sentAtInMs } = await client.openCall(key.tenantId).send({ operation, method: 'GET', path });
  try {
    return { observedAt: new Date(sentAtInMs).toISOString(), snapshot: toJobSnapshot(body) };
  } catch (error) {
    if (!(error instanceof MalformedJobError)) throw error;
    throw malformedAnswer(operation, 'The job could not be understood.');
  }
}
