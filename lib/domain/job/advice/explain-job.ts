import type { WhoMustAct } from '../../catalogue/catalogue-entry.ts';
import { type Explanation, explainUnknownCode, explanationOf } from '../../catalogue/explanation.ts';
import { explainSignInArea } from '../../catalogue/text/sign-in-areas.ts';
import type { Speaker } from './find-speaker.ts';

/** Says what happened to a job, why, what to do and who must act, in the words of the entry that speaks for it. */
export function explainSpeaker({ entry, unknownCode, seen, trouble }: Speaker): Explanation | undefined {
  const area = unknownCode !== undefined && entry === undefined ? explainSignInArea(unknownCode) : undefined;
  if (area !== undefined) return area;
  if (unknownCode !== undefined && !entry?.advice.isGuess) return explainUnknownCode(unknownCode, entry);
  if (entry === undefined) return undefined;
  const explanation = { ...explanationOf(entry), ...(unknownCode !== undefined && { code: unknownCode }) };
  const before = seen && explainSpeaker(seen);
  if (trouble !== undefined) return explainUnread(explanation, before, trouble);
  // What was seen last stays worth knowing, only not worth acting on.
  return before === undefined ? explanation : { ...explanation, meaning: `${explanation.meaning} ${seenLast(before)}` };
}

// Nobody can look after a job whose tenant cannot be read: that is mended first. What was seen last still tells the job apart from others.
function explainUnread(own: Explanation, before: Explanation | undefined, trouble: Explanation): Explanation {
  const { code, title } = before === undefined ? own : { code: before.code, title: `Last known: ${before.title}` };
  const meaning = `The tenant cannot be read: ${trouble.title}. ${trouble.meaning}`;
  return { ...trouble, code, title, meaning: before === undefined ? meaning : `${meaning} ${seenLast(before)}` };
}

function seenLast({ title, code, meaning }: Explanation): string {
  return `What was seen last: ${title} (${code}). ${meaning}`;
}

/** Who must act, by the entry that speaks for a job; undefined where nobody speaks. */
export function actorOf(speaker: Speaker | undefined): WhoMustAct | undefined {
  return speaker && explainSpeaker(speaker)?.whoMustAct;
}
