import type { Catalogue } from '../../../domain/catalogue/build-catalogue.ts';
import type { AdviceAction } from '../../../domain/catalogue/entry-advice.ts';
import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { nextStep } from '../../../domain/job/advice/advice.ts';
import { explainSpeaker } from '../../../domain/job/advice/explain-job.ts';
import { isLastKnown, type Speaker } from '../../../domain/job/advice/find-speaker.ts';
import { figureOf } from '../../../domain/job/advice/job-figure.ts';
import type { TextReader } from '../../../domain/job/advice/read-message.ts';
import { createSpeakers } from '../../../domain/job/advice/speak.ts';
import { adviseAfter } from '../../../domain/operation/advise-after.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import type { Clock } from '../../ports/ports.ts';

/** What the catalogue says of a job of a list, in the same words as the job's own document; jobs of which it says the same share it. */
export interface JobWords {
  /** Absent where nothing is wrong with the job. */
  explanation: Explanation | undefined;
  /** It is that of the last reading. */
  isLastKnown: boolean;
  /** The next step, which knows of the last operation. */
  action: AdviceAction;
}

const nothingWrong: JobWords = { explanation: undefined, isLastKnown: false, action: 'none' };

/** Explains the jobs of lists. A job without a reason needs no explanation. */
export function createExplainer(catalogue: Catalogue, readText: TextReader, clock: Pick<Clock, 'now'>): (job: ListedJob) => JobWords {
  const speakerOf = createSpeakers(catalogue, readText);
  const known = new WeakMap<Speaker, JobWords>();

  function wordsOf(speaker: Speaker): JobWords {
    const held = known.get(speaker);
    if (held !== undefined) return held;
    const explanation = explainSpeaker(speaker);
    const words = { explanation, isLastKnown: isLastKnown(speaker), action: nextStep(speaker, explanation).action };
    known.set(speaker, words);
    return words;
  }

  return (job) => {
    const speaker = job.reasons.length === 0 ? undefined : speakerOf(figureOf(job));
    const words = speaker === undefined ? nothingWrong : wordsOf(speaker);
    // Rows that are older than it only say that one is under way.
    if (job.lastOperation === undefined) return job.activeOperationId === undefined ? words : { ...words, action: 'wait' };
    const step = { ...nextStep(speaker, words.explanation), why: '' };
    return { ...words, action: adviseAfter(step, job.lastOperation, job, clock.now()).action };
  };
}
