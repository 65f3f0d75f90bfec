import { endOf, type Fields, startOf } from './fields.ts';
import { logWords, ofLog } from './log-words.ts';
import { isDigitAt, isLetter, readDigits } from './numbers.ts';
import type { RequestTarget } from './request-target.ts';

/** What a word of a line without fixed fields is; `number`: of digits only, and no status. */
export type TokenKind = 'nothing' | 'neutral' | 'number' | 'status' | 'word';

// What copying leaves at the ends of words: bars and asterisks of Markdown, brackets, commas.
const edges = new Uint8Array(128);
for (const char of '"\'`,;|()<>{}*!') edges[char.charCodeAt(0)] = 1;
const [dot, colon, equals, open, close, question, ideographicStop] = [46, 58, 61, 91, 93, 63, 0x3002];
const [capitalT, capitalZ] = [84, 90];

/** Whether a word says that the number behind it counts something, as `sent` does, perhaps with a sign behind it. */
export function isQuantity(text: string, from: number, to: number): boolean {
  const last = text.charCodeAt(to - 1);
  return (ofLog(text, from, last === colon || last === equals ? to - 1 : to) & logWords.quantity) !== 0;
}

/** Whether a word says what the number before it counts, so that it is no status. */
export function isUnit(text: string, from: number, to: number): boolean {
  return (ofLog(text, from, to) & logWords.unit) !== 0;
}

// The codes of https://www.iana.org/assignments/http-status-codes; other numbers of three digits are rather sizes or times.
export function isHttpStatus(status: number): boolean {
  return (
    (status >= 200 && status <= 208) ||
    (status >= 300 && status <= 308) ||
    (status >= 400 && status <= 431) ||
    status === 451 ||
    (status >= 500 && status <= 511)
  );
}

/** Whether a number of three digits may be the status of a failure that has no name, as 499 and 599 of some proxies; 443 is a port. */
export function mayBeFailure(status: number): boolean {
  return status >= 400 && status < 600 && status !== 443 && !isHttpStatus(status);
}

// `=407`, `->407`, `#407`, `407.0`, `200/407`; a moment, an address or a length is none. `-1` is no size.
const withStatus = /^(?:(?:\d{3})?[^\w.]{0,3}([45]\d\d)(?:\.\d{0,2}|[^\w.]{1,3}(?:\d{3})?)?|-\d{1,6})$/;
const longestWithStatus = 12;

/** Whether what holds no letters may hold the status of a failure beside other signs. */
export function mayHoldFailure(text: string, from: number, to: number): boolean {
  if (to - from > longestWithStatus || to - from < 2) return false;
  const found = withStatus.exec(text.slice(from, to));
  return found !== null && (found[1] === undefined || isHttpStatus(Number(found[1])) || mayBeFailure(Number(found[1])));
}

// Of `407?` nobody is sure; behind another sign it is that of a sentence.
function isEndAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isEnd(code) || (code === question && isEnd(text.charCodeAt(at - 1)));
}

function isEnd(code: number): boolean {
  return edges[code] === 1 || code === dot || code === ideographicStop;
}

/** Narrows a field to what stands between the signs at its ends. */
export function trimToken(fields: Fields, place: number): void {
  const { text } = fields;
  let from = startOf(fields, place);
  let to = endOf(fields, place);
  // `(407):`, `[aborted]:`
  if (text.charCodeAt(to - 1) === colon && isClosing(text.charCodeAt(to - 2))) to--;
  while (from < to && edges[text.charCodeAt(from)] === 1) from++;
  while (to > from && isEndAt(text, to - 1)) to--;
  // [aborted]
  if (text.charCodeAt(from) === open && text.charCodeAt(to - 1) === close) [from, to] = [from + 1, to - 1];
  fields.starts[place] = from;
  fields.ends[place] = to;
}

function isClosing(code: number): boolean {
  return code === close || edges[code] === 1;
}

/** Says what a trimmed token is, as far as its letters tell; whether a word is a target is for others to see. */
export function kindOfToken(text: string, from: number, to: number): TokenKind {
  if (from >= to) return 'nothing';
  if (!hasLetter(text, from, to)) return areDigits(text, from, to) ? kindOfNumber(text, from, to) : 'neutral';
  const isKnown = (ofLog(text, from, to) & logWords.neutral) !== 0 || isDate(text, from, to) || isMeasure(text, from, to);
  return isKnown ? 'neutral' : 'word';
}

/** Whether letters stand between two offsets besides those of a time, such as 2016-01-11T08:31:00.000Z. */
export function hasLetter(text: string, from: number, to: number): boolean {
  let hasDigit = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) hasDigit = true;
    else if ((isLetter(code) || code >= 128) && !(hasDigit && (code === capitalT || code === capitalZ))) return true;
  }
  return false;
}

function areDigits(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isDigitAt(text, at)) at++;
  return at === to;
}

// 11-Jan-2016, 11/Jan/2016:08:31:00 +0000
const date = /^\d{1,2}([-/])[a-z]{3}\1(?:\d{4}|\d{2})(?::\d\d:\d\d:\d\d(?: [+-]\d{4})?)?$/i;
const [longestDate, hyphen, slash] = [27, 45, 47];

function isDate(text: string, from: number, to: number): boolean {
  if (to - from > longestDate || to - from < 8) return false;
  const sign = isLetter(text.charCodeAt(from + 2)) ? text.charCodeAt(from + 1) : text.charCodeAt(from + 2);
  return (sign === hyphen || sign === slash) && date.test(text.slice(from, to));
}

