import type { Job } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';
import { notFound } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { findServicePrincipal, jobNow, jobsNow } from '../world/world.ts';
import { type GraphRequest, missingPermission, readJobs } from './graph-context.ts';
import { renderJob } from './render-job.ts';

function context(request: GraphRequest, suffix: string): string {
  return `${request.url.origin}/v1.0/$metadata#servicePrincipals('${request.parameters[0]}')/synchronization/jobs${suffix}`;
}

/** https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs */
export function listJobs(request: GraphRequest): Reply {
  const refused = missingPermission(request, readJobs);
  if (refused) return refused;
  const [id = ''] = request.parameters;
  const servicePrincipal = findServicePrincipal(request.tenant, id);
  if (!servicePrincipal) return notFound(id, request.trace);
  return { status: 200, body: { '@odata.context': context(request, ''), value: jobsNow(request.world, servicePrincipal).map(renderJob) } };
}

/** The job that a request names, as it is now; the refusal where the caller may read none, or where there is none. */
export function readNamedJob(request: GraphRequest): { job: Job } | { refused: Reply } {
  const refused = missingPermission(request, readJobs);
  if (refused) return { refused };
  const [id = '', jobId = ''] = request.parameters;
  const servicePrincipal = findServicePrincipal(request.tenant, id);
  const job = servicePrincipal && jobNow(request.world, servicePrincipal, jobId);
  return job ? { job } : { refused: notFound(servicePrincipal ? jobId : id, request.trace) };
}

/** https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get */
export function getJob(request: GraphRequest): Reply {
  const named = readNamedJob(request);
  if ('refused' in named) return named.refused;
  const { job } = named;
  const rendered = renderJob(job);
  if (job.raw) return { status: 200, body: rendered };
  return { status: 200, body: { '@odata.context': context(request, '/$entity'), ...asRecord(rendered) } };
}
