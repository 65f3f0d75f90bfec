import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import {
  asOf,
  isFinished,
  type OperationAction,
  type OperationRecord,
  type OperationRequest,
} from '../../../domain/operation/operation.ts';
import { judgePace, judgeSubjects, sentProvisions } from '../../../domain/operation/provision-pace.ts';
import { type CoolDownVerdict, judgeCoolDown, judgeState, type StateRefusalReason } from '../../../domain/operation/restart-guard.ts';
import type { Ports } from '../../ports/ports.ts';

export type StoredRefusal =
  | { reason: 'OperationActive'; detail: string; operationId: string }
  | { reason: 'CoolDown' | 'TooManyRequests'; detail: string; retryAfterInMs: number }
  | { reason: StateRefusalReason; detail: string };

interface Wish {
  action: OperationAction;
  request: OperationRequest;
}

/** What is stored of the job: how it stands, its last operation, and how long an action on it cools down. */
interface StoredFacts {
  job: JobRecord;
  current: OperationRecord | undefined;
  coolDownInMs: number;
}

/** Why what is stored does not permit the action; undefined when it does. */
export async function judgeOnStored(
  deps: Pick<Ports, 'operations'> & { clock: Pick<Ports['clock'], 'now'> },
  wish: Wish,
  { job, current, coolDownInMs }: StoredFacts,
): Promise<StoredRefusal | undefined> {
  const now = deps.clock.now();
  const last = current && asOf(current, now);
  if (last !== undefined && !isFinished(last)) {
    const { operationId, status } = last;
    return { reason: 'OperationActive', detail: `The operation ${operationId} on this job is ${status}.`, operationId };
  }
  const state = judgeState({ action: wish.action, ...wish.request }, job.snapshot);
  if (!state.allowed) return { reason: state.reason, detail: state.detail };
  const coolDown = judgeLast(wish, last, { coolDownInMs, now });
  if (!coolDown.allowed) return { reason: 'CoolDown', detail: coolDown.detail, retryAfterInMs: coolDown.retryAfterInMs };
  if (wish.action !== 'provisionOnDemand') return undefined;
  const pace = judgePace(await deps.operations.listCurrent(job.tenantId), now);
  return pace.allowed ? undefined : { reason: pace.reason, detail: pace.detail, retryAfterInMs: pace.retryAfterInMs };
}

// One user after the other may be tried; what is done to the whole job has to show its effect first.
function judgeLast(
  { action, request }: Wish,
  last: OperationRecord | undefined,
  { coolDownInMs, now }: { coolDownInMs: number; now: number },
): CoolDownVerdict {
  const facts = { coolDownInMs, override: request.overrideCoolDown === true, now };
  if (action !== 'provisionOnDemand') return judgeCoolDown({ ...facts, action, lastPostedAt: last?.lastPostedAt[action] });
  const subjectHashes = request.provision?.subjectHashes ?? [];
  return judgeSubjects({ ...facts, subjectHashes, sent: last === undefined ? [] : sentProvisions(last) });
}
