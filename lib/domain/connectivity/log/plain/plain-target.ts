import { isBlank } from '../text/fields.ts';
import { type RequestTarget, readScheme, repairHost } from '../text/request-target.ts';
import { hasNameEnd } from '../text/tokens.ts';

/** A target as most logs write it. One object, filled anew for each. */
export interface PlainTarget extends RequestTarget {
  /** Whether it is more than a name: it has a scheme, a port or a path. */
  isAddress: boolean;
  /** Where the last dot of the host stands, and which letters stand before and behind it, as bits. */
  dotAt: number;
  before: number;
  behind: number;
}

// What a character is in a line, as a bit. Of a moment are the letters of 2016-01-11T08:31:00Z.
const [letter, ofMoment, sign, beyond, dot, odd, blank, lineBreak, other] = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const kinds = new Uint16Array(65_536).fill(beyond, 128).fill(other, 0, 128);
for (const [kind, chars] of [
  [letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSUVWXY'],
  [ofMoment, 'TZ'],
  [sign, '0123456789-_'],
  [dot, '.'],
  [odd, '%*'],
  [blank, ' \t'],
  [lineBreak, '\n\r'],
] as const)
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;
for (let code = 128; code < kinds.length; code++) if (isBlank(code) || /\s/.test(String.fromCharCode(code))) kinds[code] = other;
// Behind a host: what neither parts fields nor may be cut from the end of one.
const inPath = Uint8Array.from(kinds, (kind) => (kind < odd ? 1 : 0));
for (const char of '/?#:=&%~+!$') inPath[char.charCodeAt(0)] = 1;

// What stands between the brackets of an address of version 6.
const ofAddress = new Uint8Array(65_536);
for (const char of '0123456789abcdefABCDEF.:') ofAddress[char.charCodeAt(0)] = 1;

const [quote, apostrophe, asterisk, fullStop, slash, colon, at, open, close] = [34, 39, 42, 46, 47, 58, 64, 91, 93];
const [longestScheme, longestPort] = [16, 5];

/** Whether a line ends at an offset. */
export function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || kinds[text.charCodeAt(at)] === lineBreak;
}

/** Whether a field ends at an offset, at a blank or with its line. */
function isFieldEnd(text: string, at: number): boolean {
  return at >= text.length || ((kinds[text.charCodeAt(at)] ?? 0) & (blank | lineBreak)) !== 0;
}

/** Reads the target that begins at an offset, perhaps between quotes. Answers where its field ends; -1 for whatever is less plain than that. */
export function findPlainTarget(text: string, from: number, found: PlainTarget): number {
  const first = text.charCodeAt(from);
  const isQuoted = first === quote || first === apostrophe;
  const begin = isQuoted ? from + 1 : from;
  found.port = undefined;
  found.text = text;
  found.isTunnel = found.isAddress = false;
  let end = walkHost(text, begin, text.length, found);
  found.hasScheme = text.charCodeAt(end) === colon && text.charCodeAt(end + 1) === slash;
  if (found.hasScheme) {
    if (!walkScheme(text, begin, end, found)) return -1;
    end = walkHost(text, found.hostFrom, text.length, found);
    // What stands before the sign is a user.
    while (text.charCodeAt(end) === at) end = walkHost(text, end + 1, text.length, found);
    if (text.charCodeAt(found.hostFrom) === open) return walkAddress(text, found, isQuoted ? first : 0);
  }
  const isOdd = kinds[text.charCodeAt(end)] === odd;
  if (isOdd) end = walkOddHost(text, found);
  const hostEnd = end;
  if (text.charCodeAt(end) === colon) end = walkPort(text, end + 1, found);
  if (text.charCodeAt(end) === slash) end = walkPath(text, end);
  if (end < 0 || (isQuoted && text.charCodeAt(end) !== first)) return -1;
  found.isAddress = found.hasScheme || end > hostEnd;
  if (isOdd ? !isOddHost(text, found) : !isPlainHost(text, end, found)) return -1;
  const fieldEnd = isQuoted ? end + 1 : end;
  return isFieldEnd(text, fieldEnd) ? fieldEnd : -1;
}

/** Walks over `[2001:db8::1]:443/path`, and the quote behind it if there is one. */
function walkAddress(text: string, found: PlainTarget, closer: number): number {
  let [end, colons] = [found.hostFrom + 1, 0];
  for (; ofAddress[text.charCodeAt(end)] === 1; end++) if (text.charCodeAt(end) === colon) colons++;
  if (colons === 0 || text.charCodeAt(end) !== close) return -1;
  found.hostFrom++;
  found.hostTo = end;
  found.isAddress = true;
  end++;
  if (text.charCodeAt(end) === colon) end = walkPort(text, end + 1, found);
  if (text.charCodeAt(end) === slash) end = walkPath(text, end);
  if (end < 0 || (closer > 0 && text.charCodeAt(end) !== closer)) return -1;
  const fieldEnd = closer > 0 ? end + 1 : end;
  return isFieldEnd(text, fieldEnd) ? fieldEnd : -1;
}

function isPlainHost(text: string, end: number, found: PlainTarget): boolean {
  // A dot at the end of a field is that of a sentence.
  if (end === found.hostTo && kinds[text.charCodeAt(end - 1)] === dot) walkHost(text, found.hostFrom, endWithoutDots(text, end), found);
  return isHost(text, found) && (found.hasScheme || isName(found));
}

/** Walks on over a host that copying or escaping has left signs in. */
function walkOddHost(text: string, found: PlainTarget): number {
  let at = found.hostTo;
  for (; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? other;
    if (kind > odd) break;
    if (kind === dot) found.before |= found.behind;
    else found.behind |= kind;
  }
  found.hostTo = at;
  return at;
}

// At the ends of a field a sign is no part of it; and without a letter before a dot a word may be a heading.
function isOddHost(text: string, found: PlainTarget): boolean {
  const { hostFrom, hostTo, hasScheme, before } = found;
  const [first, last] = [text.charCodeAt(hostFrom), text.charCodeAt(hostTo - 1)];
  if (first === fullStop || last === fullStop || last === asterisk) return false;
  if (!hasScheme && (first === asterisk || (before & letter) === 0)) return false;
  return repairHost(found) && (found.hasScheme || hasNameEnd(found));
}

/** Walks over what may be a host or a scheme, and answers where something else begins. */
function walkHost(text: string, from: number, to: number, found: PlainTarget): number {
  let [at, before, behind, dotAt] = [from, 0, 0, -1];
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
  let [at, port] = [from, 0];
  for (; at < from + longestPort && at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    port = port * 10 + digit;
  }
  if (port < 1 || port > 65_535) return -1;
  found.port = port;
  return at;
}

function walkPath(text: string, from: number): number {
  let at = from;
  while (at < text.length && inPath[text.charCodeAt(at)] === 1) at++;
  return at;
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
function isName({ hostTo, dotAt, before, behind }: PlainTarget): boolean {
  const length = hostTo - dotAt - 1;
  return length >= 2 && length <= 24 && (behind & ~(letter | ofMoment)) === 0 && (before & letter) !== 0;
}
