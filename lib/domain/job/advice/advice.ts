import type { WhoMustAct } from '../../catalogue/catalogue-entry.ts';
import type { AdviceAction, AdviceSafety } from '../../catalogue/entry-advice.ts';
import type { Explanation } from '../../catalogue/explanation.ts';
import { isNear, nearestLimit } from '../health/near-quarantine.ts';
import { quarantineCountdown } from '../health/quarantine-countdown.ts';
import { isDisabled } from '../health/switched-off.ts';
import { isQuarantined } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';
import type { JobRecord } from '../record/job-record.ts';
import { afterwardsText, deadlineText, firstCycleText, limitText, offText, sinceText, stillText } from './advice-texts.ts';
import { explainSpeaker } from './explain-job.ts';
import type { Speaker } from './find-speaker.ts';

export interface Advice {
  action: AdviceAction;
  /** A plain sentence for whoever is on call. */
  why: string;
  safety: AdviceSafety;
  whoMustAct: WhoMustAct;
}

type Facts = JobFacts & Partial<Pick<JobRecord, 'readFailingSince' | 'samples'>>;

/**
 * The least destructive next step for a job at `now` (ms since the epoch): the first remedy of the entry that speaks for it, with what
 * only this job can add. It never names a start of a running job, because repeating that can stop the service, nor a scope that drops
 * caches or carries out held-back deletions.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start
 */
export function adviseJob(speaker: Speaker | undefined, facts: Facts, now: number): Advice {
  const explanation = speaker && explainSpeaker(speaker);
  const step = nextStep(speaker, explanation);
  if (explanation === undefined) return { ...step, why: 'The last readings show nothing to do.' };
  const [first = ''] = explanation.remedies;
  const details = detailsOf(speaker, facts, now).filter((text) => text !== '');
  // How to come back from a switch-off, and at what cost, is told once.
  const isToldAlready = speaker?.entry?.advice.action === 'restart' && details.length > 0;
  const why = [...(isToldAlready ? [] : [sentenceOf(first)]), ...details].join(' ');
  return { ...step, why };
}

/** The step of `adviseJob` without the words, as a list shows it; `explanation` is that of the speaker. */
export function nextStep(speaker: Speaker | undefined, explanation: Explanation | undefined): Omit<Advice, 'why'> {
  if (explanation === undefined) return { action: 'none', safety: 'noAction', whoMustAct: 'nobody' };
  return { ...adviceOf(speaker), whoMustAct: explanation.whoMustAct };
}

// An unknown code with nothing known beside it, or only a catch-all, is to be read before anything else.
function adviceOf(speaker: Speaker | undefined): { action: AdviceAction; safety: AdviceSafety } {
  const advice = speaker?.entry?.advice;
  if (advice === undefined || (speaker?.unknownCode !== undefined && advice.isCatchAll)) return { action: 'fixCause', safety: 'noAction' };
  return { action: advice.action, safety: advice.safety };
}

function sentenceOf(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What this job adds to the entry's remedy: since when, how far, how long yet. */
function detailsOf(speaker: Speaker | undefined, facts: Facts, now: number): string[] {
  const { snapshot } = facts;
  const code = speaker?.entry?.family === 'aadsts' ? '' : (speaker?.entry?.code ?? '');
  if (speaker?.entry?.advice.action === 'checkReading') return [sinceText(facts.readFailingSince)];
  if (code === 'FirstCycle') return [firstCycleText(facts)];
  if (code === 'CycleStandsStill') return [stillText(facts)];
  const nearest = code === 'NearQuarantine' ? nearestLimit({ snapshot, samples: facts.samples ?? [] }, now) : undefined;
  if (nearest !== undefined && isNear(nearest, now, true)) return [limitText(nearest)];
  if (isDisabled(facts, now)) return [offText(facts, now)];
  if (!isQuarantined(snapshot)) return [];
  return [afterwardsText(speaker?.entry?.advice), deadlineText(quarantineCountdown(snapshot.quarantine, now), now)];
}
