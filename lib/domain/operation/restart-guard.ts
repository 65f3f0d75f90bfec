import { holdsRole, type OperatorRole, type Role } from '../access/roles.ts';
import { holdsBackDeletes } from '../job/failing/staged-deletes.ts';
import type { JobSnapshot } from '../job/synchronization-job.ts';
import { millisOf } from '../time.ts';
import type { OperationAction, ResetScope } from './operation.ts';

/** Why an action is refused; the name is the code of the problem that the caller gets. */
export type RequestRefusalReason = 'AdminRequired' | 'ScopeNotAllowed' | 'ConfirmationRequired' | 'StagedDeletesRequired';
export type StateRefusalReason = 'StartNotAllowed' | 'NothingToDo' | 'AcknowledgementRequired';

interface Refusal<Reason extends string> {
  allowed: false;
  reason: Reason;
  detail: string;
}

interface RequestFacts {
  action: OperationAction;
  role: Role | 'none';
  jobId: string;
  resetScope?: readonly ResetScope[] | undefined;
  confirm?: string | undefined;
  overrideCoolDown?: boolean | undefined;
  /** What the caller saw of the deletions that are held back. */
  stagedDeletes?: number | null | undefined;
}

export type RequestVerdict = { allowed: true; needsApproval: boolean } | Refusal<RequestRefusalReason>;

const destructive: readonly ResetScope[] = ['Full', 'ForceDeletes'];
// https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria: not to be used.
const forbidden: readonly ResetScope[] = ['None', 'ConnectorDataStore'];

/**
 * Judges what is asked for by itself, whatever the job's state: the role first, then the scopes, the typed confirmation, and at last the
 * figure that binds.
 */
export function judgeRequest({ role, jobId, resetScope = [], confirm, overrideCoolDown, stagedDeletes }: RequestFacts): RequestVerdict {
  const destroys = destructiveOf(resetScope);
  if (!holdsRole(role, roleNeeded({ resetScope, overrideCoolDown }))) {
    const what = destroys.length > 0 ? `The scope ${destroys.join(', ')}` : 'Overriding the cool-down';
    return refuse('AdminRequired', `${what} needs the role Admin.`);
  }
  const unwanted = forbidden.filter((scope) => resetScope.includes(scope));
  if (unwanted.length > 0) return refuse('ScopeNotAllowed', `Microsoft says not to use the scope ${unwanted.join(', ')}.`);
  if (destroys.length > 0 && confirm !== jobId) {
    return refuse('ConfirmationRequired', `The scope ${destroys.join(', ')} needs \`confirm\` with the id of the job.`);
  }
  const deletes = resetScope.includes('ForceDeletes');
  if (deletes && stagedDeletes === undefined) {
    const detail = 'The scope ForceDeletes needs `stagedDeletes`: the figure of …/stagedDeletes, `null` where that is `null`.';
    return refuse('StagedDeletesRequired', detail);
  }
  return { allowed: true, needsApproval: deletes };
}

/** The least role for what is asked for. */
export function roleNeeded({
  resetScope = [],
  overrideCoolDown,
}: {
  resetScope?: readonly ResetScope[] | undefined;
  overrideCoolDown?: boolean | undefined;
}): OperatorRole {
  return destructiveOf(resetScope).length > 0 || overrideCoolDown === true ? 'Admin' : 'Operator';
}

function destructiveOf(resetScope: readonly ResetScope[]): ResetScope[] {
  return destructive.filter((scope) => resetScope.includes(scope));
}

interface StateFacts extends Pick<RequestFacts, 'action' | 'resetScope'> {
  acknowledge?: boolean | undefined;
}

type StateOfJob = Pick<JobSnapshot, 'state' | 'schedule' | 'quarantine'>;
type StateVerdict = { allowed: true } | Refusal<StateRefusalReason>;

/**
 * Judges whether the job's state permits the action; the same rule for the stored state and for the one read just before acting. What is not
 * certain to be the present refuses nothing but an acknowledgement that is missing: the worker reads the job before it sends.
 */
export function judgeState(wish: StateFacts, job: StateOfJob, { isCertain }: { isCertain: boolean }): StateVerdict {
  const unfit = isCertain ? judgeUse(wish, job) : permitted;
  return unfit.allowed ? judgeAcknowledged(wish, job) : unfit;
}

const permitted: StateVerdict = { allowed: true };

