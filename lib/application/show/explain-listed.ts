import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { AdviceAction } from '../../domain/catalogue/entry-advice.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { nextStep } from '../../domain/job/advice/advice.ts';
import { explainSpeaker } from '../../domain/job/advice/explain-job.ts';
import type { Speaker } from '../../domain/job/advice/find-speaker.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import type { TextReader } from '../../domain/job/advice/read-message.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import { adviseAfter } from '../../domain/operation/advise-after.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';

/** What the catalogue says of one job of a list, in the same words as the job's own document. */
export interface ExplainedJob {
  job: ListedJob;
  /** Absent where nothing is wrong with the job. */
  explanation: Explanation | undefined;
  /** The next step, which knows of the last operation. */
  action: AdviceAction;
}

/** Explains the jobs of one list as they are at `now`, milliseconds since the epoch. A job without a reason needs no explanation. */
export function createExplainer(catalogue: Catalogue, readText: TextReader, now: number): (job: ListedJob) => ExplainedJob {
  const speakerOf = createSpeakers(catalogue, readText);
  const known = new Map<Speaker, Explanation | undefined>();
  return (job) => {
    const speaker = job.reasons.length === 0 ? undefined : speakerOf(figureOf(job));
    if (speaker !== undefined && !known.has(speaker)) known.set(speaker, explainSpeaker(speaker));
    const explanation = speaker && known.get(speaker);
    const { action } = adviseAfter({ ...nextStep(speaker, explanation), why: '' }, job.lastOperation, job, now);
    return { job, explanation, action };
  };
}
