import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { explainSpeaker } from '../../domain/job/advice/explain-job.ts';
import type { Speaker } from '../../domain/job/advice/find-speaker.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import type { TextReader } from '../../domain/job/advice/read-message.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';

/** Explains the jobs of one list, in the same words as each job's own document. A job without a reason needs no explanation. */
export function createExplainer(catalogue: Catalogue, readText: TextReader): (job: ListedJob) => Explanation | undefined {
  const speakerOf = createSpeakers(catalogue, readText);
  const known = new Map<Speaker, Explanation | undefined>();
  return (job) => {
    const speaker = job.reasons.length === 0 ? undefined : speakerOf(figureOf(job));
    if (speaker !== undefined && !known.has(speaker)) known.set(speaker, explainSpeaker(speaker));
    return speaker && known.get(speaker);
  };
}
