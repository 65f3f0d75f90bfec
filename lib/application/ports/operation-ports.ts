import type { JobKey, JobSnapshot } from '../../domain/job/synchronization-job.ts';
import type { AuditRecord } from '../../domain/operation/audit-record.ts';
import type { OperationRecord, ProvisionResult, ProvisionSubject } from '../../domain/operation/operation.ts';
import type { Page } from './stored.ts';

/** An operation with the ETags of its rows. */
export interface StoredOperation {
  value: OperationRecord;
  /** Of the row by idempotency hash; absent when that row is gone. */
  etag?: string;
  /** Of the row by job; absent once a later operation has taken it. */
  currentEtag?: string;
}

/** Operations live in two rows, by job and by idempotency hash, which every change writes together. */
export interface OperationStore {
  /** By the hash in its id, in one read whether it is there or not. */
  read(tenantId: string, hash: string): Promise<OperationRecord | undefined>;
  /** By the hash in its id, with what a change of it needs. */
  find(tenantId: string, hash: string): Promise<StoredOperation | undefined>;
  /** The current or last operation of a job. */
  findCurrent(key: JobKey): Promise<StoredOperation | undefined>;
  /** Current or last operations of every job of a tenant. */
  listCurrent(tenantId: string): Promise<OperationRecord[]>;
  /** Every operation that is still kept, newest first. */
  list(tenantId: string): Promise<OperationRecord[]>;
  /** Takes the job's row, if the operation it held is unchanged, and claims the hash. False when somebody else was first. */
  create(operation: OperationRecord, replaced?: StoredOperation): Promise<boolean>;
  /** Writes a change to both rows; undefined when somebody else was first. */
  replace(operation: OperationRecord, stored: StoredOperation): Promise<StoredOperation | undefined>;
  /** Deletes finished operations created before `before` (UTC ISO) that no job's row needs any more; answers how many. */
  prune(tenantId: string, before: string): Promise<number>;
}

interface AuditQuery {
  /** Inclusive, UTC ISO. */
  from: string;
  /** Exclusive, UTC ISO. */
  to: string;
  pageSize: number;
  after?: string | undefined;
  /** What is not to be shown is passed over as if it were not there: no key of it stands in the page's `after`. */
  isShown?(record: AuditRecord): boolean;
}

/** Who did what; rows are only ever added. */
export interface AuditStore {
  /** Adding the same record again changes nothing. */
  add(record: AuditRecord): Promise<void>;
  /** Newest first. */
  list(tenantId: string, query: AuditQuery): Promise<Page<AuditRecord>>;
  /** Deletes records older than `before` (UTC ISO); answers how many went. */
  prune(tenantId: string, before: string): Promise<number>;
}

/** The one request that an operation sends. */
export type GraphAction =
  | { action: 'restart'; resetScope?: string }
  | { action: 'start' | 'pause' | 'validateCredentials' }
  | { action: 'provisionOnDemand'; ruleId: string; subjects: readonly ProvisionSubject[] };

/** Graph with the operator identity: only the worker of operations holds it. Every failure is an `UpstreamError`. */
export interface GraphOperator {
  /** One job, read now. */
  readJob(key: JobKey): Promise<{ observedAt: string; snapshot: JobSnapshot }>;
  /** Sends the action exactly once: nothing is repeated inside, not even after a 401. */
  act(key: JobKey, action: GraphAction): Promise<{ requestId?: string; result?: ProvisionResult }>;
}
