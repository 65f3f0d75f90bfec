import { UpstreamError } from '../../../domain/errors.ts';
import { type ReadFailure, readFailureOf } from '../../../domain/job/job-read.ts';
import type { JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import { beforeFacts, type OperationError, type OperationRecord } from '../../../domain/operation/operation.ts';
import {
  authorizationRevoked,
  graphUnavailable,
  judgePostFailure,
  judgeReadFailure,
  preconditionFailed,
} from '../../../domain/operation/operation-outcome.ts';
import { cancel, fail, markPosting, postpone, succeed } from '../../../domain/operation/operation-steps.ts';
import { resultAsGiven } from '../../../domain/operation/provision-once.ts';
import { judgePace } from '../../../domain/operation/provision-pace.ts';
import { judgeForced, judgeState } from '../../../domain/operation/restart-guard.ts';
import { ageInMs, minuteInMs } from '../../../domain/time.ts';
import type { GraphAction, GraphOperator, StoredOperation } from '../../ports/operation-ports.ts';
import { judgeStillAllowed } from '../judge-still-allowed.ts';
import { judgeFigure } from './judge-figure.ts';
import { readEffect } from './read-effect.ts';
import { type RunDeps, saveStep } from './save-step.ts';

type Deps = RunDeps & { operator: GraphOperator };

/** A reading older than this says too little about the job to act on. */
const readingLifeInMs = minuteInMs;
/** So long an operation waits for Graph before it counts as out of date. */
const patienceInMs = 10 * minuteInMs;
const retryInMs = 30_000;

/** Reads the job, judges it again, writes the mark, and sends the one POST. */
export async function sendOperation(deps: Deps, taken: StoredOperation): Promise<StoredOperation> {
  const operation = taken.value;
  let read: { observedAt: string; snapshot: JobSnapshot };
  try {
    read = await deps.operator.readJob(operation);
  } catch (error) {
    return afterFailedRead(deps, taken, error);
  }
  const fit = judgeState({ action: operation.action, ...operation.request }, read.snapshot, { isCertain: true });
  const verdict = fit.allowed ? judgeForced(operation.request, read.snapshot) : fit;
  if (!verdict.allowed) return refuse(deps, taken, preconditionFailed(verdict.reason, verdict.detail));
  const figure = await judgeFigure(deps, operation, read.snapshot);
  if (figure.kind === 'unread') return waitForGraph(deps, taken, figure.failure);
  if (figure.kind === 'changed') return refuse(deps, taken, preconditionFailed('StagedDeletesChanged', figure.detail));
  const now = deps.clock.now();
  if (ageInMs(read.observedAt, now) > readingLifeInMs) return saveStep(deps, postpone(operation, now, 0), taken);
  const waitInMs = await paceInMs(deps, operation, now);
  if (waitInMs > 0) return saveStep(deps, postpone(operation, now, waitInMs), taken);
  // As late as can be: whoever lost the right meanwhile shall not act by what was accepted before.
  if ((await judgeStillAllowed(deps, operation)) !== 'allowed') return saveStep(deps, cancel(operation, now, authorizationRevoked), taken);
  const marked = await deps.operations.replace(markPosting(operation, beforeFacts(read.snapshot), now), taken);
  // Somebody else has it: what they do is theirs.
  if (marked === undefined) return (await deps.operations.find(operation.tenantId, operation.hash)) ?? taken;
  return post(deps, marked, actionOf(operation));
}

function refuse(deps: Deps, taken: StoredOperation, error: OperationError): Promise<StoredOperation> {
  return saveStep(deps, fail(taken.value, deps.clock.now(), error), taken);
}

// Many may have been accepted before the first of them was sent.
async function paceInMs({ operations }: Deps, { action, tenantId }: OperationRecord, now: number): Promise<number> {
  if (action !== 'provisionOnDemand') return 0;
  const pace = judgePace(await operations.listCurrent(tenantId), now);
  return pace.allowed ? 0 : pace.retryAfterInMs;
}

async function post(deps: Deps, marked: StoredOperation, action: GraphAction): Promise<StoredOperation> {
  try {
    const { requestId, result: told } = await deps.operator.act(marked.value, action);
    const { provision } = marked.value.request;
    const result = told && provision ? resultAsGiven(told, provision) : told;
    const facts = { ...(requestId && { graphRequestId: requestId }), ...(result && { result }) };
    return await saveStep(deps, succeed(marked.value, deps.clock.now(), facts), marked);
  } catch (error) {
    return afterFailedPost(deps, marked, error);
  }
}

async function afterFailedPost(deps: Deps, marked: StoredOperation, error: unknown): Promise<StoredOperation> {
  if (!(error instanceof UpstreamError) || error.evidence.service === 'tables') throw error;
  const failure = readFailureOf(error);
  // Without a token nothing left this service.
  if (error.evidence.service === 'identity' && failure.reason === 'identityUnavailable') {
    return saveStep(deps, fail(marked.value, deps.clock.now(), graphUnavailable(failure)), marked);
  }
  const verdict = judgePostFailure(marked.value.action, failure);
  if (verdict.kind === 'refused') return saveStep(deps, fail(marked.value, deps.clock.now(), verdict.error, failure.requestId), marked);
  const { reason, status, requestId } = failure;
  const doubtful: OperationRecord = {
    ...marked.value,
    doubt: { reason, ...(status !== undefined && { status }) },
    ...(requestId !== undefined && { graphRequestId: requestId }),
  };
  deps.log.warn('The answer to an operation says nothing of its effect; only reading from now on', {
    operationId: doubtful.operationId,
    reason,
    status,
  });
  const written = await deps.operations.replace(doubtful, marked);
  return written === undefined ? marked : readEffect(deps, written);
}

async function afterFailedRead(deps: Deps, taken: StoredOperation, error: unknown): Promise<StoredOperation> {
  const failure = readFailureOf(error);
  const final = judgeReadFailure(failure);
  if (final === undefined) return waitForGraph(deps, taken, failure);
  return saveStep(deps, fail(taken.value, deps.clock.now(), final, failure.requestId), taken);
}

async function waitForGraph(deps: Deps, taken: StoredOperation, failure: ReadFailure): Promise<StoredOperation> {
  const now = deps.clock.now();
  if (ageInMs(taken.value.decidedAt ?? taken.value.createdAt, now) > patienceInMs) {
    return saveStep(deps, fail(taken.value, now, graphUnavailable(failure), failure.requestId), taken);
  }
  return saveStep(deps, postpone(taken.value, now, failure.retryAfterInMs ?? retryInMs), taken);
}

function actionOf({ action, request }: OperationRecord): GraphAction {
  switch (action) {
    case 'clearQuarantine':
      return { action: 'restart', resetScope: 'QuarantineState' };
    case 'restart':
      // Nothing asked is the service's own default: quarantine state, watermark and escrows.
      return { action, ...(request.resetScope?.length && { resetScope: request.resetScope.join(', ') }) };
    case 'provisionOnDemand':
      return { action, ruleId: request.provision?.ruleId ?? '', subjects: request.provision?.subjects ?? [] };
    default:
      return { action };
  }
}
