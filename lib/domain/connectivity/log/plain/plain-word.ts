import { isConnect } from '../text/numbers.ts';
import { outcomeIn, sayingOf } from '../text/outcomes.ts';
import { isQuantity, isUnit, kindOfToken, statusInWord } from '../text/tokens.ts';
import { createWordTable } from '../text/word-table.ts';
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
  /** Of those behind each target where they begin and end, and what they say together. */
  from: Int32Array;
  to: Int32Array;
  sayings: Int32Array;
  /** And whether one of them belongs to no log. */
  namesBehind: Uint8Array;
}

/**
 * What stands before a field: a status, which a unit would make a number of its own; a name, or a word such as `out`, behind which a number
 * has not the place of a status; the method that asks for a tunnel; or anything else.
 */
export type Before = 'status' | 'name' | 'connect' | 'other';

// Of those that logs have, what says nothing of what came of a request and counts nothing: neither is what stands beside it read another way.
const isSilent = createWordTable([
  [true, 'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november'],
  [
    true,
    'december mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday am pm utc gmt z cet',
  ],
  [true, 'cest est edt pst pdt get post put head patch delete options connect tunnel http https to from via by on is was the a ok found'],
  [true, 'allowed allow success established'],
]);

export function createPlainWords(most: number): PlainWords {
  const numbers = () => new Int32Array(most);
  return { count: 0, names: 0, areTelling: false, from: numbers(), to: numbers(), sayings: numbers(), namesBehind: new Uint8Array(most) };
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
  if (isSilent(text, from, to)) return isConnect(text, from, to) ? 'connect' : 'other';
  // `HTTP407`
  if (statusInWord(text, from, to) !== undefined) return undefined;
  if (targets === 0 ? sayingOf(text, from, to) !== 0 : before === 'status' && isUnit(text, from, to)) return undefined;
  found.areTelling = true;
  const isName = kindOfToken(text, from, to) === 'word';
  const isCounting = isQuantity(text, from, to);
  if (isName) {
    found.names++;
    if (targets > 0 && !isCounting && !isUnit(text, from, to)) found.namesBehind[targets - 1] = 1;
  }
  return isName || isCounting ? 'name' : 'other';
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
  if (targets > 0) found.to[targets - 1] = to;
}

/** Hears what the words behind each target say. False where something failed and nobody says what, or a name may say it, or where they are too many. */
export function hearPlainWords(text: string, found: PlainWords, statuses: Int32Array, targets: number): boolean {
  for (let index = 0; index < targets; index++) {
    const [from, to] = [found.from[index] ?? 0, found.to[index] ?? 0];
    const saying = to > from ? sayingOf(text, from, to) : 0;
    const status = statuses[index] ?? 0;
    if (to - from > longestPhrase || (status === 0 && leavesOpen(saying))) return false;
    // An outcome may be that of a name.
    if (found.namesBehind[index] !== 0 && (status < 400 || status > 499) && outcomeIn(saying) !== undefined) return false;
    found.sayings[index] = saying;
  }
  return true;
}
