import { dotLetter, letterOf, mostLetters, traits } from '../../match/letters.ts';
import { isPort } from '../../match/port.ts';
import { escapedAt, type SpelledHost } from '../../match/written-host.ts';
import { isDigitAt, isLetter, readStatus } from '../text/numbers.ts';
import { longestRepaired, type RequestTarget, readScheme, repairHost } from '../text/request-target.ts';
import { hasNameEnd, isNameOfError } from '../text/tokens.ts';
import { beyond, dot, inPath, isFieldEnd, kinds, letter, odd, ofAddress, ofMoment, other } from './char-kinds.ts';

/** A target as most logs write it. One object, filled anew for each. */
export interface PlainTarget extends RequestTarget, SpelledHost {
  letters: Int32Array;
  /** Where the longest line ends that a form has. */
  limit: number;
  /** Whether it is more than a name: it has a scheme, a port or a path. */
  isAddress: boolean;
  /** Where the last dot of the host stands, and which letters stand before and behind it, as bits. */
  dotAt: number;
  before: number;
  behind: number;
}

export function createPlainTarget(): PlainTarget {
  const written = { text: '', hostFrom: 0, hostTo: 0, isEscaped: false };
  const target = { ...written, port: 0, hasScheme: false, isTunnel: false };
  const spelled = { letters: new Int32Array(mostLetters), lettersFrom: 0, lettersTo: 0, limit: 0 };
  return { ...target, ...spelled, isAddress: false, dotAt: 0, before: 0, behind: 0 };
}

const lengthOfAnswer = 5;
const [quote, apostrophe, asterisk, fullStop, slash, colon, at, open, close] = [34, 39, 42, 46, 47, 58, 64, 91, 93];
const [longestScheme, longestPort, shortestEnd, longestEnd] = [16, 5, 2, 24];

/** Reads the target that begins at an offset, perhaps between quotes. Answers where its field ends; -1 for whatever is less plain than that. */
export function findPlainTarget(text: string, from: number, found: PlainTarget): number {
  const first = text.charCodeAt(from);
  const closer = first === quote || first === apostrophe ? first : 0;
  const begin = closer > 0 ? from + 1 : from;
  return endOfTarget(text, begin, walkName(text, begin, found), found, closer);
}

/** Walks over the letters that a field begins with, be it a word, a host or one with a scheme, and answers where something else begins. */
export function walkName(text: string, from: number, found: PlainTarget): number {
  return walkHost(text, from, text.length, found);
}

/** Whether what was walked over up to an offset is the whole field, and letters and digits without a dot. */
export function isWholeWord(text: string, end: number, { dotAt, behind }: PlainTarget): boolean {
  return dotAt < 0 && (behind & beyond) === 0 && isFieldEnd(text, end);
}

/** Reads on where a name was walked over, up to the quote that closes the field if one does. Answers like `findPlainTarget`. */
export function endOfTarget(text: string, begin: number, nameEnd: number, found: PlainTarget, closer = 0): number {
  found.port = undefined;
  found.text = text;
  found.hasScheme = found.isTunnel = found.isAddress = found.isEscaped = false;
  // Most names that nothing stands before stand alone.
  if (closer === 0 && isFieldEnd(text, nameEnd)) return isPlainHost(text, nameEnd, found) ? nameEnd : -1;
  if (text.charCodeAt(nameEnd) !== colon || text.charCodeAt(nameEnd + 1) !== slash) return endOfHost(text, nameEnd, found, closer);
  found.hasScheme = true;
  if (!walkScheme(text, begin, nameEnd, found)) return -1;
  let end = walkHost(text, found.hostFrom, text.length, found);
  // What stands before the sign is a user.
  while (text.charCodeAt(end) === at) end = walkHost(text, end + 1, text.length, found);
  if (text.charCodeAt(found.hostFrom) === open) return walkAddress(text, found, closer);
  return endOfHost(text, end, found, closer);
}

