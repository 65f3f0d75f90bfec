import { hearUnnamed, longestHeard } from '../columns/hear-unnamed.ts';
import { statusInWords } from '../columns/status-in-words.ts';
import type { LineReading, LogLine } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { marks, marksIn } from '../text/marks.ts';
import { isConnect, isLetter } from '../text/numbers.ts';
import { type Saying, sayingOf, says } from '../text/outcomes.ts';
import type { RequestTarget } from '../text/request-target.ts';
import { mayHoldFailure } from '../text/tokens.ts';
import { apply, refine } from '../text/words.ts';
import { createRowParts, findParts, longestWord, type RowParts } from './headless-parts.ts';
import { holdsName, mayBeNamed } from './loose-names.ts';
import { readSquidNative } from './squid-native.ts';

const fewFields = 3;
const [slash, lengthOfCode] = [47, 4];
// `(407)`, `[407]`; and `=407`, `407.0`
const bracketed = marks.digit | marks.other | marks.ofTarget;
const marksOfNumber = bracketed | marks.joint | marks.colon | marks.dot | marks.equals;

/** What the words of a row say. */
interface Heard {
  status: ReturnType<typeof statusInWords>;
  /** Whether some of them are no words of a log, or tell a failure. */
  isProse: boolean;
  isOpen: boolean;
  /** Where a result code of Squid stands; -1 for none. */
  codeAt: number;
  /** What any of them says. */
  said: Saying;
}

// Filled anew for each row.
const parts = createRowParts();
const heard: Heard = { status: undefined, isProse: false, isOpen: false, codeAt: -1, said: 0 };

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
  if (!findParts(fields, line, target, parts)) return 'unknown';
  const { targetAt, methodAt, statuses } = parts;
  const isOfOther = targetAt < 0 || statuses > 1 || !(parts.isLog || methodAt >= 0);
  // Most rows of another form are told so before any of their words is heard.
  if (isOfOther && !parts.mayBeNative) return 'unknown';
  hearRest(fields, line, parts);
  // Whatever parts its fields, they have their places.
  const native = heard.codeAt < 0 ? 'unknown' : readSquidNative(fields, line, target, heard.codeAt);
  if (native !== 'unknown' || isOfOther) return native;
  return readAnswer(fields, line);
}

/** Reads what came of the request of a row whose words were heard. */
function readAnswer(fields: Fields, line: LogLine): LineReading {
  const { methodAt, isDenied, error, lastTargetAt } = parts;
  const isUntold = (parts.isOpen || heard.isOpen) && !isDenied && line.status === undefined && !line.isAborted;
  const { status: told, isProse } = heard;
  let { status } = parts;
  if (status < 0 ? isUntold || told === 'unclear' : status < 400 && typeof told === 'number' && told >= 400) return 'unclear';
  if (status < 0 && typeof told === 'number') status = told;
  // A row of many fields without an answer is torn, or tells it in a way that is not known.
  if (status >= 0) line.status = status;
  else if (!isDenied && (fields.count > fewFields || isProse)) return 'unknown';
  if (heard.said > says.stem && status >= 0 && status < 400 && !isDenied && !hearUnnamed(fields, lastTargetAt, line)) return 'unclear';
  if (isDenied && status < 0 && error !== undefined) line.status = error;
  else if (isDenied) refine(line, 'denied');
  if (methodAt >= 0 && isConnect(fields.text, startOf(fields, methodAt), endOf(fields, methodAt))) line.isTunnel = true;
  if (line.isTunnel) line.port ??= 443;
  return 'request';
}

/** Hears what is neither the target of a row nor its time, its method or a number. */
function hearRest(fields: Fields, line: LogLine, { rest, restCount, targetAt, said }: RowParts): void {
  const { text } = fields;
  heard.status = undefined;
  heard.isProse = heard.isOpen = false;
  heard.codeAt = -1;
  heard.said = said;
  for (let index = 0; index < restCount; index++) {
    const at = rest[index] ?? 0;
    const has = fields.marks[at] ?? 0;
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    // Before the host a user stands.
    const isBehindTarget = targetAt >= 0 && at > targetAt;
    if (isOfWords(fields, at, has)) hearWords(fields, at, isBehindTarget, line);
    else if (isBehindTarget && (has & ~marksOfNumber) === 0 && mayHoldFailure(text, from, to)) heard.isOpen = true;
    else if (has & marks.letter && has & marks.blank) heard.said |= sayingOf(text, from, Math.min(to, from + longestHeard));
  }
}

function isOfWords(fields: Fields, at: number, has: number): boolean {
  if (endOf(fields, at) - startOf(fields, at) >= longestWord) return false;
  return (has & marks.blank) !== 0 || (has & ~bracketed) === 0 || ((has & marks.letter) !== 0 && isWordLike(fields, at, has));
}

function hearWords(fields: Fields, at: number, isBehindTarget: boolean, line: LogLine): void {
  const { text, count } = fields;
  const [from, to, has] = [startOf(fields, at), endOf(fields, at), fields.marks[at] ?? 0];
  const isOfFew = count <= fewFields;
  const words = isOfFew || has & (marks.digit | marks.blank) ? fieldOf(fields, at) : '';
  const status = has & marks.digit ? statusInWords(words) : undefined;
  heard.status = either(heard.status, status);
  if (typeof status === 'number' && text.charCodeAt(to - lengthOfCode) === slash) heard.codeAt = at;
  const saying = sayingOf(text, from, to);
  heard.said |= saying;
  if (saying & says.failure || (has & marks.blank && isSentence(words))) heard.isProse = true;
  else if (isOfFew && mayBeNamed(words)) heard.isOpen = true;
  else if (isOfFew) apply(saying, line);
  // Behind the host other words may tell a failure in any language; before it a user stands.
  if (status !== undefined || !isBehindTarget) return;
  if ((has & marks.digit && mayHoldFailure(text, from, to)) || (isOfFew && holdsName(words))) heard.isOpen = true;
}

// Two answers are none.
function either(one: ReturnType<typeof statusInWords>, other: typeof one): typeof one {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return 'unclear';
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

// One that commas part.
function isSentence(field: string): boolean {
  return field.split(/\s+/).filter((word) => /^[a-z]/i.test(word)).length > 2;
}
