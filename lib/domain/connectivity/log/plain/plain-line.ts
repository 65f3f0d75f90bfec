import { createLine, type LogLine, type LogVisitor, longestLine, putTime } from '../log-line.ts';
import { isDigitAt, isLetter, readDigits, readStatus } from '../text/numbers.ts';
import { isHttpStatus, mayBeFailure, mayHoldFailure } from '../text/tokens.ts';
import { isConnectionError } from '../text/windows-errors.ts';
import { apply } from '../text/words.ts';
import { isLineEnd } from './char-kinds.ts';
import { endOfFigure, type Figure, ofRow } from './plain-field.ts';
import { createPlainTarget, endOfTarget, findPlainTarget, isWholeWord, type PlainTarget, walkName } from './plain-target.ts';
import {
  type Before,
  beginBehind,
  createPlainWords,
  endBehind,
  endOfUser,
  hearPlainWords,
  noteUser,
  noteWord,
  type PlainWords,
  tellsUser,
} from './plain-word.ts';
import { isOfReport } from './read-plain-row.ts';

/** What a line of nothing but moments, targets, numbers and words holds. One object, filled anew for each. */
export interface PlainLine {
  /** How many targets there are. */
  count: number;
  /** What each of them asks: of those that are not needed the line before may have left something. */
  requests: LogLine[];
  /** Where what stands before the first target ends; where the line begins, if nothing does. */
  timeTo: number;
  fields: number;
  /** Fields of digits, such as moments. */
  figures: number;
  figure: Figure;
  words: PlainWords;
  before: Before;
  /** Whether it begins with what may be an address in numbers. */
  mayBeAddress: boolean;
  hasTab: boolean;
  /** Whether a scheme, a port, a path or a status is in it; whether one of these but the last is. */
  isTelling: boolean;
  hasAddress: boolean;
  hasTunnel: boolean;
  target: PlainTarget;
}

// As many as `splitLine` keeps; and of names that stand beside a tunnel.
const [mostFields, mostNames, mostNamesBefore, longestTime] = [128, 4, 1, 64];
const [blank, tab, lengthOfStatus, lengthOfError] = [32, 9, 3, 5];
// The longest line that may be one of names of columns, and what each that says where a request went has in it.
const [longestHeader, whereAbouts] = [120, /url|uri|host|domain|target/i];

export function createPlainLine(): PlainLine {
  const counts = {
    count: 0,
    requests: [],
    fields: 0,
    figures: 0,
    figure: { isNumber: false, isAddressLike: false },
    words: createPlainWords(),
  };
  const seen = { mayBeAddress: false, hasTab: false, isTelling: false, hasAddress: false, hasTunnel: false };
  return { ...counts, ...seen, target: createPlainTarget(), before: 'other', timeTo: 0 };
}

/**
 * The quick way over the lines that most logs without columns consist of: `8:31 connect://host:443 403`, `https://host/path`, `host`, also
 * several of them in one, with words such as `GET`, `AM`, `denied` or the name of a user. Answers where the line ends, or -1 where it holds anything
 * else: then it is for the general reader, which finds the same in a line that is plain.
 */
export function findPlainLine(text: string, from: number, found: PlainLine): number {
  begin(found, from);
  let at = from;
  found.target.limit = Math.min(text.length, from + longestLine);
  found.target.lettersFrom = found.target.lettersTo = 0;
  while (!isLineEnd(text, at)) {
    const code = text.charCodeAt(at);
    if (code === blank || code === tab) {
      found.hasTab ||= code === tab;
      at++;
      continue;
    }
    if (++found.fields > mostFields) return -1;
    if (isDigitAt(text, at)) at = walkFigure(text, at, found);
    else at = isLetter(code) ? walkWord(text, at, found) : walkTarget(text, at, found);
    if (at < 0) return -1;
  }
  return found.count > 0 && at - from <= longestLine && isOfLog(text, from, at, found) && areOfLog(text, found) ? at : -1;
}

function begin(found: PlainLine, from: number): void {
  found.count = found.fields = found.figures = found.words.count = found.words.names = 0;
  found.timeTo = from;
  found.isTelling = found.hasAddress = found.hasTunnel = found.mayBeAddress = found.hasTab = found.words.areTelling = false;
  found.before = 'other';
}

/** Walks over a moment, a number, or a target that begins with a digit. */
function walkFigure(text: string, from: number, found: PlainLine): number {
  const { figure, count } = found;
  const end = endOfFigure(text, from, figure);
  if (end === ofRow) return -1;
  if (end < 0) return walkTarget(text, from, found);
  if (figure.isNumber ? !walkNumber(text, from, end, found) : !isDigitAt(text, from + lengthOfStatus) && mayHoldFailure(text, from, end))
    return -1;
  if (found.fields === 1) found.mayBeAddress = figure.isAddressLike;
  if (count === 0) found.timeTo = end;
  // A word may be the name of what it counts.
  else endBehind(found.words, end, count);
  found.before = figure.isNumber && isHttpStatus(readStatus(text, from, end)) ? 'status' : 'other';
  found.figures++;
  return end;
}

