import { isPort } from '../../match/port.ts';
import { hostOf } from '../../match/written-host.ts';
import { type LogLine, putTarget, putTime } from '../log-line.ts';
import { endOf, type Fields, fieldOf, mostFields, startOf } from '../text/fields.ts';
import { isOfName, marks } from '../text/marks.ts';
import { isDigitAt, isLetter, readDigits, readStatus } from '../text/numbers.ts';
import { type Saying, sayingOf } from '../text/outcomes.ts';
import { putName, type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { isHttpStatus, mayBeFailure } from '../text/tokens.ts';
import { isConnectionError, windowsErrors } from '../text/windows-errors.ts';
import { createWordTable } from '../text/word-table.ts';

/** What a row without a header has besides words. One object, filled anew for each row. */
export interface RowParts {
  /** Where the first and the last field stand that are its target, and where its method does; -1 for none. */
  targetAt: number;
  lastTargetAt: number;
  methodAt: number;
  /** The number that may be the answer, -1 for none; and how many of them there are. */
  status: number;
  statuses: number;
  /** What a number of Windows says. */
  error: LogLine['status'];
  isDenied: boolean;
  /** Whether it has a time or a scheme, which no enumeration in prose has. */
  isLog: boolean;
  /** Whether something in it may be an answer that is not known. */
  isOpen: boolean;
  /** Whether it may be one of Squid, whichever sign parts its fields. */
  mayBeNative: boolean;
  /** What moments behind the first one say, which may stand in a sentence. */
  said: Saying;
  /** The places of the fields that are none of these. */
  rest: Uint8Array;
  restCount: number;
}

// The types of PAN-OS, whose columns have an order of their own: https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions
const wordAt = createWordTable([
  [
    'pan-os',
    'traffic threat url wildfire data decryption tunnel system config userid authentication globalprotect hipmatch sctp gtp correlation',
  ],
  ['method', 'connect get post put head options delete patch'],
  ['verdict', 'block blocked deny denied drop dropped'],
]);
const seconds = /^\d{10}(?:\.\d+)?$/;
/** No field that is a moment or says something is longer. */
export const longestWord = 60;
const [lengthOfSeconds, lengthOfMilliseconds] = [10, 13];
const [longestDate, lengthOfError, placesOfTypes] = [12, 5, 6];
const [hyphen, dot, slash, colon] = [45, 46, 47, 58];
// `/407`
const lengthOfCode = 4;
const pair = /^[a-z][\w.-]{0,39}=/i;

export function createRowParts(): RowParts {
  const none = { targetAt: -1, lastTargetAt: -1, methodAt: -1, status: -1, statuses: 0, error: undefined, said: 0, restCount: 0 };
  return { ...none, isDenied: false, isLog: false, isOpen: false, mayBeNative: false, rest: new Uint8Array(mostFields) };
}

function clearParts(parts: RowParts): void {
  parts.targetAt = parts.lastTargetAt = parts.methodAt = parts.status = -1;
  parts.statuses = parts.restCount = parts.said = 0;
  parts.error = undefined;
  parts.isDenied = parts.isLog = parts.isOpen = parts.mayBeNative = false;
}

/** Finds the parts of a row whose fields are marked, and fills the line with its target and its time. False where it is of another form. */
export function findParts(fields: Fields, line: LogLine, target: RequestTarget, parts: RowParts): boolean {
  const { text, count } = fields;
  clearParts(parts);
  for (let at = 0; at < count; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (from >= to) continue;
    const has = fields.marks[at] ?? 0;
    const word = has === marks.letter ? wordAt(text, from, to) : undefined;
    if ((word === 'pan-os' || has & marks.equals) && isOfOthers(fields, at, has)) return false;
    if (has & (marks.dot | marks.ofTarget) && isTarget(fields, at, has, target)) {
      if (!noteTarget(parts, at, line, target)) return false;
      // `https://host/ 403 Blocked by a rule` in one field
      parts.isOpen ||= (has & marks.blank) !== 0;
    } else if (has === marks.digit) noteNumber(fields, at, line, parts);
    else if (word === 'method') parts.methodAt = at;
    else if (word === 'verdict') parts.isDenied = true;
    else if (has & marks.digit && has & (marks.colon | marks.dot | marks.ofTarget) && isMoment(fields, at)) {
      if (has & marks.letter && line.timeTo > line.timeFrom) parts.said |= sayingOf(text, from, to);
      parts.isLog = noteTime(fields, at, line);
    } else {
      parts.mayBeNative ||= (has & marks.digit) !== 0 && text.charCodeAt(to - lengthOfCode) === slash;
      parts.rest[parts.restCount++] = at;
    }
  }
  return true;
}

/** False for a second host. */
function noteTarget(parts: RowParts, at: number, line: LogLine, target: RequestTarget): boolean {
  const isFirst = parts.targetAt < 0;
  if (!isFirst && hostOf(target).toLowerCase() !== hostOf(line).toLowerCase()) return false;
  if (isFirst || target.hasScheme) fill(line, target);
  if (isFirst) parts.targetAt = at;
  parts.lastTargetAt = at;
  parts.isLog ||= target.hasScheme;
  return true;
}

function noteNumber(fields: Fields, at: number, line: LogLine, parts: RowParts): void {
  const { text } = fields;
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  const length = to - from;
  if (length === lengthOfSeconds) parts.isLog = noteTime(fields, at, line);
  else if (length === lengthOfMilliseconds) noteTime(fields, at, line);
  if (length === lengthOfError) {
    const number = readDigits(text, from, to);
    parts.error ??= windowsErrors[number];
    if (isConnectionError(number)) parts.isOpen = true;
  }
  const number = readStatus(text, from, to);
  // With an answer beside it, it is a size.
  if (mayBeFailure(number) || number === 0) parts.isOpen = true;
  if (!isHttpStatus(number)) return;
  const isBehindMethod = parts.methodAt === at - 1 && at > 0;
  if (parts.status < 0 || isBehindMethod) parts.status = number;
  // What stands there counts, whatever other numbers there are.
  parts.statuses = isBehindMethod ? -fields.count : parts.statuses + 1;
}

// The first, with the field before it: in some feeds that is the date. Prose has none.
function noteTime(fields: Fields, at: number, line: LogLine): true {
  const isDateBefore = at > 0 && endOf(fields, at - 1) - startOf(fields, at - 1) <= longestDate;
  if (line.timeTo === line.timeFrom) putTime(line, fields.text, startOf(fields, isDateBefore ? at - 1 : at), endOf(fields, at));
  return true;
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

/** Whether a field with a sign of equality, or a type of PAN-OS, shows that the row is of another form. */
function isOfOthers(fields: Fields, at: number, has: number): boolean {
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (has & marks.equals) return to - from < longestWord && pair.test(fieldOf(fields, at));
  const word = fieldOf(fields, at);
  return at < placesOfTypes && word === word.toUpperCase();
}

function fill(line: LogLine, target: RequestTarget): void {
  putTarget(line, target);
  line.port = target.port ?? line.port;
  line.isTunnel = target.isTunnel;
}

function isTarget(fields: Fields, at: number, has: number, target: RequestTarget): boolean {
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (to - from < 4 || !(isNameAlone(fields, at, has, target) || readRequestTarget(fields.text, from, to, target))) return false;
  return target.hasScheme || (hasNameEnd(target) && !(has & marks.user && fieldOf(fields, at).includes('@')));
}

/** The quick way to a target that is `host` or `host:443`. */
function isNameAlone({ text, starts, ends }: Fields, at: number, has: number, target: RequestTarget): boolean {
  const [from, to] = [starts[at] ?? 0, ends[at] ?? 0];
  if (!isOfName(has & ~marks.colon) || text.charCodeAt(from) === dot) return false;
  let end = from;
  while (end < to && text.charCodeAt(end) !== colon) end++;
  const port = end === to ? undefined : readDigits(text, end + 1, to);
  if (end === from || (port !== undefined && !isPort(port))) return false;
  putName(target, text, from, end);
  target.port = port;
  return true;
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
