import { type LogLine, putTime } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { isLetter, readDigits } from '../text/numbers.ts';
import { isAddress, isLabelOfStatus, isQuantity, isUnit, kindOfToken, mayBeFailure, mayHoldFailure, statusInWord } from '../text/tokens.ts';
import { isConnectionError } from '../text/windows-errors.ts';
import { hearWords, saysFailure, saysNothing } from '../text/words.ts';
import { hasName, hasStrange, isDoubted, isOvertaken, isProperty } from './loose-names.ts';

/** Where in a line the target stands, where the next one does or the line ends, and whether it is the first. */
interface Place {
  place: number;
  next: number;
  isFirst: boolean;
  /** Whether some words of the line belong to no log. */
  hasNames: boolean;
}

const [longestPhrase, longestTime, longestWord] = [120, 64, 20];
const [dot, closing, colon] = [46, 41, 58];
const opening = ['(', '['];

/**
 * Reads what stands beside a target of a line without fixed fields: a status in the places where logs have it, and words of failure.
 * False where it says that something failed and not what, or holds a number that may be a status as well as anything else.
 */
export function readAnswer(fields: Fields, { place, next, isFirst, hasNames }: Place, line: LogLine): boolean {
  let isClear = true;
  for (let at = place + 1; at < next && line.status === undefined; at++) isClear = readNumber(fields, at, place, line) && isClear;
  if (isOvertaken(fields, place, next, line) || (hasNames && isDoubted(fields, place, next, line))) {
    line.status = undefined;
    return false;
  }
  // A number by itself has no words.
  if (next > place + 1 && !(line.status !== undefined && next === place + 2 && isNumber(fields, place + 1))) {
    const [from, to] = [endOf(fields, place), endOf(fields, next - 1)];
    isClear = hearWords(line, fields.text, from, Math.min(to, from + longestPhrase)) && isClear;
  }
  if (isFirst && place > 0) isClear = readBefore(fields, place, line) && isClear;
  if (line.status !== undefined) return true;
  if (line.isAborted) return isClear;
  return (
    isClear && !(hasNames && (hasName(fields, place + 1, next) || (isFirst && hasStrange(fields, place)))) && !isProperty(fields, place)
  );
}

function readBefore(fields: Fields, first: number, line: LogLine): boolean {
  const from = startOf(fields, 0);
  putTime(line, fields.text, from, Math.min(endOf(fields, first - 1), from + longestTime));
  let isClear = true;
  for (let at = first - 1; at >= 0 && line.status === undefined; at--) isClear = readNumber(fields, at, first, line) && isClear;
  return (areSilent(fields, first) || hearWords(line, phraseBefore(fields, first))) && isClear;
}

/** Whether no word before a place says anything, as in most lines. */
function areSilent({ text, starts, ends }: Fields, first: number): boolean {
  for (let at = 0; at < first; at++) {
    const [from, to] = [starts[at] ?? 0, ends[at] ?? 0];
    if (isLetter(text.charCodeAt(from)) && to - from <= longestWord && !saysNothing(text, from, to)) return false;
  }
  return true;
}

// Names of machines and users stand there too: only words that logs have for outcomes count.
function phraseBefore(fields: Fields, first: number): string {
  let phrase = '';
  for (let at = 0; at < first && phrase.length < longestPhrase; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (!isLetter(fields.text.charCodeAt(from)) || to - from > longestWord) continue;
    const word = fields.text.slice(from, to).replace(/:$/, '');
    if (kindOfToken(word, 0, word.length) === 'neutral' || saysFailure(word)) phrase += ` ${word}`;
  }
  return phrase;
}

