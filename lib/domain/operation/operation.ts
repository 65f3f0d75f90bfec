import type { SignIn } from '../access/principal.ts';
import type { OperatorRole } from '../access/roles.ts';
import type { JobKey, JobSnapshot } from '../job/synchronization-job.ts';
import { millisOf, minuteInMs } from '../time.ts';

export const operationActions = ['restart', 'clearQuarantine', 'start', 'pause', 'validateCredentials', 'provisionOnDemand'] as const;
export type OperationAction = (typeof operationActions)[number];

export const operationStatuses = ['AwaitingApproval', 'NotStarted', 'Running', 'Succeeded', 'Failed', 'Canceled'] as const;
export type OperationStatus = (typeof operationStatuses)[number];

export const verificationStates = ['pending', 'held', 'relapsed', 'unknown'] as const;
export type VerificationState = (typeof verificationStates)[number];

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria */
export const resetScopes = ['None', 'ConnectorDataStore', 'Escrows', 'Watermark', 'QuarantineState', 'Full', 'ForceDeletes'] as const;
export type ResetScope = (typeof resetScopes)[number];

/** Why an operation ended otherwise than well. */
export const outcomeCodes = [
  'OutcomeUnknown',
  'Throttled',
  'PreconditionFailed',
  'PermissionMissing',
  'JobGone',
  'CredentialsRejected',
  'RefusedByGraph',
  'GraphUnavailable',
  'OperatorNotConfigured',
  'Rejected',
  'ApprovalExpired',
  'TenantRemoved',
  'AuthorizationRevoked',
] as const;
type OutcomeCode = (typeof outcomeCodes)[number];

export interface ProvisionSubject {
  objectId: string;
  objectTypeName: string;
}

/** What was asked for. The ids of subjects are kept only until the operation ends; their hashes stay. */
export interface OperationRequest {
  resetScope?: readonly ResetScope[];
  reason?: string;
  acknowledge?: true;
  overrideCoolDown?: true;
  /** How many objects wait to be deleted, as whoever asked saw it; `null` where that cannot be counted. Older rows of `ForceDeletes` have none. */
  stagedDeletes?: number | null;
  provision?: { ruleId: string; subjectHashes: readonly string[]; subjects?: readonly ProvisionSubject[] };
}

export interface OperationError {
  code: OutcomeCode;
  detail: string;
  /** What to do now. */
  advice: string;
  /** Graph's own code. */
  graphCode?: string;
}

export interface ProvisionStep {
  name: string;
  type?: string;
  status: string;
  /** Why it did not succeed, or was passed over, in Graph's word. */
  code?: string;
  /** Whose step it is, as a place in `subjectHashes`, from 0; absent where the answer does not say it, and on older rows. */
  subject?: number;
}

/** What provisioning on demand answered, without anything that names a person. */
export interface ProvisionResult {
  /** `Success`, `Skipped`, `Failure` or another word of Graph; `Unknown` when its answer cannot be understood. */
  result: string;
  errorCode?: string;
  /** `type` is import, matching, scoping or export, where Graph says it. */
  steps: ProvisionStep[];
  /** Set where there were more steps than are kept. */
  truncated?: true;
  /** Where there were several: what came of each subject, in their order; `Unknown` where the answer does not say whose it is. */
  subjects?: { result: string; errorCode?: string }[];
  /** Of an answer that cannot be understood: of what kinds of values it was made. */
  seen?: string;
}

/** One request of provisioning on demand that was sent for a job: when, and for whom. */
export interface SentProvision {
  at: string;
  subjectHashes: readonly string[];
}

/** What the worker read just before it acted: a later reading is held against it. */
export interface BeforeFacts {
  state: JobSnapshot['state'];
  quarantineReason?: string;
  seriesBegan?: string;
  activityIdentifier?: string;
  lastRunBegan?: string;
  countEscrowed?: number;
  hadProgress: boolean;
}

