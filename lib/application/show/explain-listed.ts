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
    if (!known.has(key)) known.set(key, explainTrouble(catalogue, facts));
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
    ...lastRunOf(reasons),
    isGivenUp: reasons.includes('disabled'),
  };
}

function lastRunOf(reasons: ListedJob['reasons']): Pick<ExplainableJob, 'lastExecution'> {
  if (reasons.includes('completeFailures')) return { lastExecution: { state: 'Failed' } };
  return reasons.includes('entryErrors') ? { lastExecution: { state: 'EntryLevelErrors' } } : {};
}

/** The explanation of a job that is not healthy: that it is active, or ended its run well, says nothing about why. */
export function explainTrouble(catalogue: Catalogue, job: ExplainableJob): Explanation | undefined {
  const { explanation } = explainJob(catalogue, job);
  return explanation?.code === 'Active' || explanation?.code === 'Succeeded' ? undefined : explanation;
}
