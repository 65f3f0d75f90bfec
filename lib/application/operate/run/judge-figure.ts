import { UpstreamError } from '../../../domain/errors.ts';
import { countedObjects } from '../../../domain/job/failing/staged-deletes.ts';
import { type ReadFailure, readFailureOf } from '../../../domain/job/job-read.ts';
import type { JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { Ports } from '../../ports/ports.ts';
import type { LogDeps } from '../../tenant/live/ask-log.ts';
import { figureOf, readStagedDeletes } from '../../tenant/live/read-staged-deletes.ts';

export type FigureDeps = LogDeps & Pick<Ports, 'fleet'>;

/** Whether what waits to be deleted is still what was approved. */
type FigureVerdict = { kind: 'same' } | { kind: 'changed'; detail: string } | { kind: 'unread'; failure: ReadFailure };

/** Counts anew, with the identity that reads, what an operation is bound to; one that is bound to nothing is not asked for. */
export async function judgeFigure(deps: FigureDeps, operation: OperationRecord, snapshot: JobSnapshot): Promise<FigureVerdict> {
  const { stagedDeletes: asked } = operation.request;
  if (asked === undefined) return { kind: 'same' };
  const notBefore = (await deps.fleet.get(operation.tenantId))?.value.graphNotBefore;
  try {
    const { figure, atLeast, lastAt } = figureOf(await readStagedDeletes(deps, { key: operation, snapshot, notBefore }));
    if (figure !== asked) {
      return {
        kind: 'changed',
        detail: `It was approved for ${countedObjects(asked)}; now it would be ${countedObjects(figure, atLeast)}.`,
      };
    }
    // What cannot be counted can be more than it was: then only what waited when it was asked for is agreed to.
    const isMore = figure === null && lastAt !== undefined && lastAt > operation.createdAt;
    return isMore
      ? { kind: 'changed', detail: `More was put aside at ${lastAt}, and nobody can count how much waits now.` }
      : { kind: 'same' };
  } catch (error) {
    if (error instanceof UpstreamError && error.evidence.service === 'tables') throw error;
    return { kind: 'unread', failure: readFailureOf(error) };
  }
}
