import type { ReadFailure } from '../../job/job-read.ts';
import type { Target } from '../../job/record/job-record.ts';
import { defined } from '../../optional.ts';
import type { PassOutcome } from './tenant-conditions.ts';

interface PassAnswers {
  /** Whether any target answered well. */
  hasGoodRead: boolean;
  /** What ended the pass: a request that failed as a whole, or several that were throttled. */
  stop?: ReadFailure;
  targets: Iterable<Target>;
  /** Failures of this pass by the id of the service principal. */
  failures: ReadonlyMap<string, ReadFailure>;
}

/**
 * What a pass says of the tenant as a whole. One good answer proves that it can be read. Without one it is refused by a request that failed
 * as a whole, or when the latest answer of each of its targets, two at least, is a failure: a single one speaks for itself alone.
 */
export function judgePass({ hasGoodRead, stop, targets, failures }: PassAnswers): PassOutcome {
  const failure = hasGoodRead ? undefined : (stop ?? failureOfAll([...targets], failures));
  if (failure === undefined) return { read: true };
  const { reason, code, detail } = failure;
  return { read: false, reason, ...defined({ code }), detail };
}

// A missing permission refuses everybody alike: what refuses only some of them in that way has another cause.
function failureOfAll(targets: readonly Target[], failures: ReadonlyMap<string, ReadFailure>): ReadFailure | undefined {
  const latest = targets.map(({ servicePrincipalId, readFailure }) => failures.get(servicePrincipalId) ?? readFailure);
  const failed = latest.filter((failure) => failure !== undefined);
  if (failed.length < 2 || failed.length < latest.length) return undefined;
  return failed.find(({ reason }) => reason !== 'consentMissing') ?? failed[0];
}
