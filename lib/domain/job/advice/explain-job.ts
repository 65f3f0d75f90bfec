import type { WhoMustAct } from '../../catalogue/catalogue-entry.ts';
import { type Explanation, explainUnknownCode, explanationOf } from '../../catalogue/explanation.ts';
import { explainSignInArea } from '../../catalogue/text/sign-in-areas.ts';
import type { Speaker } from './find-speaker.ts';

/** Says what happened to a job, why, what to do and who must act, in the words of the entry that speaks for it. */
export function explainSpeaker({ entry, unknownCode, seen }: Speaker): Explanation | undefined {
  const area = unknownCode !== undefined && entry === undefined ? explainSignInArea(unknownCode) : undefined;
  if (area !== undefined) return area;
  if (unknownCode !== undefined && !entry?.advice.isGuess) return explainUnknownCode(unknownCode, entry);
  if (entry === undefined) return undefined;
  const explanation = { ...explanationOf(entry), ...(unknownCode !== undefined && { code: unknownCode }) };
  const before = seen && explainSpeaker(seen);
  if (before === undefined) return explanation;
  // What was seen last stays worth knowing, only not worth acting on.
  return { ...explanation, meaning: `${explanation.meaning} What was seen last: ${before.title} (${before.code}). ${before.meaning}` };
}

/** Who must act, by the entry that speaks for a job; undefined where nobody speaks. */
export function actorOf(speaker: Speaker | undefined): WhoMustAct | undefined {
  return speaker && explainSpeaker(speaker)?.whoMustAct;
}
