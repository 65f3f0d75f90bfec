import type { LogLine } from '../log-line.ts';
import { outcomeIn, sayingOf, says, type WordOutcome } from './outcomes.ts';

const longestPhrase = 120;

/** Whether the words between two offsets tell that something came to nothing, in whichever way. */
export function saysFailure(text: string, from = 0, to = text.length): boolean {
  return (sayingOf(text, from, to) & says.failure) !== 0;
}

/** Whether they hold nothing that words beside them could make anything of. */
export function saysNothing(text: string, from: number, to: number): boolean {
  return sayingOf(text, from, to) === 0;
}

/**
 * Lets the word or short phrase between two offsets have its say where the number says nothing or only that something failed; a longer text
 * says nothing that could be relied on.
 */
export function refine(line: LogLine, text: string, from = 0, to = text.length): void {
  if (to > from && to - from <= longestPhrase) apply(outcomeIn(sayingOf(text, from, to)), line);
}

/** The same, and false where the words tell that something failed and neither they nor the line says what. */
export function hearWords(line: LogLine, text: string, from = 0, to = text.length): boolean {
  const saying = sayingOf(text, from, to);
  if (saying === 0) return true;
  if (to - from <= longestPhrase) apply(outcomeIn(saying), line);
  return line.status !== undefined || line.isAborted || (saying & says.failure) === 0;
}

function apply(outcome: WordOutcome | undefined, line: LogLine): void {
  const { status } = line;
  if (outcome === undefined || typeof status === 'string') return;
  if (outcome === 'aborted') line.isAborted = true;
  // Some proxies answer with a page of their own, and 200.
  else if (outcome === 'denied') line.status = status === undefined || status < 400 ? 403 : status;
  else if (outcome === 'closed') line.status = status === undefined || status < 400 ? 'timeout' : status;
  else if (status === undefined || (status >= 500 && status !== 504)) line.status = outcome;
}
