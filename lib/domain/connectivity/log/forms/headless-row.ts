import { isPort } from '../../match/port.ts';
import { hostOf } from '../../match/written-host.ts';
import { hearUnnamed, longestHeard } from '../columns/hear-unnamed.ts';
import { statusInWords } from '../columns/status-in-words.ts';
import { type LineReading, type LogLine, putTarget, putTime } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { isOfName, marks, marksIn } from '../text/marks.ts';
import { isConnect, isDigitAt, isLetter, readDigits, readStatus } from '../text/numbers.ts';
import { sayingOf, says } from '../text/outcomes.ts';
import { putName, type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { isHttpStatus, mayBeFailure, mayHoldFailure } from '../text/tokens.ts';
import { isConnectionError, windowsErrors } from '../text/windows-errors.ts';
import { createWordTable } from '../text/word-table.ts';
import { refine } from '../text/words.ts';
import { holdsName, mayBeNamed } from './loose-names.ts';
import { readSquidNative } from './squid-native.ts';

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
const [fewFields, longestWord, lengthOfSeconds, lengthOfMilliseconds] = [3, 60, 10, 13];
const [longestDate, lengthOfError, placesOfTypes] = [12, 5, 6];
const [hyphen, dot, slash, colon] = [45, 46, 47, 58];
// `(407)`, `[407]`; and `=407`, `407.0`
const bracketed = marks.digit | marks.other | marks.ofTarget;
const marksOfNumber = bracketed | marks.joint | marks.colon | marks.dot | marks.equals;
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
  let told: ReturnType<typeof statusInWords>;
  let [place, status, statuses, methodPlace, isDenied, isLog, prose, isOpen] = [-1, -1, 0, -1, false, false, false, false];
  let [codePlace, said] = [-1, 0];
  for (let at = 0; at < count; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (from >= to) continue;
    const has = fields.marks[at] ?? 0;
    const word = has === marks.letter ? wordAt(text, from, to) : undefined;
    if ((word === 'pan-os' || has & marks.equals) && isOfOthers(fields, at, has)) return 'unknown';
    if (has & (marks.dot | marks.ofTarget) && isTarget(fields, at, has, target)) {
      if (place >= 0 && hostOf(target).toLowerCase() !== hostOf(line).toLowerCase()) return 'unknown';
      if (place < 0 || target.hasScheme) fill(line, target);
      place = at;
      isLog ||= target.hasScheme;
      // `https://host/ 403 Blocked by a rule` in one field
      isOpen ||= (has & marks.blank) !== 0;
    } else if (has === marks.digit) {
      if (to - from === lengthOfSeconds) isLog = noteTime(fields, at, line);
      else if (to - from === lengthOfMilliseconds) noteTime(fields, at, line);
      if (to - from === lengthOfError) error ??= windowsErrors[readDigits(text, from, to)];
      const number = readStatus(text, from, to);
      // With an answer beside it, it is a size.
      if (mayBeFailure(number) || number === 0 || (to - from === lengthOfError && isConnectionError(readDigits(text, from, to))))
        isOpen = true;
      if (!isHttpStatus(number)) continue;
      statuses++;
      if (status < 0 || methodPlace === at - 1) status = number;
      if (methodPlace === at - 1 && methodPlace >= 0) statuses = -count;
    } else if (word === 'method') methodPlace = at;
    else if (word === 'verdict') isDenied = true;
    else if (has & marks.digit && has & (marks.colon | marks.dot | marks.ofTarget) && isMoment(fields, at)) {
      // Behind the first one a moment may stand in a sentence.
      if (has & marks.letter && line.timeTo > line.timeFrom) said |= sayingOf(text, from, to);
      isLog = noteTime(fields, at, line);
    } else if (
      to - from < longestWord &&
      (has & marks.blank || (has & ~bracketed) === 0 || (has & marks.letter && isWordLike(fields, at, has)))
    ) {
      const words = count <= fewFields || has & (marks.digit | marks.blank) ? fieldOf(fields, at) : '';
      const one = has & marks.digit ? statusInWords(words) : undefined;
      told = either(told, one);
      if (typeof one === 'number' && text.charCodeAt(to - 4) === slash) codePlace = at;
      const saying = sayingOf(text, from, to);
      said |= saying;
      if (saying & says.failure || (has & marks.blank && isSentence(words))) prose = true;
      else if (count <= fewFields && mayBeNamed(words)) isOpen = true;
      else if (count <= fewFields) refine(line, text, from, to);
      // Behind the host other words may tell a failure in any language; before it a user stands.
      if (one === undefined && place >= 0 && (mayHoldFailure(text, from, to) || (count <= fewFields && holdsName(words)))) isOpen = true;
    } else if (place >= 0 && (has & ~marksOfNumber) === 0 && mayHoldFailure(text, from, to)) isOpen = true;
    else if (has & marks.letter && has & marks.blank) said |= sayingOf(text, from, Math.min(to, from + longestHeard));
  }
  // Whatever parts its fields, they have their places.
  const native = codePlace < 0 ? 'unknown' : readSquidNative(fields, line, target, codePlace);
  if (native !== 'unknown') return native;
  if (place < 0 || statuses > 1 || !(isLog || methodPlace >= 0)) return 'unknown';
  const isUntold = isOpen && !isDenied && line.status === undefined && !line.isAborted;
  if (status < 0 ? isUntold || told === 'unclear' : status < 400 && typeof told === 'number' && told >= 400) return 'unclear';
  if (status < 0 && typeof told === 'number') status = told;
  // A row of many fields without an answer is torn, or tells it in a way that is not known.
  if (status >= 0) line.status = status;
  else if (!isDenied && (count > fewFields || prose)) return 'unknown';
  if (said > says.stem && status >= 0 && status < 400 && !isDenied && !hearUnnamed(fields, place, line)) return 'unclear';
  if (isDenied && status < 0 && error !== undefined) line.status = error;
  else if (isDenied) refine(line, 'denied');
  if (methodPlace >= 0 && isConnect(text, startOf(fields, methodPlace), endOf(fields, methodPlace))) line.isTunnel = true;
  if (line.isTunnel) line.port ??= 443;
  return 'request';
}

// Two answers are none.
function either(one: ReturnType<typeof statusInWords>, other: typeof one): typeof one {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return 'unclear';
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

/** Whether what has letters is more than one of them, or has digits beside them. */
function isWordLike({ text, starts, ends }: Fields, at: number, has: number): boolean {
  return (has & marks.digit) !== 0 || hasWord(text, starts[at] ?? 0, ends[at] ?? 0);
}

/** Whether two letters stand side by side. */
function hasWord(text: string, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (isLetter(text.charCodeAt(at)) && isLetter(text.charCodeAt(at - 1))) return true;
  return false;
}

/** Whether a field with a sign of equality, or a type of PAN-OS, shows that the row is of another form. */
function isOfOthers(fields: Fields, at: number, has: number): boolean {
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (has & marks.equals) return to - from < longestWord && pair.test(fieldOf(fields, at));
  const word = fieldOf(fields, at);
  return at < placesOfTypes && word === word.toUpperCase();
}

// One that commas part.
function isSentence(field: string): boolean {
  return field.split(/\s+/).filter((word) => /^[a-z]/i.test(word)).length > 2;
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
