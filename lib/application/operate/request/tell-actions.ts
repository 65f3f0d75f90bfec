import { type Caller, roleAt } from '../../../domain/access/caller.ts';
import { holdsRole, lacksRole, type OperatorRole } from '../../../domain/access/roles.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import { type OfferedAction, offeredActions } from '../../../domain/operation/offered-actions.ts';
import type { OperationRecord, OperationRequest } from '../../../domain/operation/operation.ts';
import { coolDownUntil, judgeRequest, judgeState, roleNeeded } from '../../../domain/operation/restart-guard.ts';
import { isoOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import { cappedBelow } from '../../tenant/visible/require-visible-tenant.ts';
import { type JobReading, judgeOnStored } from './judge-on-stored.ts';

/** An action on a job, judged for one caller as their request would be. */
export interface ToldAction extends OfferedAction {
  /** Why the request would be refused; absent where it would be accepted. */
  refusal?: { reason: string; detail: string };
  /** The least role. */
  role: OperatorRole;
  /** The id of the job has to be typed in. */
  needsConfirm: boolean;
  /** The figure of the deletions that are held back has to come with it. */
  needsStagedDeletes: boolean;
  /** The quarantine protects data: whoever lifts it says that they know. */
  needsAcknowledge: boolean;
  /** A second administrator has to approve. */
  needsApproval: boolean;
  /** When the same may be sent again, UTC ISO; absent where it may be now. */
  coolDownUntil?: string;
}

interface JobFacts {
  job: JobRecord;
  reading: JobReading;
  /** Its current or last operation. */
  current: OperationRecord | undefined;
  caller: Caller;
  coolDownInMs: number;
  now: number;
}

/**
 * Every action on a job with what the guards of a request say to it now. Whatever a person has to add (confirmation, acknowledgement, figure) is
 * taken as given and named beside it, so that what refuses is what they cannot change.
 */
export function tellActions(deps: Pick<Ports, 'operations'>, facts: JobFacts): Promise<ToldAction[]> {
  return Promise.all(offeredActions.map((offered) => tellAction(deps, offered, facts)));
}

async function tellAction(deps: Pick<Ports, 'operations'>, offered: OfferedAction, facts: JobFacts): Promise<ToldAction> {
  const { action, resetScope } = offered;
  const { job, current, coolDownInMs, now } = facts;
  const byAdmin = { action, role: 'Admin', jobId: job.jobId, resetScope } as const;
  const [unconfirmed, unbound] = [judgeRequest(byAdmin), judgeRequest({ ...byAdmin, confirm: job.jobId })];
  const cooledDownAt = coolDownUntil(action, { lastPostedAt: current?.lastPostedAt[action], coolDownInMs });
  const refusal = await judge(deps, offered, facts);
  return {
    ...offered,
    ...(refusal && { refusal: { reason: refusal.reason, detail: refusal.detail } }),
    role: roleNeeded({ resetScope }),
    needsConfirm: !unconfirmed.allowed && unconfirmed.reason === 'ConfirmationRequired',
    needsStagedDeletes: !unbound.allowed && unbound.reason === 'StagedDeletesRequired',
    needsAcknowledge: !judgeState(offered, job.snapshot, { isCertain: false }).allowed,
    needsApproval: resetScope?.includes('ForceDeletes') === true,
    ...(cooledDownAt > now && { coolDownUntil: isoOf(cooledDownAt) }),
  };
}

// In the order in which a request is judged: the route, the wish by itself, the grant, and at last what is stored.
async function judge(deps: Pick<Ports, 'operations'>, { action, resetScope }: OfferedAction, facts: JobFacts) {
  const { job, caller, now } = facts;
  if (!holdsRole(caller.role, 'Operator')) return { reason: 'Forbidden', detail: lacksRole('Operator') };
  const wish = judgeRequest({ action, role: caller.role, jobId: job.jobId, resetScope, confirm: job.jobId, stagedDeletes: null });
  if (!wish.allowed) return wish;
  const needed = roleNeeded({ resetScope });
  if (!holdsRole(roleAt(caller, job), needed)) return { reason: 'CappedByGrant', detail: cappedBelow(needed).message };
  const request: OperationRequest = { acknowledge: true, ...(resetScope && { resetScope }) };
  return judgeOnStored({ ...deps, clock: { now: () => now } }, { action, request }, facts);
}
