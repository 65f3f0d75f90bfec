import type { Freshness } from '../../../domain/job/health/health.ts';
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
import { millisOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';

export type StoredRefusal =
  | { reason: 'OperationActive'; detail: string; operationId: string }
  | { reason: 'CoolDown' | 'TooManyRequests'; detail: string; retryAfterInMs: number }
  | { reason: StateRefusalReason; detail: string };

interface Wish {
  action: OperationAction;
  request: OperationRequest;
}

/** What is stored of the job: how it stands and when that was read well, its last operation, and how long an action on it cools down. */
interface StoredFacts {
  job: JobRecord;
  reading: JobReading;
  current: OperationRecord | undefined;
  coolDownInMs: number;
}

/** When a job was last read well, and how old that is. */
export interface JobReading {
  observedAt?: string | undefined;
  freshness: Freshness;
}

/** Why what is stored does not permit the action; undefined when it does. */
export async function judgeOnStored(
  deps: Pick<Ports, 'operations'> & { clock: Pick<Ports['clock'], 'now'> },
  wish: Wish,
  { job, reading, current, coolDownInMs }: StoredFacts,
): Promise<StoredRefusal | undefined> {
  const now = deps.clock.now();
  const last = current && asOf(current, now);
  if (last !== undefined && !isFinished(last)) {
    const { operationId, status } = last;
    return { reason: 'OperationActive', detail: `The operation ${operationId} on this job is ${status}.`, operationId };
  }
  const state = judgeState({ action: wish.action, ...wish.request }, job.snapshot, { isCertain: isCertain(reading, last) });
  const unfit = state.allowed ? undefined : { reason: state.reason, detail: state.detail };
  if (unfit !== undefined && unfit.reason !== 'NothingToDo') return unfit;
  const coolDown = judgeLast(wish, last, { coolDownInMs, now });
  if (!coolDown.allowed) return { reason: 'CoolDown', detail: coolDown.detail, retryAfterInMs: coolDown.retryAfterInMs };
  // Whoever just did it learns of the cool-down first: what was done may be why there is nothing left to do.
  if (unfit !== undefined) return unfit;
  if (wish.action !== 'provisionOnDemand') return undefined;
  const pace = judgePace(await deps.operations.listCurrent(job.tenantId), now);
  return pace.allowed ? undefined : { reason: pace.reason, detail: pace.detail, retryAfterInMs: pace.retryAfterInMs };
}

// An old reading says nothing of the present, nor does one from before the last request that was sent.
function isCertain({ observedAt, freshness }: JobReading, last: OperationRecord | undefined): boolean {
  return freshness === 'fresh' && !Object.values(last?.lastPostedAt ?? {}).some((at) => millisOf(at) >= millisOf(observedAt));
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
