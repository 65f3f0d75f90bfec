import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { outcomeIn, sayingOf } from '../text/outcomes.ts';
import { isAddress, isLabelOfStatus, isQuantity, isUnit, kindOfToken, statusInWord } from '../text/tokens.ts';

// As users, machines and programs are called; `squid[403]:` has the number of its process.
const name = /^(?!\d{3}(?!\w))[\w.$-]{1,64}(?:\[\d{1,7}\])?:?$/;
const joined = /[a-z].*[-_.]|[-_.].*[a-z]/;
const [longestAnswer, firstFailure] = [200, 400];
const overtaken = /(?:[-=]>|>>|\u2192)\s*[45]\d\d(?!\d)/;
const labelOfTarget = /^(?:host|hostname|name|remote|url|uri|address|target):$/i;

/** Whether a word belongs to no log, counts nothing, and is nobody's address. */
function isName(text: string, from: number, to: number): boolean {
  return (
    kindOfToken(text, from, to) === 'word' &&
    !isUnit(text, from, to) &&
    !isQuantity(text, from, to) &&
    !isAddress(text, from, to) &&
    statusInWord(text, from, to) === undefined &&
    !isLabelOfStatus(text, from, to)
  );
}

function isNameAt(fields: Fields, at: number): boolean {
  return isName(fields.text, startOf(fields, at), endOf(fields, at));
}

/** Whether one of some words is such a word. */
export function holdsName(words: string): boolean {
  return words.split(/[\s"'()]+/).some((word) => word !== '' && isName(word, 0, word.length));
}

/** Whether some field between two places is such a word: behind a target it may as well say, in whichever language, that it was not reached. */
export function hasName(fields: Fields, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isNameAt(fields, at)) return true;
  return false;
}

/** Whether such a word stands before a target and is none by which a user, a machine or a program goes. */
export function hasStrange(fields: Fields, target: number): boolean {
  for (let at = 0; at < target; at++) if (isNameAt(fields, at) && !name.test(fieldOf(fields, at))) return true;
  return false;
}

/**
 * Whether what came of a request is told by a word only that may be the name of somebody or of a rule, as `Denied-Users`; beside a number
 * that tells a success any word may that belongs to no log.
 */
export function isDoubted(fields: Fields, place: number, next: number, { status }: Pick<LogLine, 'status'>): boolean {
  if (typeof status === 'string' || (status !== undefined && status >= firstFailure)) return false;
  for (let at = place + 1; at < next; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (!isNameAt(fields, at) || outcomeIn(sayingOf(fields.text, from, to)) === undefined) continue;
    const word = fields.text.slice(from, to);
    if (joined.test(word) || (status !== undefined && /[a-z]/.test(word))) return true;
  }
  return false;
}

/** Whether what words say of an outcome is said by the name of a rule or of a group, as in `policy Default-Deny`. */
export function mayBeNamed(words: string): boolean {
  return words.split(/\s+/).some((word) => joined.test(word) && outcomeIn(sayingOf(word, 0, word.length)) !== undefined);
}

/** Whether an arrow leads from a success to a failure: `200 -> 407`. */
export function isOvertaken(fields: Fields, place: number, next: number, { status }: Pick<LogLine, 'status'>): boolean {
  if (typeof status !== 'number' || status >= firstFailure || next < place + 3) return false;
  const from = endOf(fields, place);
  return overtaken.test(fields.text.slice(from, Math.min(from + longestAnswer, fields.lineEnd)));
}

/** Whether a target is the value of a property, as in `host: name`: what came of it stands in another line. */
export function isProperty(fields: Fields, place: number): boolean {
  return place > 0 && labelOfTarget.test(fieldOf(fields, place - 1));
}