const [smallN, smallR, shortestError] = [110, 114, 5];

/** Whether the last label of a name is that of an error, as in `java.net.UnknownHostException`. */
export function isNameOfError(text: string, from: number, to: number): boolean {
  const last = text.charCodeAt(to - 1) | 32;
  if ((last !== smallN && last !== smallR) || to - from < shortestError) return false;
  return /(?:exception|error)$/i.test(text.slice(from, to));
}

// `12ms`, `dns=3ms`, `bytes=3912`, and what names a program or a protocol: `curl/8.4.0`, `TLSv1.2`
const measure =
  /^(?:(?:[a-z][a-z_-]{0,19}[=:])?\d{1,9}(?:[.,]\d{1,6})?(?:ms|msecs?|secs?|s|us|mins?|bytes?|[km]?b)|(?:bytes|size|sent|received|recv|rcvd|port|len|length|duration|dur|elapsed|took|time|ms|total|rtt|latency)=\d{1,9}(?:\.\d{1,6})?|(?:tls|ssl)v?\d(?:\.\d)?|[a-z][a-z-]{1,39}\/\d{1,3}(?:\.\d{1,6}){1,4})$/i;
const [longestMeasure, longestUnit] = [64, 6];

/** Whether a word says how long or how great something was, or which program asked: it has a digit near its end. */
export function isMeasure(text: string, from: number, to: number): boolean {
  if (to - from > longestMeasure) return false;
  for (let at = to - 1; at >= from && at >= to - longestUnit; at--) if (isDigitAt(text, at)) return measure.test(text.slice(from, to));
  return false;
}

/** Whether a host ends as names of the internet do: not machine.config2, not 10.0.0.5. */
export function hasNameEnd({ text, hostFrom, hostTo }: Pick<RequestTarget, 'text' | 'hostFrom' | 'hostTo'>): boolean {
  const end = text.charCodeAt(hostTo - 1) === dot ? hostTo - 1 : hostTo;
  let begin = end;
  while (begin > hostFrom && isLetter(text.charCodeAt(begin - 1))) begin--;
  if (begin > hostFrom && text.charCodeAt(begin - 1) === dot)
    return end - begin >= 2 && end - begin <= 24 && !isNameOfError(text, begin, end);
  return punycodeEnd.test(text.slice(hostFrom, hostTo));
}

const punycodeEnd = /\.xn--[a-z\d-]{1,59}\.?$/i;

// 10.0.0.5, 10.0.0.5:51234, [2001:db8::1]:443, CORP\user, user@example.com
const address = /^(?:[\d.]{7,15}(?::\d{1,5})?|\[?[\da-f]*:[\da-f:.]+\]?(?::\d{1,5})?|[^\s\\@:,;]+[\\@][^\s,;]+)$/i;

// What stands in addresses of machines; and what tells a user.
const [ofMachine, ofUser] = [1, 2];
const signsOfAddress = new Uint8Array(65_536);
for (const char of '0123456789abcdefABCDEF.:[]') signsOfAddress[char.charCodeAt(0)] = ofMachine;
for (const char of '@\\') signsOfAddress[char.charCodeAt(0)] = ofUser;

function mayBeAddress(text: string, from: number, to: number): boolean {
  let isOfMachine = true;
  for (let at = from; at < to; at++) {
    const sign = signsOfAddress[text.charCodeAt(at)];
    if (sign === ofUser) return true;
    if (sign !== ofMachine) isOfMachine = false;
  }
  return isOfMachine;
}

/** Whether a word is the address of somebody, of a machine or of a user. */
export function isAddress(text: string, from: number, to: number): boolean {
  return to - from > 1 && to - from < 80 && mayBeAddress(text, from, to) && address.test(text.slice(from, to));
}

function kindOfNumber(text: string, from: number, to: number): TokenKind {
  return to - from === 3 && isHttpStatus(readDigits(text, from, to)) ? 'status' : 'number';
}

const labelOfStatus = /^(?:http-?|sc-?)?(?:status|code|response|result|statuscode|respcode):$/i;
const longestLabel = 16;

/** Whether a word is `status:`, with a blank before its number. */
export function isLabelOfStatus(text: string, from: number, to: number): boolean {
  return text.charCodeAt(to - 1) === colon && to - from <= longestLabel && labelOfStatus.test(text.slice(from, to));
}

// `/=:-_`, and the end of `HTTP`
const beforeStatus = Array.from('/=:-_Pp', (sign) => sign.charCodeAt(0));
const statusAtEnd = /^(?:[a-z_]{2,40}\/|(?:sc-?)?(?:status|code|respcode)[=:]|http[-_:=]?)(\d{3})$/i;
const statusAtBegin = /^(\d{3})\/[a-z_]{2,40}$/i;

/** The status in `TCP_DENIED/407`, `407/TCP_DENIED`, `status=407` or `HTTP407`; undefined for another word. */
export function statusInWord(text: string, from: number, to: number): number | undefined {
  if (to - from > 48 || to - from < 5) return undefined;
  const form =
    text.charCodeAt(from + 3) === slash ? statusAtBegin : beforeStatus.includes(text.charCodeAt(to - 4)) ? statusAtEnd : undefined;
  const status = Number(form?.exec(text.slice(from, to))?.[1] ?? Number.NaN);
  return isHttpStatus(status) ? status : undefined;
}
