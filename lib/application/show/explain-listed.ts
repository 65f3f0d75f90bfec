import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { type ExplainableJob, explainJob } from '../../domain/job/advice/explain-job.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';

/** Explains the jobs of one list; jobs with the same codes are looked up once. A job without a reason needs no explanation. */
export function createExplainer(catalogue: Catalogue): (job: ListedJob) => Explanation | undefined {
  const known = new Map<string, Explanation | undefined>();
  return (job) => {
    if (job.reasons.length === 0) return undefined;
    const facts = factsOf(job);
    const key = JSON.stringify(facts);
    if (!known.has(key)) known.set(key, tellingOf(facts, explainJob(catalogue, facts).explanation));
    return known.get(key);
  };
}

// What a summary keeps of a job's codes; of the last run only whether it failed.
function factsOf({ state, rawCode, quarantine, errorCode, reasons }: ListedJob): ExplainableJob {
  return {
    state,
    escrowsPruned: reasons.includes('escrowsPruned'),
    ...(rawCode && { rawCode }),
    quarantine: { reason: quarantine?.reason ?? '', seriesCount: 0, ...(errorCode && { error: { code: errorCode } }) },
    ...(reasons.includes('completeFailures') && { lastExecution: { state: 'Failed' } }),
  };
}

// That a job is active says nothing about the reasons why it is not healthy.
function tellingOf({ state }: ExplainableJob, explanation: Explanation | undefined): Explanation | undefined {
  return state === 'Active' && explanation?.code === state ? undefined : explanation;
}
