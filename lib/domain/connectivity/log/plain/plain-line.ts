import { clearLine, type LogLine, type LogVisitor, longestLine, putTime } from '../log-line.ts';
import { isDigitAt, isLetter, readStatus } from '../text/numbers.ts';
import { isHttpStatus, mayBeFailure } from '../text/tokens.ts';
import { endOfFigure, endOfSilentWord, type Figure, ofRow } from './plain-field.ts';
import { findPlainTarget, isLineEnd, type PlainTarget } from './plain-target.ts';

/** What a line of nothing but moments, targets, numbers and words that say nothing holds. One object, filled anew for each. */
export interface PlainLine {
  /** How many targets there are. */
  count: number;
  /** Where the hosts stand: in the log, or spelled out. */
  texts: string[];
  hostsFrom: Int32Array;
  hostsTo: Int32Array;
  /** Of ports and statuses 0 stands for none. */
  ports: Int32Array;
  statuses: Int32Array;
  tunnels: Uint8Array;
  /** Where what stands before the first target ends; where the line begins, if nothing does. */
  timeTo: number;
  fields: number;
  /** Fields of digits, such as moments, and words that say nothing. */
  figures: number;
  words: number;
  figure: Figure;
  /** Whether it begins with what may be an address in numbers. */
  mayBeAddress: boolean;
  hasTab: boolean;
  /** Whether a scheme, a port, a path or a status is in it. */
  isTelling: boolean;
  target: PlainTarget;
}

// As many as `splitLine` keeps.
const [mostFields, longestTime] = [128, 64];
const [blank, tab] = [32, 9];
// The longest line that may be one of names of columns, and what each that says where a request went has in it.
const [longestHeader, whereAbouts] = [120, /url|uri|host|domain|target/i];

export function createPlainLine(): PlainLine {
  const numbers = () => new Int32Array(mostFields);
  const [hostsFrom, hostsTo, ports, statuses, tunnels] = [numbers(), numbers(), numbers(), numbers(), new Uint8Array(mostFields)];
  const host = { text: '', hostFrom: 0, hostTo: 0, port: 0, hasScheme: false, isTunnel: false };
  const target = { ...host, isAddress: false, dotAt: 0, before: 0, behind: 0 };
  const counts = { count: 0, fields: 0, figures: 0, words: 0 };
  const seen = { figure: { isNumber: false, isAddressLike: false }, mayBeAddress: false, hasTab: false, isTelling: false };
  return { ...counts, ...seen, texts: [], hostsFrom, hostsTo, ports, statuses, tunnels, timeTo: 0, target };
}

/**
 * The quick way over the lines that most logs without columns consist of: `8:31 connect://host:443 403`, `https://host/path`, `host`, also
 * several of them in one, with words that say nothing such as `GET` or `AM`. Answers where the line ends, or -1 where it holds anything
 * else: then it is for the general reader, which finds the same in a line that is plain.
 */
export function findPlainLine(text: string, from: number, found: PlainLine): number {
  found.count = found.fields = found.figures = found.words = 0;
  found.timeTo = from;
  found.isTelling = found.mayBeAddress = found.hasTab = false;
  let at = from;
  while (!isLineEnd(text, at)) {
    const code = text.charCodeAt(at);
    if (code === blank || code === tab) {
      found.hasTab ||= code === tab;
      at++;
      continue;
    }
    if (++found.fields > mostFields) return -1;
    const end = isDigitAt(text, at) ? walkFigure(text, at, found) : walkTarget(text, at, found);
    at = end < 0 && isLetter(code) ? walkWord(text, at, found) : end;
    if (at < 0) return -1;
  }
  return found.count > 0 && at - from <= longestLine && isOfLog(text, from, at, found) ? at : -1;
}

/** Walks over a moment, a number, or a target that begins with a digit. */
function walkFigure(text: string, from: number, found: PlainLine): number {
  const { figure, count } = found;
  const end = endOfFigure(text, from, figure);
  if (end === ofRow) return -1;
  if (end < 0) return walkTarget(text, from, found);
  if (figure.isNumber && !walkNumber(text, from, end, found)) return -1;
  if (found.fields === 1) found.mayBeAddress = figure.isAddressLike;
  if (count === 0) found.timeTo = end;
  found.figures++;
  return end;
}

/** The first status behind a target is its own; before it one may count something else. */
function walkNumber(text: string, from: number, to: number, found: PlainLine): boolean {
  const { statuses, count } = found;
  const status = readStatus(text, from, to);
  if (!isHttpStatus(status)) return !mayBeFailure(status);
  if (count === 0) return false;
  if (statuses[count - 1] === 0) statuses[count - 1] = status;
  found.isTelling = true;
  return true;
}

function walkWord(text: string, from: number, found: PlainLine): number {
  const end = endOfSilentWord(text, from);
  if (end < 0) return -1;
  if (found.count === 0) found.timeTo = end;
  found.words++;
  return end;
}

function walkTarget(text: string, from: number, found: PlainLine): number {
  const { target, count } = found;
  const end = findPlainTarget(text, from, target);
  if (end < 0) return -1;
  found.texts[count] = target.text;
  found.hostsFrom[count] = target.hostFrom;
  found.hostsTo[count] = target.hostTo;
  found.ports[count] = target.port ?? 0;
  found.tunnels[count] = target.isTunnel ? 1 : 0;
  found.statuses[count] = 0;
  found.isTelling ||= target.isAddress;
  found.count++;
  return end;
}

// `::1 host`, `8:31:00 host`: an entry of the file `hosts`, or read as one; `host.name url.path`: names of columns.
function isOfLog(text: string, from: number, to: number, { fields, figures, words, mayBeAddress, isTelling, hasTab }: PlainLine): boolean {
  if (isTelling || fields === 1) return true;
  if (figures > 0) return words > 0 || !mayBeAddress;
  return !hasTab && (to - from > longestHeader || !whereAbouts.test(text.slice(from, to)));
}

/** Tells the visitor of the requests of a plain line. */
export function tellPlainLine(text: string, from: number, found: PlainLine, line: LogLine, visitor: LogVisitor): void {
  const { count, texts, hostsFrom, hostsTo, ports, statuses, tunnels, timeTo } = found;
  for (let index = 0; index < count; index++) {
    clearLine(line);
    line.text = texts[index] ?? text;
    line.hostFrom = hostsFrom[index] ?? 0;
    line.hostTo = hostsTo[index] ?? 0;
    line.port = ports[index] || undefined;
    line.status = statuses[index] || undefined;
    line.isTunnel = tunnels[index] === 1;
    if (index === 0 && timeTo > from) putTime(line, text, from, Math.min(timeTo, from + longestTime));
    visitor.request(line);
  }
}