/** Takes the number at a place for the status, if it is one; false where it may be one. */
function readNumber(fields: Fields, at: number, target: number, line: LogLine): boolean {
  const { text } = fields;
  const [from, end] = [startOf(fields, at), endOf(fields, at)];
  const to = text.charCodeAt(end - 1) === colon ? end - 1 : end;
  const kind = kindOfToken(text, from, to);
  if (kind === 'number') return at !== target + 1 || readOtherNumber(fields, at, line);
  if (kind !== 'status') {
    line.status = statusInWord(text, from, to);
    return kind !== 'neutral' || !mayHoldFailure(text, from, to);
  }
  if (isCount(fields, at)) return true;
  if (!hasPlaceOfStatus(fields, at, target)) return readDigits(text, from, to) < 400;
  line.status = readDigits(text, from, to);
  return true;
}

/** Takes `000` for no answer, as curl writes it; directly behind the target a number that a failure may have is hardly a size. */
function readOtherNumber(fields: Fields, at: number, line: LogLine): boolean {
  const number = readDigits(fields.text, startOf(fields, at), endOf(fields, at));
  const digits = endOf(fields, at) - startOf(fields, at);
  if (isCount(fields, at)) return true;
  if (digits === 3 && number === 0) line.status = 0;
  return !(digits === 3 && mayBeFailure(number)) && !isConnectionError(number);
}

function isCount(fields: Fields, at: number): boolean {
  const { text } = fields;
  const sign = text.charCodeAt(endOf(fields, at));
  const opens = opening.includes(text.charAt(startOf(fields, at) - 1));
  // `403. https://host`
  if (at === 0 && !opens && (sign === dot || sign === closing)) return true;
  if (at + 1 < fields.count && isUnit(text, startOf(fields, at + 1), endOf(fields, at + 1))) return true;
  return at > 0 && isQuantity(text, startOf(fields, at - 1), endOf(fields, at - 1)) && !isCounted(fields, at - 1);
}

// `504 bytes`
function isCounted(fields: Fields, at: number): boolean {
  return at > 0 && isNumber(fields, at - 1) && isUnit(fields.text, startOf(fields, at), endOf(fields, at));
}

// Behind the target, behind a time or an address, behind what else logs put there; or in brackets. A number in front may count lines.
function hasPlaceOfStatus(fields: Fields, at: number, target: number): boolean {
  const { text } = fields;
  if (at === target + 1 || opening.includes(text.charAt(startOf(fields, at) - 1))) return true;
  if (at === 0) return false;
  const [from, to] = [startOf(fields, at - 1), endOf(fields, at - 1)];
  return (
    kindOfToken(text, from, to) !== 'word' || isCounted(fields, at - 1) || isLabelOfStatus(text, from, to) || isAddress(text, from, to)
  );
}

const method = /^(?:CONNECT|GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH)$/;

/**
 * Whether a line ends with `CONNECT host:443 HTTP/1.1`, whatever stands before it but the number of a failure: what a client sends says
 * nothing of what comes of it. So does what mitmproxy tells of a client, `10.0.0.5:51234: CONNECT host:443`.
 */
export function isHeaderOfRequest(fields: Fields, target: number): boolean {
  const { text, count } = fields;
  const isWhole = target === count - 2 && text.startsWith('HTTP/', startOf(fields, count - 1));
  if (target < 1 || !(isWhole || isOfClient(fields, target)) || !method.test(fieldOf(fields, target - 1))) return false;
  for (let at = 0; at < target - 1; at++)
    if (readDigits(text, startOf(fields, at), endOf(fields, at)) >= 400 && isStatus(fields, at)) return false;
  return true;
}

function isOfClient(fields: Fields, target: number): boolean {
  const { text, count } = fields;
  return (
    target === 2 &&
    count === 3 &&
    text.charCodeAt(endOf(fields, 0) - 1) === colon &&
    isAddress(text, startOf(fields, 0), endOf(fields, 0) - 1)
  );
}

function isStatus(fields: Fields, place: number): boolean {
  return kindOfToken(fields.text, startOf(fields, place), endOf(fields, place)) === 'status';
}

function isNumber(fields: Fields, place: number): boolean {
  return readDigits(fields.text, startOf(fields, place), endOf(fields, place)) >= 0;
}