/** The first status behind a target is its own; before it one may count something else. */
function walkNumber(text: string, from: number, to: number, found: PlainLine): boolean {
  const status = readStatus(text, from, to);
  if (!isHttpStatus(status))
    return status === 0 || mayBeFailure(status) ? false : to - from !== lengthOfError || !isConnectionError(readDigits(text, from, to));
  const request = found.count > 0 ? found.requests[found.count - 1] : undefined;
  if (request === undefined || (found.before === 'name' && request.status === undefined)) return false;
  request.status ??= status;
  found.isTelling = true;
  return true;
}

/** Walks over a word, a user, or a target that begins with a letter: its first letters are those of any. */
function walkWord(text: string, from: number, found: PlainLine): number {
  const { target, words, count } = found;
  const end = walkName(text, from, target);
  if (isWholeWord(text, end, target)) {
    if (found.fields === 1 && isOfReport(text, from)) return -1;
    return endWord(found, end, noteWord(text, from, end, words, count, found.before));
  }
  if (!tellsUser(text.charCodeAt(end), target.dotAt >= 0)) return placeTarget(found, endOfTarget(text, from, end, target));
  const userEnd = endOfUser(text, from, end);
  return userEnd < 0 ? -1 : endWord(found, userEnd, noteUser(text, from, userEnd, words, count));
}

/** Goes on behind a word, unless it or how many there are make the line one for the general reader. */
function endWord(found: PlainLine, end: number, before: Before | undefined): number {
  // Sentences have more of them, and other targets none beside them.
  const most = found.count === 0 ? mostNamesBefore : found.hasTunnel ? mostNames : 0;
  if (before === undefined || found.words.names > most) return -1;
  found.before = before;
  if (found.count === 0) found.timeTo = end;
  return end;
}

function walkTarget(text: string, from: number, found: PlainLine): number {
  return placeTarget(found, findPlainTarget(text, from, found.target));
}

function placeTarget(found: PlainLine, end: number): number {
  if (end < 0) return -1;
  const { target, requests, count } = found;
  const request = requests[count] ?? createLine(target.letters);
  if (count === requests.length) requests.push(request);
  ask(request, target);
  if (found.before === 'connect') request.isTunnel = true;
  beginBehind(found.words, end, count);
  found.isTelling ||= target.isAddress;
  found.hasAddress ||= target.isAddress;
  found.hasTunnel ||= target.isTunnel;
  found.before = 'other';
  found.count++;
  return end;
}

/** Puts down what a target asks, in place of what the request held: no plain line sets anything else. */
function ask(request: LogLine, target: PlainTarget): void {
  request.text = target.text;
  request.hostFrom = target.hostFrom;
  request.hostTo = target.hostTo;
  request.isEscaped = target.isEscaped;
  request.lettersFrom = target.lettersFrom;
  request.lettersTo = target.lettersTo;
  request.port = target.port;
  request.status = undefined;
  request.isTunnel = target.isTunnel;
  request.isAborted = false;
  request.timeFrom = request.timeTo = 0;
  target.lettersFrom = target.lettersTo;
}

// `::1 host`, `8:31:00 host`: an entry of the file `hosts`, or read as one; `host.name url.path`: names of columns.
function isOfLog(text: string, from: number, to: number, { fields, figures, words, mayBeAddress, isTelling, hasTab }: PlainLine): boolean {
  if (isTelling || fields === 1) return true;
  if (figures > 0) return words.count > 0 || !mayBeAddress;
  return !hasTab && (to - from > longestHeader || !whereAbouts.test(text.slice(from, to)));
}

// Without an address words that tell something may be names of columns; names stand beside tunnels only, as with other targets they are prose.
function areOfLog(text: string, { words, requests, count, hasAddress, hasTunnel, hasTab }: PlainLine): boolean {
  if (!words.areTelling) return true;
  if (!hasAddress || words.names > (hasTunnel ? mostNames : 0) || !hearPlainWords(text, words, requests, count)) return false;
  // Between tabs they may be a field of their own.
  return !(hasTab && words.behind[0]?.saying !== 0 && requests[0]?.status !== undefined);
}

/** Tells the visitor of the requests of a plain line, and answers whether there are any: behind some a word leaves open what came of them. */
export function tellPlainLine(text: string, from: number, { requests, count, words, timeTo }: PlainLine, visitor: LogVisitor): boolean {
  let isRequest = false;
  for (let index = 0; index < count; index++) {
    const request = requests[index];
    const behind = words.behind[index];
    if (request === undefined || behind === undefined) continue;
    if (words.areTelling) apply(behind.saying, request);
    if (index === 0 && timeTo > from) putTime(request, text, from, Math.min(timeTo, from + longestTime));
    if (request.status === undefined && !request.isAborted && behind.hasName) visitor.unclear(request);
    else {
      visitor.request(request);
      isRequest = true;
    }
  }
  return isRequest;
}
