import { clearLine, type LogLine, type LogVisitor, longestLine, putTime } from '../log-line.ts';
import { isDigitAt, readStatus } from '../text/numbers.ts';
import { isHttpStatus } from '../text/tokens.ts';
import { findPlainTarget, isFieldEnd, isLineEnd, type PlainTarget } from './plain-target.ts';

/** What a line of nothing but moments, targets and statuses holds. One object, filled anew for each. */
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
  moments: number;
  /** Whether the first moment has the signs of an address and no others. */
  isAddressLike: boolean;
  /** Whether a scheme, a port, a path or a status is in it. */
  isTelling: boolean;
  target: PlainTarget;
}

// As many as `splitLine` keeps.
const [mostFields, longestTime] = [128, 64];
const [blank, ofRow] = [32, -2];
// What a character is in a moment. What ends a field comes last but for what parts rows, which no target has either; what only a target may
// have is none of these.
const [digit, sign, colon, fieldEnd, parting] = [1, 2, 3, 4, 5];
const kinds = new Uint8Array(65_536);
for (const [kind, chars] of [
  [digit, '0123456789'],
  [sign, '/-TZ'],
  [colon, ':'],
  [fieldEnd, ' \n\r'],
  [parting, ',;|\t'],
] as const)
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;
// The longest line that may be one of names of columns, and what each that says where a request went has in it.
const [longestHeader, whereAbouts] = [120, /url|uri|host|domain|target/i];

export function createPlainLine(): PlainLine {
  const numbers = () => new Int32Array(mostFields);
  const [hostsFrom, hostsTo, ports, statuses, tunnels] = [numbers(), numbers(), numbers(), numbers(), new Uint8Array(mostFields)];
  const host = { text: '', hostFrom: 0, hostTo: 0, port: 0, hasScheme: false, isTunnel: false };
  const target = { ...host, isAddress: false, dotAt: 0, before: 0, behind: 0 };
  return {
    count: 0,
    texts: [],
    hostsFrom,
    hostsTo,
    ports,
    statuses,
    tunnels,
    timeTo: 0,
    moments: 0,
    isAddressLike: false,
    isTelling: false,
    target,
  };
}

/**
 * The quick way over the lines that most logs without columns consist of: `8:31 connect://host:443 403`, `https://host/path`, `host`, also
 * several of them in one. Answers where the line ends, or -1 where it holds anything else: then it is for the general reader, which finds
 * the same in a line that is plain.
 */
export function findPlainLine(text: string, from: number, found: PlainLine): number {
  found.count = found.moments = 0;
  found.timeTo = from;
  found.isTelling = false;
  let [at, fields, isBehindTarget] = [from, 0, false];
  while (!isLineEnd(text, at)) {
    if (text.charCodeAt(at) === blank) {
      at++;
      continue;
    }
    if (++fields > mostFields) return -1;
    const targets = found.count;
    at = isDigitAt(text, at) ? walkNumber(text, at, isBehindTarget, found) : walkTarget(text, at, found);
    if (at < 0) return -1;
    isBehindTarget = found.count > targets;
  }
  return found.count > 0 && at - from <= longestLine && isOfLog(text, from, at, found) ? at : -1;
}

/** Walks over a moment, a status behind a target, or a target that begins with a digit. */
function walkNumber(text: string, from: number, isBehindTarget: boolean, found: PlainLine): number {
  const momentEnd = endOfMoment(text, from, found);
  if (momentEnd === ofRow) return -1;
  if (momentEnd > from) {
    found.moments++;
    if (found.count === 0) found.timeTo = momentEnd;
    return momentEnd;
  }
  if (!isBehindTarget || !isFieldEnd(text, from + 3)) return walkTarget(text, from, found);
  const status = readStatus(text, from, from + 3);
  if (!isHttpStatus(status)) return walkTarget(text, from, found);
  found.statuses[found.count - 1] = status;
  found.isTelling = true;
  return from + 3;
}

/** Where a field of digits and signs of time ends; -1 for any other, and for a number; `ofRow` where it can be no field of a plain line. */
function endOfMoment(text: string, from: number, found: PlainLine): number {
  let [at, signs, colons, last] = [from, 0, 0, 0];
  for (; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? 0;
    if (kind >= fieldEnd) {
      if (kind === parting) return ofRow;
      break;
    }
    if (kind === 0) return -1;
    if (kind === colon) colons++;
    else if (kind === sign) signs++;
    last = kind;
  }
  if (found.moments === 0) found.isAddressLike = colons > 1 && signs === 0;
  // `403:`
  return signs + colons === 0 || last === colon ? -1 : at;
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
function isOfLog(text: string, from: number, to: number, { count, moments, timeTo, isAddressLike, isTelling }: PlainLine): boolean {
  if (isTelling || count + moments === 1) return true;
  if (moments === 0) return to - from > longestHeader || !whereAbouts.test(text.slice(from, to));
  return timeTo === from || !isAddressLike;
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
