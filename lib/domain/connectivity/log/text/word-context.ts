import { isLetter } from './numbers.ts';

/** What stands around a word of an outcome makes of it: `heard` it counts; `denied` and `doubted` it says only that something may have failed. */
export type WordContext = 'heard' | 'denied' | 'doubted' | 'silent';

const [longestName, longestNegation, longestValue] = [80, 9, 12];
const blank = 32;
const [commercialAt, backslash] = [64, 92];
const negation = /(?:^|[^a-z])(?:not|no|non|never|without|nicht|kein|keine|ohne|un)[ _-]?$/i;
// Behind a word that is the name of a value: what is nothing, a number, or one of three digits, which may be a status; and what a step that
// went well has there.
const nothing = /^(?:[=:] ?|[ _-])(?:0+(?![\dx.])|(?:no|none|false|null|off|nein)(?=$|[\s,;)\]]))/i;
const figure = /^=\d/;
const status = /^[=: ]{1,2}[45]\d\d(?!\d)/;
const good = /^[=: ]{1,2}(?:\d{1,4}(?!\d)|(?:ok|resolved|found|success|succeeded|passed)(?![a-z]))/i;
const [equals, colon] = [61, 58];
const ofNothing = Array.from('0nfo', (letter) => letter.charCodeAt(0));
const ofValue = Array.from(' =:-_', (sign) => sign.charCodeAt(0));

/** Words between two offsets that are heard together. */
export interface Phrase {
  text: string;
  from: number;
  to: number;
  /** Whether a sign is among them that stands in names of users; where none is, as in most phrases, no word is looked around. */
  mayNameUser: boolean;
}

/** What kind of word of an outcome one is. */
interface WordKind {
  /** Whether it says the contrary behind `not`: what is not blocked is open, and what could not resolve is not. */
  isDeniable: boolean;
  /** Whether it is also what tools call a step that they time, as `dns`. */
  isMeasured: boolean;
}

export function phraseOf(text: string, from: number, to: number): Phrase {
  let at = from;
  while (at < to && !isSignOfUser(text.charCodeAt(at))) at++;
  return { text, from, to, mayNameUser: at < to };
}

/**
 * What the word of an outcome between two offsets says where it stands: nothing in the name of a user, and nothing certain where it is
 * denied, or names a value as in `blocked=no`, `timeout=30` and `dns ok`.
 */
export function contextOf(phrase: Phrase, begin: number, end: number, { isDeniable, isMeasured }: WordKind): WordContext {
  const { text, from, to, mayNameUser } = phrase;
  if (mayNameUser && isOfUser(text, begin, from, to)) return 'silent';
  if (isDeniable && mayBeDenied(text, begin, from) && negation.test(text.slice(Math.max(from, begin - longestNegation), begin)))
    return 'denied';
  let at = end;
  while (at < to && isLetter(text.charCodeAt(at))) at++;
  if (at === to || !ofValue.includes(text.charCodeAt(at))) return 'heard';
  if (!isMeasured && !mayBeValue(text, at)) return 'heard';
  const behind = text.slice(at, Math.min(to, at + longestValue));
  if (status.test(behind)) return 'heard';
  if (isMeasured && good.test(behind)) return 'silent';
  return nothing.test(behind) || figure.test(behind) ? 'doubted' : 'heard';
}

function isSignOfUser(code: number): boolean {
  return code === commercialAt || code === backslash;
}

// `CORP\block`, `block@example.com`
function isOfUser(text: string, at: number, from: number, to: number): boolean {
  for (let place = at; place >= Math.max(from, at - longestName) && text.charCodeAt(place) > blank; place--)
    if (isSignOfUser(text.charCodeAt(place))) return true;
  for (let place = at; place < Math.min(to, at + longestName) && text.charCodeAt(place) > blank; place++)
    if (isSignOfUser(text.charCodeAt(place))) return true;
  return false;
}

// A look at a letter or two spares most words an expression: before a word the end of another one, or `un`.
function mayBeDenied(text: string, begin: number, from: number): boolean {
  return begin - 2 >= from && (isLetter(text.charCodeAt(begin - 2)) || isLetter(text.charCodeAt(begin - 1)));
}

// Behind it a sign that gives a value, or a blank and what is nothing.
function mayBeValue(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  return sign === equals || sign === colon || ofNothing.includes(text.charCodeAt(at + 1) | blank);
}

/** Whether a word begins at an offset: behind no letter, or with the capital in `AccessDenied`. */
export function beginsWord(text: string, at: number, from: number): boolean {
  const before = at > from ? text.charCodeAt(at - 1) : blank;
  return !isLetter(before) || (isSmall(before) && !isSmall(text.charCodeAt(at)));
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}
