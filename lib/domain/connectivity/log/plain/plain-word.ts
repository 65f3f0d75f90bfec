import type { LogLine } from '../log-line.ts';
import { logWords, ofLog } from '../text/log-words.ts';
import { isConnect } from '../text/numbers.ts';
import { outcomeIn, type Saying, sayingOf } from '../text/outcomes.ts';
import { isMeasure, statusInWord } from '../text/tokens.ts';
import { leavesOpen } from '../text/words.ts';
import { isFieldEnd } from './char-kinds.ts';

// What stands before and behind the sign of a user.
const ofUser = new Uint8Array(65_536);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.') ofUser[char.charCodeAt(0)] = 1;
const [longestUser, longestPhrase, fullStop, commercialAt, backslash] = [79, 100, 46, 64, 92];

/** The words of a plain line. One object, filled anew for each. */
export interface PlainWords {
  count: number;
  /** How many belong to no log: then they are the name of somebody, or of a rule. */
  names: number;
  /** Whether some may say more than nothing. */
  areTelling: boolean;
  /** Of those behind each target. */
  behind: WordsBehind[];
}

/** The words between a target and the next one. */
interface WordsBehind {
  from: number;
  /** Where the last of them ends; 0 where there are none. */
  to: number;
  /** What they say together, once they were heard. */
  saying: Saying;
  /** Whether one of them belongs to no log. */
  hasName: boolean;
}

/**
 * What stands before a field: a status, which a unit would make a number of its own; a name, or a word such as `out`, behind which a number
 * has not the place of a status; the method that asks for a tunnel; or anything else.
 */
export type Before = 'status' | 'name' | 'connect' | 'other';

export function createPlainWords(): PlainWords {
  return { count: 0, names: 0, areTelling: false, behind: [] };
}

/** Begins with the words behind a target, which ends at an offset and before which there are so many. */
export function beginBehind({ behind }: PlainWords, from: number, targets: number): void {
  const words = behind[targets];
  if (words === undefined) {
    behind.push({ from, to: 0, saying: 0, hasName: false });
    return;
  }
  words.from = from;
  words.to = words.saying = 0;
  words.hasName = false;
}

/** Takes up to the words behind the last of so many targets what ends at an offset. */
export function endBehind({ behind }: PlainWords, to: number, targets: number): void {
  const words = behind[targets - 1];
  if (words !== undefined) words.to = to;
}

/** Whether a character behind a name tells that it is of a user. A domain has no dot: with one it is rather a host. */
export function tellsUser(code: number, hasDot: boolean): boolean {
  return code === commercialAt || (code === backslash && !hasDot);
}

/** Where `CORP\\user` or `user@example.com` ends with its field, whose sign stands at an offset; -1 for any other field. */
export function endOfUser(text: string, from: number, signAt: number): number {
  const end = walkUser(text, signAt + 1);
  const isUser = walkUser(text, from) === signAt && end > signAt + 1 && end - from <= longestUser && text.charCodeAt(end - 1) !== fullStop;
  return isUser && isFieldEnd(text, end) ? end : -1;
}

function walkUser(text: string, from: number): number {
  let at = from;
  while (ofUser[text.charCodeAt(at)] === 1) at++;
  return at;
}

/**
 * Takes a word up that stands behind so many targets, and answers what stands before the next field then; undefined where it makes the line
 * one for the general reader. Before the first target none may say anything.
 */
export function noteWord(text: string, from: number, to: number, found: PlainWords, targets: number, before: Before): Before | undefined {
  countWord(found, to, targets);
  const kind = ofLog(text, from, to);
  if (kind & logWords.silent) return isConnect(text, from, to) ? 'connect' : 'other';
  // `HTTP407`
  if (statusInWord(text, from, to) !== undefined) return undefined;
  if (targets === 0 ? sayingOf(text, from, to) !== 0 : before === 'status' && (kind & logWords.unit) !== 0) return undefined;
  found.areTelling = true;
  const isName = (kind & logWords.neutral) === 0 && !isMeasure(text, from, to);
  if (isName) {
    found.names++;
    const behind = targets > 0 ? found.behind[targets - 1] : undefined;
    if (behind !== undefined && (kind & (logWords.quantity | logWords.unit)) === 0) behind.hasName = true;
  }
  return isName || (kind & logWords.quantity) !== 0 ? 'name' : 'other';
}

/** The same for a user, who is no word that belongs to a log or not. */
export function noteUser(text: string, from: number, to: number, found: PlainWords, targets: number): Before | undefined {
  countWord(found, to, targets);
  if (targets === 0 && sayingOf(text, from, to) !== 0) return undefined;
  found.areTelling = true;
  return 'other';
}

function countWord(found: PlainWords, to: number, targets: number): void {
  found.count++;
  if (targets > 0) endBehind(found, to, targets);
}

/** Hears what the words behind each target say. False where something failed and nobody says what, or a name may say it, or where they are too many. */
export function hearPlainWords(text: string, { behind }: PlainWords, requests: readonly LogLine[], targets: number): boolean {
  for (let index = 0; index < targets; index++) {
    const [words, request] = [behind[index], requests[index]];
    if (words === undefined || request === undefined) return false;
    const { from, to, hasName } = words;
    const { status } = request;
    words.saying = to > from ? sayingOf(text, from, to) : 0;
    if (to - from > longestPhrase || (status === undefined && leavesOpen(words.saying))) return false;
    // An outcome may be that of a name.
    if (hasName && !isOfRequest(status) && outcomeIn(words.saying) !== undefined) return false;
  }
  return true;
}

function isOfRequest(status: LogLine['status']): boolean {
  return typeof status === 'number' && status >= 400 && status <= 499;
}
