import { UpstreamError } from '../../domain/errors.ts';
import type { TargetRead } from '../../domain/job/job-read.ts';
import { readFailureOf } from '../../domain/job/job-read.ts';
import { toJobList } from './shapes/to-job-list.ts';
import { collectPages, readPage } from './transport/collect-pages.ts';
import type { GraphCall, GraphClient } from './transport/graph-client.ts';
import { type BatchItemResult, maximumBatchItems, sendBatch } from './transport/send-batch.ts';

const operation = 'readJobs';

/**
 * The jobs of up to 20 service principals, by one `$batch`; each item succeeds or fails by itself.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-list
 * @throws UpstreamError when the whole request failed.
 */
export async function readJobs(client: GraphClient, tenantId: string, servicePrincipalIds: readonly string[]): Promise<TargetRead[]> {
  if (servicePrincipalIds.length > maximumBatchItems)
    throw new RangeError(`one $batch holds ${maximumBatchItems} service principals at most`);
  if (servicePrincipalIds.length === 0) return [];
  const call = client.openCall(tenantId);
  const items = servicePrincipalIds.map((id) => ({ method: 'GET' as const, path: jobsPath(id) }));
  const results = await sendBatch(call, () => client.clock.now(), operation, items);
  const reads: TargetRead[] = [];
  for (const [index, result] of results.entries()) {
    reads.push(await toTargetRead(client, call, servicePrincipalIds[index] ?? '', result));
  }
  return reads;
}

async function toTargetRead(
  client: GraphClient,
  call: GraphCall,
  servicePrincipalId: string,
  result: BatchItemResult,
): Promise<TargetRead> {
  const target = { servicePrincipalId, observedAt: new Date(result.sentAtInMs).toISOString() };
  if (!result.ok) return { ok: false, ...target, failure: result.failure };
  // Graph may spell the path of its links in its own way (`servicePrincipals('id')`), so only the collection is fixed.
  const paging = { operation, baseUrl: client.baseUrl, pathPrefix: '/servicePrincipals' };
  try {
    const entries = await collectPages(call, readPage(result.body, paging), paging);
    return { ok: true, ...target, ...toJobList(entries) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { ok: false, ...target, failure: readFailureOf(error) };
  }
}

function jobsPath(servicePrincipalId: string): string {
  return `/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/synchronization/jobs`;
}
