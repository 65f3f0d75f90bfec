import { type LineReading, type LogLine, putTarget, putTime } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { marks, marksIn } from '../text/marks.ts';
import { isConnect, isDigitAt, isLetter, readDigits } from '../text/numbers.ts';
import { hostOf, isWrittenAt, type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { kindOfToken } from '../text/tokens.ts';
import { windowsErrors } from '../text/windows-errors.ts';
import { refine, saysFailure } from '../text/words.ts';

// The types of PAN-OS, whose columns have an order of their own: https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions
const typesOfPanOs = byLength(
  'traffic threat url wildfire data decryption tunnel system config userid authentication globalprotect hipmatch sctp gtp correlation',
);
const methods = byLength('connect get post put head options delete patch');
const verdicts = byLength('block blocked deny denied drop dropped');
const seconds = /^\d{10}(?:\.\d+)?$/;
const [fewFields, longestWord, lengthOfSeconds, lengthOfMilliseconds] = [3, 60, 10, 13];
const [longestDate, lengthOfError] = [12, 5];
const [hyphen, dot, colon] = [45, 46, 58];
const pair = /^[a-z][\w.-]{0,39}=/i;

/**
 * Reads a row of a feed whose header is lost. The order of fields is the choice of each customer of Zscaler
 * (https://help.zscaler.com/unified/general-guidelines-nss-feeds-and-feed-formats), so a row counts only where it can be read one way:
 * one host, one number that can be the answer, and a time, a method or a scheme that no enumeration in prose has.
 */
export function readHeadlessRow(fields: Fields, line: LogLine, target: RequestTarget): LineReading {
  for (let at = 0; at < fields.count; at++) fields.marks[at] = marksIn(fields.text, startOf(fields, at), endOf(fields, at));
  return readMarkedRow(fields, line, target);
}

/** Reads such a row whose fields are marked. */
export function readMarkedRow(fields: Fields, line: LogLine, target: RequestTarget): LineReading {
  const { text, count } = fields;
  let error: LogLine['status'];
  let [place, status, statuses, methodPlace, isDenied, isLog, prose] = [-1, -1, 0, -1, false, false, false];
  for (let at = 0; at < count; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (from >= to) continue;
    const has = fields.marks[at] ?? 0;
    if (isOfOthers(fields, at, has)) return 'unknown';
    if (has & (marks.dot | marks.ofTarget) && isTarget(fields, at, has, target)) {
      if (place >= 0 && hostOf(target).toLowerCase() !== hostOf(line).toLowerCase()) return 'unknown';
      if (place < 0 || target.hasScheme) fill(line, target);
      place = at;
      isLog ||= target.hasScheme;
    } else if (has === marks.digit) {
      if (to - from === lengthOfSeconds) isLog = noteTime(fields, at, line);
      else if (to - from === lengthOfMilliseconds) noteTime(fields, at, line);
      if (to - from === lengthOfError) error ??= windowsErrors[readDigits(text, from, to)];
      if (kindOfToken(text, from, to) !== 'status') continue;
      statuses++;
      if (status < 0 || methodPlace === at - 1) status = readDigits(text, from, to);
      if (methodPlace === at - 1 && methodPlace >= 0) statuses = -count;
    } else if (has === (marks.letter | marks.word) && isOneOf(methods, fields, at)) methodPlace = at;
    else if (has === (marks.letter | marks.word) && isOneOf(verdicts, fields, at)) isDenied = true;
    else if (has & marks.digit && has & (marks.colon | marks.dot | marks.ofTarget) && isMoment(fields, at))
      isLog = noteTime(fields, at, line);
    else if (has & (marks.word | marks.blank) && to - from < longestWord) {
      if (isProse(fieldOf(fields, at))) prose = true;
      else if (count <= fewFields) refine(fieldOf(fields, at), line);
    }
  }
  if (place < 0 || statuses > 1 || !(isLog || methodPlace >= 0)) return 'unknown';
  // A row of many fields without an answer is torn, or tells it in a way that is not known.
  if (status >= 0) line.status = status;
  else if (!isDenied && (count > fewFields || prose)) return 'unknown';
  if (isDenied && status < 0 && error !== undefined) line.status = error;
  else if (isDenied) refine('denied', line);
  if (methodPlace >= 0 && isConnect(text, startOf(fields, methodPlace), endOf(fields, methodPlace))) line.isTunnel = true;
  if (line.isTunnel) line.port ??= 443;
  return 'request';
}

// The first, with the field before it: in some feeds that is the date. Prose has none.
function noteTime(fields: Fields, at: number, line: LogLine): true {
  const isDateBefore = at > 0 && endOf(fields, at - 1) - startOf(fields, at - 1) <= longestDate;
  if (line.timeTo === line.timeFrom) putTime(line, fields.text, startOf(fields, isDateBefore ? at - 1 : at), endOf(fields, at));
  return true;
}

/** Words in small letters, by their length. */
function byLength(words: string): readonly string[][] {
  const list = words.split(' ');
  return Array.from({ length: 16 }, (_, length) => list.filter((word) => word.length === length));
}

/** Whether a field of letters only is one of the words, whatever its case. */
function isOneOf(words: readonly string[][], { text, starts, ends }: Fields, at: number): boolean {
  const from = starts[at] ?? 0;
  for (const word of words[(ends[at] ?? 0) - from] ?? []) if (isWrittenAt(text, from, word)) return true;
  return false;
}

function isMoment(fields: Fields, at: number): boolean {
  const { text } = fields;
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (to - from >= longestWord) return false;
  // 8:31
  for (let place = from + 1; place < to - 2; place++)
    if (text.charCodeAt(place) === colon && isDigitAt(text, place - 1) && isDigitAt(text, place + 1) && isDigitAt(text, place + 2))
      return true;
  return to - from >= lengthOfSeconds && isDigitAt(text, from) && seconds.test(text.slice(from, to));
}

function isOfOthers(fields: Fields, at: number, has: number): boolean {
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (has & marks.equals) return to - from < longestWord && pair.test(fieldOf(fields, at));
  if (at >= 6 || has !== (marks.letter | marks.word) || !isOneOf(typesOfPanOs, fields, at)) return false;
  const word = fieldOf(fields, at);
  return word === word.toUpperCase();
}

// A sentence that commas part, or a word of failure that does not say which.
function isProse(field: string): boolean {
  return saysFailure(field) || field.split(/\s+/).filter((word) => /^[a-z]/i.test(word)).length > 2;
}

function fill(line: LogLine, target: RequestTarget): void {
  putTarget(line, target);
  line.port = target.port ?? line.port;
  line.isTunnel = target.isTunnel;
}

function isTarget(fields: Fields, at: number, has: number, target: RequestTarget): boolean {
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (to - from < 4 || !readRequestTarget(fields.text, from, to, target)) return false;
  return target.hasScheme || (hasNameEnd(target) && !(has & marks.user && fieldOf(fields, at).includes('@')));
}

// Of the last label, which begins with a letter.
function hasNameEnd({ text, hostFrom, hostTo }: RequestTarget): boolean {
  const end = text.charCodeAt(hostTo - 1) === dot ? hostTo - 1 : hostTo;
  let begin = end;
  while (begin > hostFrom && isOfLabel(text.charCodeAt(begin - 1))) begin--;
  return (
    begin > hostFrom && text.charCodeAt(begin - 1) === dot && isLetter(text.charCodeAt(begin)) && end - begin >= 2 && end - begin <= 63
  );
}

function isOfLabel(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === hyphen;
}
