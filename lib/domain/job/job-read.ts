import { UpstreamError, type UpstreamReason } from '../errors.ts';
import type { JobSnapshot } from './synchronization-job.ts';

/** Why one reading failed; what the reader of a job or a tenant is told. */
export interface ReadFailure {
  reason: UpstreamReason;
  status?: number;
  code?: string;
  requestId?: string;
  retryAfterInMs?: number;
  detail: string;
}

/** Since when and why a job cannot be read; nothing of it while its last reading was good. */
export interface UnreadableJob {
  readFailingSince?: string;
  /** `missing`: absent from a good list once; a second time in a row removes it. */
  readFailure?: Omit<ReadFailure, 'reason'> & { reason: UpstreamReason | 'missing' };
}

/** One job of an otherwise good list that could not be understood. */
export interface MalformedJob {
  jobId?: string;
  detail: string;
}

/** What one request for the jobs of one service principal gave. `observedAt` is when that request was sent (our clock, UTC). */
export type TargetRead =
  | { ok: true; servicePrincipalId: string; observedAt: string; jobs: JobSnapshot[]; malformed: MalformedJob[] }
  | { ok: false; servicePrincipalId: string; observedAt: string; failure: ReadFailure };

/** Whether Graph answered that the service principal does not exist. */
export function isGone(read: TargetRead): boolean {
  return !read.ok && read.failure.reason === 'notFound';
}

/** What is kept of a failed request. @throws whatever is not an `UpstreamError`: that is a bug, not a failure. */
export function readFailureOf(error: unknown): ReadFailure {
  if (!(error instanceof UpstreamError)) throw error;
  const { service, operation, detail, ...evidence } = error.evidence;
  return { ...evidence, detail: detail ?? `${service} ${operation} failed` };
}
