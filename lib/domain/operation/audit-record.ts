import type { Caller } from '../access/caller.ts';
import { type SignIn, signInOf } from '../access/principal.ts';

/** `intent` is written before anything is sent to Graph, `outcome` after; `refused` when nothing was to be sent at all. */
const auditPhases = ['intent', 'approved', 'rejected', 'outcome', 'refused', 'done'] as const;
type AuditPhase = (typeof auditPhases)[number];

/** One line of who did what. Never changed once it is written. */
export interface AuditRecord extends SignIn {
  v: 1;
  tenantId: string;
  /** UTC ISO. */
  at: string;
  phase: AuditPhase;
  /** `{tenant id}/{object id}`; `unknown` when the caller proved nothing. */
  actor: string;
  /** The action on the job, or the name of the route that was refused. */
  action: string;
  /** What the record is about: an operation, or one refused request. */
  subjectId: string;
  operationId?: string;
  servicePrincipalId?: string;
  jobId?: string;
  incidentId?: string;
  parameters?: Record<string, unknown>;
  /** A hash: the key itself is the caller's. */
  idempotencyHash?: string;
  /** Of an outcome: how the operation ended. */
  outcome?: string;
  /** Why it was refused or failed. */
  code?: string;
  httpStatus?: number;
  detail?: string;
  /** Graph's own id of the request. */
  graphRequestId?: string;
  /** Our id of the request that was refused or done. */
  requestId?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** What every record of something done at once says: who did it, how they had signed in, and by which request. */
export function doneBy(caller: Caller, requestId: string) {
  return { v: 1, phase: 'done', actor: caller.actor, ...signInOf(caller), subjectId: requestId, requestId } as const;
}
