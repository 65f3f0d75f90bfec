import type { LogLine } from '../log-line.ts';
import { outcomeIn, type Saying, sayingOf, says } from './outcomes.ts';
import { createWordTable } from './word-table.ts';

const longestPhrase = 120;
const successes = createWordTable([
  [true, 'ok success successful succeeded allow allowed permit permitted accept accepted pass passed passthrough established connected'],
]);

const isPassed = createWordTable([
  [true, 'tunnel tunneled tunnelled tunneling tunnelling proxied observed hit miss bypass bypassed monitor monitored logged forwarded'],
  [true, 'none fin zugelassen erlaubt gestattet verbunden erfolgreich'],
]);

/** Whether the words between two offsets tell that something came to nothing, in whichever way. */
export function saysFailure(text: string, from = 0, to = text.length): boolean {
  return (sayingOf(text, from, to) & says.failure) !== 0;
}

/** Whether the word between two offsets is one by which logs say that a request came through. */
export function saysSuccess(text: string, from: number, to: number): boolean {
  return successes(text, from, to) === true;
}

/** The same of what a proxy did: an action such as `TCP_TUNNELED` or `Allowed by rule 5`, one of whose words says it. */
export function saysPassed(field: string): boolean {
  return field.split(/[^a-z]+/i).some((word) => isPassed(word, 0, word.length) === true || saysSuccess(word, 0, word.length));
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
  if (to > from && to - from <= longestPhrase) apply(sayingOf(text, from, to), line);
}

/** Whether what words say leaves open what came of a request that has no status: that something failed, and not what. */
export function leavesOpen(saying: Saying): boolean {
  return (saying & says.failure) !== 0 && outcomeIn(saying) === undefined;
}

/** The same as `refine`, and false where the words tell that something failed and neither they nor the line says what. */
export function hearWords(line: LogLine, text: string, from = 0, to = text.length): boolean {
  const saying = sayingOf(text, from, to);
  if (saying === 0) return true;
  if (to - from <= longestPhrase) apply(saying, line);
  return line.status !== undefined || line.isAborted || (saying & says.failure) === 0;
}

/** Lets what words were found to say have its effect. */
export function apply(saying: Saying, line: LogLine): void {
  const outcome = outcomeIn(saying);
  const { status } = line;
  if (outcome === undefined || typeof status === 'string') return;
  if (outcome === 'aborted') line.isAborted = true;
  // Some proxies answer with a page of their own, and 200.
  else if (outcome === 'denied') line.status = status === undefined || status < 400 ? 403 : status;
  else if (outcome === 'closed') line.status = status === undefined || status < 400 ? 'timeout' : status;
  // A number that the log gives says as much as that nobody answered in time, and less than what befell the name or the certificate.
  else if (status === undefined || (status >= 500 && status !== 504 && outcome !== 'timeout')) line.status = outcome;
}