/** One asked-for action on one job, from the request to what later readings showed of it. Times are UTC ISO. */
export interface OperationRecord extends JobKey {
  v: 1;
  operationId: string;
  /** 22 characters that name (actor, route, key): part of the id and of the row's key. */
  hash: string;
  /** Names the body: the same key with another one is refused. */
  bodyHash: string;
  action: OperationAction;
  request: OperationRequest;
  /** `{tenant id}/{object id}` of who asked. */
  actor: string;
  /** By what they had signed in. */
  signIn?: SignIn;
  /** What they could do with the job when it was accepted: the role of their token, capped by its scope and their grant. */
  role?: OperatorRole;
  /** The application that asked by itself; absent where a person asked. */
  byApplication?: string;
  status: OperationStatus;
  createdAt: string;
  updatedAt: string;
  /** A second administrator has to agree before this time. */
  approvalUntil?: string;
  decidedBy?: string;
  decidedSignIn?: SignIn;
  decidedAt?: string;
  attempts: number;
  /** The worker's own lease: nobody else works on it before this time. */
  attemptUntil?: string;
  notBefore?: string;
  before?: BeforeFacts;
  /** Written before the one POST leaves: from then on nothing is ever sent again. */
  postingAt?: string;
  /** Graph's answer to the POST said nothing about its effect. */
  doubt?: { reason: string; status?: number };
  /** What a later reading showed, where no answer said that the POST was carried out. */
  effectSeen?: string;
  finishedAt?: string;
  error?: OperationError;
  result?: ProvisionResult;
  /** Graph's id of the POST. */
  graphRequestId?: string;
  /** When each action was last sent for this job, carried from operation to operation. */
  lastPostedAt: Partial<Record<OperationAction, string>>;
  /** The requests of provisioning on demand sent before this operation that may still matter, newest first. */
  provisioned?: readonly SentProvision[];
  verification?: VerificationState;
  verifiedAt?: string;
  /** Activity identifiers of good executions after the action. */
  heldBy?: string[];
  leftQuarantineAt?: string;
}

/** What the guards and the worker note for themselves. */
type OperationNote =
  | 'v'
  | 'bodyHash'
  | 'signIn'
  | 'role'
  | 'byApplication'
  | 'decidedSignIn'
  | 'attempts'
  | 'attemptUntil'
  | 'before'
  | 'doubt'
  | 'lastPostedAt'
  | 'provisioned';

/** What is shown of an operation: of how people had signed in, what they were called. */
export interface ShownOperation extends Omit<OperationRecord, OperationNote> {
  signIn?: Pick<SignIn, 'actorName'>;
  decidedSignIn?: Pick<SignIn, 'actorName'>;
}

/** How long an approval may take. */
export const approvalInMs = 30 * minuteInMs;

/** Actions whose effect shows in the cycles that follow. */
export const verifiedActions: readonly OperationAction[] = ['restart', 'clearQuarantine', 'start', 'pause'];

/** The operation as it stands at `now`: an approval that came to nothing counts as canceled although nobody has written that yet. */
export function asOf(operation: OperationRecord, now: number): OperationRecord {
  if (!isApprovalLate(operation, now) || operation.approvalUntil === undefined) return operation;
  return {
    ...operation,
    status: 'Canceled',
    finishedAt: operation.approvalUntil,
    updatedAt: operation.approvalUntil,
    ...(operation.verification !== undefined && { verification: 'unknown' as const }),
    error: {
      code: 'ApprovalExpired',
      detail: 'No second administrator approved it within 30 minutes.',
      advice: 'Ask for it anew when a second administrator is at hand.',
    },
  };
}

/** Whether the time is over in which somebody could have approved it. */
export function isApprovalLate({ status, approvalUntil }: Pick<OperationRecord, 'status' | 'approvalUntil'>, now: number): boolean {
  return status === 'AwaitingApproval' && now > millisOf(approvalUntil);
}

export function isFinished({ status }: Pick<OperationRecord, 'status'>): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Canceled';
}

/** When our last request to set the job going was sent, UTC ISO; only one that was accepted excuses its silence. */
export function acceptedPostAt(operation: OperationRecord | undefined): string | undefined {
  const setsGoing = operation?.action === 'restart' || operation?.action === 'clearQuarantine' || operation?.action === 'start';
  return setsGoing && operation.status === 'Succeeded' ? operation.postingAt : undefined;
}

/** Whether readings can still say something about it. */
export function isUnverified(operation: OperationRecord): boolean {
  return !isFinished(operation) || operation.verification === 'pending';
}

/** What a later reading is held against. */
export function beforeFacts({ state, quarantine, lastExecution, progress }: JobSnapshot): BeforeFacts {
  return {
    state,
    ...(quarantine && { quarantineReason: quarantine.reason }),
    ...(quarantine?.seriesBegan && { seriesBegan: quarantine.seriesBegan }),
    ...(lastExecution?.activityIdentifier && { activityIdentifier: lastExecution.activityIdentifier }),
    ...(lastExecution?.timeBegan && { lastRunBegan: lastExecution.timeBegan }),
    ...(lastExecution && { countEscrowed: lastExecution.countEscrowed }),
    hadProgress: progress.length > 0,
  };
}