// Only what Graph says plainly refuses: a state that is not published, or a schedule that says otherwise, may hide what the action would change.
function judgeUse({ action, resetScope = [] }: StateFacts, { state, schedule, quarantine }: StateOfJob): StateVerdict {
  // Starting a running job again and again can stop it. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start
  if (action === 'start' && state !== 'Paused' && state !== 'Quarantine') {
    return refuse('StartNotAllowed', `A start is permitted only while the job is Paused or in Quarantine; it is ${state}.`);
  }
  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-pause
  if (action === 'pause' && state === 'Paused' && schedule.state !== 'Active') {
    return refuse('NothingToDo', 'The job is Paused already: to pause it again would change nothing.');
  }
  if (!liftsOnly({ action, resetScope }) || quarantine !== undefined) return permitted;
  if (state === 'Active' && schedule.state === 'Active') {
    return refuse('NothingToDo', 'There is nothing to lift: the job is Active and not in quarantine.');
  }
  // The same request starts a job that is stopped, for which nobody asked.
  if (state === 'Paused') {
    return refuse(
      'NothingToDo',
      'There is nothing to lift: the job is Paused and not in quarantine. It would only be started; for that there is the start.',
    );
  }
  return permitted;
}

/**
 * Judges just before the request leaves whether there is something held back to be carried out: in any other state `ForceDeletes` would be a
 * restart for which nobody asked. Not before: until a second administrator approves, the job may have come to hold deletions back, or to
 * hold none any more. Who saw that nothing waits asked for just that.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria
 */
export function judgeForced(
  { resetScope = [], stagedDeletes }: Pick<RequestFacts, 'resetScope' | 'stagedDeletes'>,
  job: StateOfJob,
): StateVerdict {
  if (!resetScope.includes('ForceDeletes') || stagedDeletes === 0 || holdsBackDeletes(job)) return permitted;
  const { state, quarantine } = job;
  const now = quarantine === undefined ? state : `in quarantine for ${quarantine.reason}`;
  return refuse('NothingToDo', `The job holds no deletions back: it is ${now}, and not in quarantine for TooManyDeletes.`);
}

function judgeAcknowledged({ action, resetScope = [], acknowledge }: StateFacts, { quarantine }: StateOfJob): StateVerdict {
  if (action !== 'clearQuarantine' && !resetScope.includes('QuarantineState')) return permitted;
  const grave = graveReasons.filter((reason) => quarantine?.reason.includes(reason));
  if (grave.length === 0 || acknowledge === true) return permitted;
  const detail = `The quarantine for ${grave.join(', ')} protects data: clearing lifts it only until the next cycle finds the same. Look into the cause, then send \`acknowledge: true\`.`;
  return refuse('AcknowledgementRequired', detail);
}

// The same request at Graph under either name.
function liftsOnly({ action, resetScope = [] }: Pick<StateFacts, 'action' | 'resetScope'>): boolean {
  return action === 'clearQuarantine' || (resetScope.length > 0 && resetScope.every((scope) => scope === 'QuarantineState'));
}

const graveReasons = ['TooManyDeletes', 'EncounteredEscrowProportionThreshold'];

export type CoolDownVerdict = { allowed: true } | (Refusal<'CoolDown'> & { retryAfterInMs: number });

/**
 * Until when an action on the whole job cools down, milliseconds since the epoch; NaN where nothing of it was sent. One user after the
 * other may be tried: what is done to single ones has a cool-down for each.
 */
export function coolDownUntil(
  action: OperationAction,
  { lastPostedAt, coolDownInMs }: { lastPostedAt: string | undefined; coolDownInMs: number },
): number {
  return action === 'provisionOnDemand' ? Number.NaN : millisOf(lastPostedAt) + coolDownInMs;
}

/** Judges whether enough time has passed since this action was last sent for this job. */
export function judgeCoolDown(facts: {
  action: OperationAction;
  lastPostedAt: string | undefined;
  coolDownInMs: number;
  override: boolean;
  now: number;
}): CoolDownVerdict {
  const retryAfterInMs = coolDownUntil(facts.action, facts) - facts.now;
  if (facts.override || !(retryAfterInMs > 0)) return { allowed: true };
  const detail = `${facts.action} was sent for this job at ${facts.lastPostedAt}; give it time to show its effect.`;
  return { ...refuse('CoolDown', detail), retryAfterInMs };
}

function refuse<Reason extends string>(reason: Reason, detail: string): Refusal<Reason> {
  return { allowed: false, reason, detail };
}
