import { type AdviceAction, adviceActions } from '../catalogue/entry-advice.ts';
import type { Advice } from '../job/advice/advice.ts';
import { isQuarantined } from '../job/job-facts.ts';
import { ageInMs, minuteInMs } from '../time.ts';
import { isApprovalLate, isFinished, type OperationAction, type OperationError, type OperationRecord } from './operation.ts';

/** The operation that carries an advice out, with the exact body to send. */
interface AdvisedOperation {
  action: OperationAction;
  body: Record<string, unknown>;
}

/** An advice that knows what was done before. */
export interface InformedAdvice extends Advice {
  /** The milder step that has been tried in vain. */
  escalatedFrom?: AdviceAction;
  operation?: AdvisedOperation;
}

/** What of a job's last operation bears on the advice. */
export type AdvisingOperation = Pick<
  OperationRecord,
  'operationId' | 'action' | 'status' | 'verification' | 'postingAt' | 'approvalUntil'
> & {
  error?: Pick<OperationError, 'code'>;
};

/** An effect needs a cycle or two before it shows. */
export const patienceInMs = 10 * minuteInMs;

/**
 * The advice after the job's last operation: wait while one works, and after one that did not hold go one step further.
 * The last step is people, never a scope that destroys something.
 */
export function adviseAfter(
  advice: Advice,
  operation: AdvisingOperation | undefined,
  snapshot: Parameters<typeof isQuarantined>[0],
  now: number,
): InformedAdvice {
  if (operation === undefined) return complete(advice);
  const { action } = operation;
  if (!isFinished(operation)) return awaitEnd(operation);
  if (operation.verification === 'relapsed' && isQuarantined(snapshot)) return complete(escalate(advice, operation));
  if (operation.error?.code === 'OutcomeUnknown' && operations[advice.action] !== undefined) {
    const why = `Whether the last ${action} was carried out is not known: look at the job in the admin centre first. ${advice.why}`;
    return complete({ ...advice, why });
  }
  if (isAwaited(operation, now) && isOneOfOurs(advice.action)) {
    return wait(`${action} was sent at ${operation.postingAt}; give it a cycle or two to show its effect.`);
  }
  return complete(advice);
}

/** Whether the advice at `now` may be another one because of the operation. */
export function bearsOnAdvice(operation: AdvisingOperation, now: number): boolean {
  if (isApprovalLate(operation, now)) return false;
  return !isFinished(operation) || operation.verification === 'relapsed' || isAwaited(operation, now);
}

// It was carried out, and its effect may yet show.
function isAwaited({ action, status, verification, postingAt }: AdvisingOperation, now: number): boolean {
  return status === 'Succeeded' && action !== 'pause' && verification === 'pending' && ageInMs(postingAt, now) < patienceInMs;
}

// Each step is tried once; people are the last one.
function escalate(advice: Advice, { action, postingAt }: AdvisingOperation): InformedAdvice {
  const past = `${action} was sent at ${postingAt} and the quarantine came back.`;
  const escalatedFrom = adviceActions.find((tried) => tried === action) ?? advice.action;
  if (advice.action !== 'clearQuarantine')
    return { ...advice, escalatedFrom, why: `${past} Clearing it again will not hold. ${advice.why}` };
  if (action !== 'restart') {
    const why = `${past} A restart also forgets the failures and the place reached, and reads every object again, which can take many hours.`;
    return { ...advice, action: 'restart', why, safety: 'needsAcknowledge', escalatedFrom };
  }
  const why = `${past} No operation of this service helps: the cause lies in the target system, its data, or with Microsoft.`;
  return { ...advice, action: 'fixCause', why, safety: 'noAction', escalatedFrom };
}

const operations: Partial<Record<AdviceAction, AdvisedOperation>> = {
  clearQuarantine: { action: 'clearQuarantine', body: {} },
  pause: { action: 'pause', body: {} },
  start: { action: 'start', body: {} },
  restart: { action: 'restart', body: {} },
  renewCredentials: { action: 'validateCredentials', body: {} },
};

function isOneOfOurs(action: AdviceAction): boolean {
  return action === 'clearQuarantine' || action === 'pause' || action === 'start' || action === 'restart';
}

function complete(advice: InformedAdvice): InformedAdvice {
  const operation = operations[advice.action];
  return { ...advice, ...(operation && { operation }) };
}

function awaitEnd({ action, status }: AdvisingOperation): InformedAdvice {
  if (status === 'AwaitingApproval')
    return {
      ...wait(`The action ${action} was asked for and waits for the approval of a second administrator of this service.`),
      whoMustAct: 'service-owner',
    };
  return wait(
    `The action ${action} ${status === 'NotStarted' ? 'was asked for and is sent in a moment' : 'is on its way'}; wait for its end.`,
  );
}

function wait(why: string): InformedAdvice {
  return { action: 'wait', why, safety: 'noAction', whoMustAct: 'nobody' };
}
