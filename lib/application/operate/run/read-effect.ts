import { readFailureOf } from '../../../domain/job/job-read.ts';
import { effectWaitInMs, leavesTrace, sightEffect, throttledWaitInMs } from '../../../domain/operation/operation-effect.ts';
import { outcomeUnknown } from '../../../domain/operation/operation-outcome.ts';
import { fail, postpone, succeed } from '../../../domain/operation/operation-steps.ts';
import { ageInMs } from '../../../domain/time.ts';
import type { GraphOperator, StoredOperation } from '../../ports/operation-ports.ts';
import { type RunDeps, saveStep } from './save-step.ts';

/** Pauses between the first readings; what takes longer waits in its row. */
const pausesInMs = [0, 1_000, 3_000];
const retryInMs = 30_000;

/** Finds out by reading alone whether an action that may have been sent was carried out. */
export async function readEffect(deps: RunDeps & { operator: GraphOperator }, stored: StoredOperation): Promise<StoredOperation> {
  const { value: operation } = stored;
  let retryAfterInMs = retryInMs;
  // Waiting for what leaves no trace would only keep the next action from the job.
  const isHopeless = !leavesTrace(operation.action);
  for (const pauseInMs of isHopeless ? [] : pausesInMs) {
    if (pauseInMs > 0) await deps.clock.sleep(pauseInMs);
    try {
      const { snapshot } = await deps.operator.readJob(operation);
      const sight = sightEffect(operation, snapshot);
      if (sight.visible) return saveStep(deps, succeed(operation, deps.clock.now(), { effectSeen: sight.sign }), stored);
    } catch (error) {
      const failure = readFailureOf(error);
      deps.log.info('The effect of an operation could not be read', { operationId: operation.operationId, reason: failure.reason });
      retryAfterInMs = failure.retryAfterInMs ?? retryInMs;
      break;
    }
  }
  const now = deps.clock.now();
  const waitInMs = operation.doubt?.reason === 'throttled' ? throttledWaitInMs : effectWaitInMs;
  const isOver = isHopeless || ageInMs(operation.postingAt, now) >= waitInMs;
  return saveStep(deps, isOver ? fail(operation, now, outcomeUnknown(operation.doubt)) : postpone(operation, now, retryAfterInMs), stored);
}