/** Reads on behind the letters of a host that are none of its signs. */
function endOfHost(text: string, lettersEnd: number, found: PlainTarget, closer: number): number {
  const isOdd = kinds[text.charCodeAt(lettersEnd)] === odd;
  const hostEnd = isOdd ? walkOddHost(text, found) : lettersEnd;
  const end = walkBehindHost(text, hostEnd, found);
  if (end < 0 || (closer > 0 && text.charCodeAt(end) !== closer)) return -1;
  found.isAddress = found.hasScheme || end > hostEnd;
  if (isOdd ? !isOddHost(text, found) : !isPlainHost(text, end, found)) return -1;
  const fieldEnd = closer > 0 ? end + 1 : end;
  return isFieldEnd(text, fieldEnd) ? fieldEnd : -1;
}

/** Walks over the port and the path, if there are any. */
function walkBehindHost(text: string, hostEnd: number, found: PlainTarget): number {
  const code = text.charCodeAt(hostEnd);
  if (code === slash) return walkPath(text, hostEnd);
  if (code !== colon) return hostEnd;
  const end = walkPort(text, hostEnd + 1, found);
  return text.charCodeAt(end) === slash ? walkPath(text, end) : end;
}

/** Walks over `[2001:db8::1]:443/path`, and the quote behind it if there is one. */
function walkAddress(text: string, found: PlainTarget, closer: number): number {
  let end = found.hostFrom + 1;
  let colons = 0;
  for (; ofAddress[text.charCodeAt(end)] === 1; end++) if (text.charCodeAt(end) === colon) colons++;
  if (colons === 0 || text.charCodeAt(end) !== close) return -1;
  found.hostFrom++;
  found.hostTo = end;
  found.isAddress = true;
  end = walkBehindHost(text, end + 1, found);
  if (end < 0 || (closer > 0 && text.charCodeAt(end) !== closer)) return -1;
  const fieldEnd = closer > 0 ? end + 1 : end;
  return isFieldEnd(text, fieldEnd) ? fieldEnd : -1;
}

function isPlainHost(text: string, end: number, found: PlainTarget): boolean {
  // A dot at the end of a field is that of a sentence.
  if (end === found.hostTo && kinds[text.charCodeAt(end - 1)] === dot) walkHost(text, found.hostFrom, endWithoutDots(text, end), found);
  return isHost(text, found) && (found.hasScheme || isName(found));
}

// At the ends of a field a sign is no part of it; and without a letter before a dot a word may be a heading.
function isOddHost(text: string, found: PlainTarget): boolean {
  const { hostFrom, hostTo, hasScheme, before } = found;
  const [first, last] = [text.charCodeAt(hostFrom), text.charCodeAt(hostTo - 1)];
  if (first === fullStop || last === fullStop || last === asterisk) return false;
  if (!hasScheme && (first === asterisk || (before & letter) === 0)) return false;
  found.isEscaped = isSpelled(text, found);
  if (found.isEscaped) return true;
  return repairHost(found) && (hasScheme || hasNameEnd(found));
}

/** Whether the letters are those of a name once the signs are gone, and nothing else is to be repaired. */
function isSpelled(text: string, { letters, lettersFrom, lettersTo, hostFrom, hostTo, before, behind }: PlainTarget): boolean {
  const isWildcard = text.charCodeAt(hostFrom) === asterisk && text.charCodeAt(hostFrom + 1) === fullStop;
  if ((before | behind) & (other | beyond) || hostTo - hostFrom > longestRepaired || isWildcard) return false;
  let at = lettersTo - 1;
  while (at >= lettersFrom && isLetter(letters[at] ?? 0)) at--;
  const length = lettersTo - 1 - at;
  return at > lettersFrom && letters[at] === dotLetter && length >= shortestEnd && length <= longestEnd;
}

