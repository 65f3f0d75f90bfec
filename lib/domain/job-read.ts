import type { UpstreamReason } from './errors.ts';
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

/** One job of an otherwise good list that could not be understood. */
export interface MalformedJob {
  jobId?: string;
  detail: string;
}

/** What one request for the jobs of one service principal gave. `observedAt` is when that request was sent (our clock, UTC). */
export type TargetRead =
  | { ok: true; servicePrincipalId: string; observedAt: string; jobs: JobSnapshot[]; malformed: MalformedJob[] }
  | { ok: false; servicePrincipalId: string; observedAt: string; failure: ReadFailure };
