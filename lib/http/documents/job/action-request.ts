import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { OperationAction } from '../../../domain/operation/operation.ts';
import { jobUrl } from '../links.ts';

const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': '<new for each wish>' };

/** The request that asks for an action on a job, ready to be sent but for the key. */
export function actionRequest(baseUrl: string, key: JobKey, action: OperationAction, body: Record<string, unknown>) {
  return { method: 'POST' as const, url: `${jobUrl(baseUrl, key)}/${action}`, headers, body };
}