/** Walks over what may be a host or a scheme, and answers where something else begins. */
function walkHost(text: string, from: number, to: number, found: PlainTarget): number {
  let at = from;
  let before = 0;
  let behind = 0;
  let dotAt = -1;
  for (; at < to; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? other;
    if (kind > dot) break;
    if (kind === dot) {
      before |= behind;
      behind = 0;
      dotAt = at;
    } else behind |= kind;
  }
  found.hostFrom = from;
  found.hostTo = at;
  found.before = before;
  found.behind = behind;
  found.dotAt = dotAt;
  return at;
}

/**
 * Walks on over a host that copying or escaping has left signs in, and puts the letters down that are meant. Where one is escaped that is none
 * of a name, the host has something other in it.
 */
function walkOddHost(text: string, found: PlainTarget): number {
  const { letters, lettersFrom, hostFrom, hostTo, limit } = found;
  let at = hostTo;
  let place = lettersFrom;
  let before = found.before;
  let behind = found.behind;
  for (let written = hostFrom; written < Math.min(hostTo, limit); written++) letters[place++] = letterOf(text.charCodeAt(written));
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] ?? other;
    if (kind > odd) break;
    if (code === asterisk) continue;
    if (kind === dot) before |= behind;
    else behind |= kind;
    if (kind < odd) {
      letters[place++] = letterOf(code);
      continue;
    }
    const escaped = escapedAt(text, at);
    const letter = escaped < 0 ? traits.strange : letterOf(escaped);
    if (letter & (traits.strange | traits.beyond)) behind |= other;
    letters[place++] = letter;
    if (escaped < 0) continue;
    behind |= (kinds[text.charCodeAt(at + 1)] ?? 0) | (kinds[text.charCodeAt(at + 2)] ?? 0);
    at += 2;
  }
  found.hostTo = at;
  found.lettersTo = place;
  found.before = before;
  found.behind = behind;
  return at;
}

function walkScheme(text: string, from: number, colonAt: number, found: PlainTarget): boolean {
  const isScheme = found.dotAt < 0 && (found.behind & ~(letter | ofMoment)) === 0;
  if (!isScheme || colonAt === from || colonAt >= from + longestScheme) return false;
  readScheme(text, from, colonAt, found);
  let at = colonAt + 1;
  while (text.charCodeAt(at) === slash) at++;
  found.hostFrom = at;
  return true;
}

function walkPort(text: string, from: number, found: PlainTarget): number {
  let at = from;
  let port = 0;
  for (; at < from + longestPort && at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    port = port * 10 + digit;
  }
  if (!isPort(port)) return -1;
  found.port = port;
  return at;
}

/** Walks over a path; -1 for `/=407`, which is rather an answer. */
function walkPath(text: string, from: number): number {
  let at = from;
  while (at < text.length && inPath[text.charCodeAt(at)] === 1) at++;
  return at - from === lengthOfAnswer && mayBeAnswer(text, at) ? -1 : at;
}

function mayBeAnswer(text: string, end: number): boolean {
  return readStatus(text, end - 3, end) >= 400 && !isDigitAt(text, end - 4) && !isLetter(text.charCodeAt(end - 4));
}

function endWithoutDots(text: string, end: number): number {
  let to = end;
  while (kinds[text.charCodeAt(to - 1)] === dot) to--;
  return to;
}

function isHost(text: string, { hostFrom, hostTo, dotAt, before, behind }: PlainTarget): boolean {
  return (
    dotAt > hostFrom &&
    hostTo > hostFrom &&
    kinds[text.charCodeAt(hostFrom)] !== dot &&
    ((before | behind) & (letter | ofMoment | beyond)) !== 0
  );
}

// A word is a host only if it ends as a name does; and `1. Configure`, without its blank, is a heading.
function isName({ text, hostTo, dotAt, before, behind }: PlainTarget): boolean {
  const length = hostTo - dotAt - 1;
  const isOfName = length >= shortestEnd && length <= longestEnd && (behind & ~(letter | ofMoment)) === 0 && (before & letter) !== 0;
  return isOfName && !isNameOfError(text, dotAt + 1, hostTo);
}
