import { clearLine, type LineReading, type LogLine, type LogVisitor, putTarget } from '../log-line.ts';
import { endOf, type Fields, isBlank, signs, startOf } from '../text/fields.ts';
import { isConnect } from '../text/numbers.ts';
import { type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { hasNameEnd, isAddress, isLabelOfStatus, kindOfToken, statusInWord, trimToken } from '../text/tokens.ts';
import { isHeaderOfRequest, readAnswer } from './loose-answer.ts';
import { isProperty } from './loose-names.ts';
import { isForeign, type Table } from './table.ts';
import { mayBeTornRow } from './torn-row.ts';

// With the scheme of a tunnel nobody writes prose; a name of a user or of a rule may stand beside it.
const mostWords = 4;
const [comma, colon, semicolon] = [44, 58, 59];
const longestName = 80;
const beforePair = Array.from('{[,-', (sign) => sign.charCodeAt(0));
const quotes = Array.from('"\'', (sign) => sign.charCodeAt(0));

/** What stands in a line without fixed fields. One object, filled anew for each. */
export interface LooseTokens {
  /** Where targets stand, the last one first. */
  places: Int32Array;
  targets: number;
  words: number;
  results: number;
  numbers: number;
  isTunnel: boolean;
  hasScheme: boolean;
}

interface LooseReader {
  fields: Fields;
  scratch: Fields;
  line: LogLine;
  target: RequestTarget;
  tokens: LooseTokens;
  /** Of a line below the header of one, which may be its torn row: there a number behind a host can be half a status. */
  table: Table | undefined;
  visitor: Pick<LogVisitor, 'request' | 'unclear'>;
}

export function createLooseTokens({ starts }: Fields): LooseTokens {
  return { places: new Int32Array(starts.length), targets: 0, words: 0, results: 0, numbers: 0, isTunnel: false, hasScheme: false };
}

/**
 * Reads a line without fixed fields: `1/11/2016 8:31 connect://host:443`, plain addresses and hosts, each with a status or a word of
 * failure beside it or without. Several may stand in one line, where copying has lost the ends of lines. What holds words that belong
 * to no log is prose, and a host that prose mentions was not asked. A failure that does not say which, a number that may be anything, and a
 * word behind a tunnel that is neither known nor a user, are not understood: then the reading is `unclear`, and the visitor told.
 */
export function readLooseLine({ fields, scratch, line, target, tokens, table, visitor }: LooseReader): LineReading {
  findTargets(fields, target, tokens);
  const { places, targets, words, results, numbers, isTunnel, hasScheme } = tokens;
  if (words > (isTunnel ? mostWords : 0)) return words > mostWords ? 'unknown' : leaveOpen({ fields, line, target, tokens, visitor });
  if (targets === 0 && words + results === 0 && numbers < 4) return isAnswer(fields) ? 'remark' : 'silent';
  if (targets === 0) return 'unknown';
  if (isPair(fields) || isHeaderOfRequest(fields, places[0] ?? 0)) {
    leaveOpen({ fields, line, target, tokens, visitor });
    return 'unclear';
  }
  const mayBeTorn = table !== undefined && !isTunnel && (!hasScheme || numbers > 0) && mayBeTornRow(table, { fields, scratch, tokens });
  if (mayBeTorn && isForeign(table)) return 'unknown';
  let reading: LineReading = 'unknown';
  for (let index = targets - 1; index >= 0; index--) {
    const place = places[index] ?? 0;
    const next = index === 0 ? fields.count : (places[index - 1] ?? 0);
    beginLine(line, { fields, target, tokens }, place);
    const isClear = readAnswer(fields, { place, next, isFirst: index === targets - 1, hasNames: words > 0 }, line);
    // `"https://host/ 403"`, `https://host/|403`
    const isOpen = line.status === undefined && (hasBlank(fields, place) || hasAnswerBehind(fields, place));
    if (mayBeTorn || !isClear || isOpen) {
      visitor.unclear(line);
      if (reading === 'unknown') reading = 'unclear';
      continue;
    }
    visitor.request(line);
    reading = 'request';
  }
  return reading;
}

// `"host": "name"`, as programs keep it, also where each pair has a line of its own: its answer stands in another.
function isPair({ text, lineStart, lineEnd }: Fields): boolean {
  let at = lineStart;
  while (at < lineEnd && (isBlank(text.charCodeAt(at)) || beforePair.includes(text.charCodeAt(at)))) at++;
  const quote = text.charCodeAt(at);
  if (!quotes.includes(quote)) return false;
  const end = Math.min(lineEnd, at + longestName);
  do at++;
  while (at < end && text.charCodeAt(at) !== quote);
  do at++;
  while (at < lineEnd && isBlank(text.charCodeAt(at)));
  return text.charCodeAt(at) === colon;
}

/** Begins a line with the target at a place. That of the only one is still there. */
function beginLine(line: LogLine, { fields, target, tokens }: Pick<LooseReader, 'fields' | 'target' | 'tokens'>, place: number): void {
  clearLine(line);
  if (tokens.targets > 1) isTarget(fields, place, target);
  putTarget(line, target);
  line.isTunnel = target.isTunnel || (place > 0 && isConnect(fields.text, startOf(fields, place - 1), endOf(fields, place - 1)));
  line.port = target.port;
}

/** Whether quotes or brackets hold more than the target. */
function hasBlank({ text, starts, ends }: Fields, place: number): boolean {
  const end = ends[place] ?? 0;
  for (let at = starts[place] ?? 0; at < end; at++) if (isBlank(text.charCodeAt(at)) && text.slice(at, end).trim() !== '') return true;
  return false;
}

// Signs that no address has, a number in brackets at its end, and one that is all of its path but for a sign.
const behindAddress = /[|<>\u2192].|[([{]\d{3}[)\]}]$|[^/]\/[^\w\s/]{1,3}[45]\d\d$/;
const mostBehind = 2_000;

/** Whether something that is none of it is written behind an address without a blank. */
function hasAnswerBehind({ text, starts, ends }: Fields, place: number): boolean {
  const [from, to] = [starts[place] ?? 0, ends[place] ?? 0];
  return to - from <= mostBehind && behindAddress.test(text.slice(from, to + 1).trimEnd());
}

/** Names what a line of few words asks that begins as those of logs do: what came of it the words may tell. A sentence has some in front. */
function leaveOpen({ fields, line, target, tokens, visitor }: Omit<LooseReader, 'scratch' | 'table'>): LineReading {
  const { places, targets } = tokens;
  const first = places[targets - 1] ?? 0;
  if (targets === 0 || hasWordBefore(fields, isProperty(fields, first) ? first - 1 : first)) return 'unknown';
  for (let index = targets - 1; index >= 0; index--) {
    beginLine(line, { fields, target, tokens }, places[index] ?? 0);
    visitor.unclear(line);
  }
  return 'unknown';
}

function hasWordBefore(fields: Fields, place: number): boolean {
  const { text } = fields;
  for (let at = 0; at < place; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (kindOfToken(text, from, to) === 'word' && !isAddress(text, from, to) && statusInWord(text, from, to) === undefined) return true;
  }
  return false;
}

// `HTTP/1.1 407 …`, perhaps behind a sign, as tools print it; `ERROR 403: …` behind the time, as wget does.
function isAnswer(fields: Fields): boolean {
  if (fields.count > 3 && fields.text.startsWith('ERROR', startOf(fields, 2))) return true;
  return fields.text.startsWith('HTTP/', startOf(fields, startOf(fields, 0) < endOf(fields, 0) ? 0 : 1));
}

function findTargets(fields: Fields, target: RequestTarget, found: LooseTokens): void {
  const { text } = fields;
  found.targets = found.words = found.results = found.numbers = 0;
  found.isTunnel = found.hasScheme = false;
  // From the end, so that the first is the one that is left in `target`.
  for (let place = fields.count - 1; place >= 0; place--) {
    trimToken(fields, place);
    const [from, to] = [startOf(fields, place), endOf(fields, place)];
    const kind = kindOfToken(text, from, to);
    if (kind === 'number') found.numbers++;
    if (kind !== 'word') continue;
    if (isTarget(fields, place, target)) {
      found.places[found.targets++] = place;
      found.isTunnel ||= target.isTunnel;
      found.hasScheme ||= target.hasScheme;
    } else if (statusInWord(text, from, to) !== undefined || isLabelOfStatus(text, from, to)) found.results++;
    // More than any log has: it is prose, whatever else stands in it.
    else if (!(fields.signs & signs.address && isAddress(text, from, to)) && ++found.words > mostWords) break;
  }
}

/** Whether a token is where a request goes to; an address in numbers, without a scheme, is rather who asked or what answered. */
function isTarget(fields: Fields, place: number, target: RequestTarget): boolean {
  const { text } = fields;
  const [from, end] = [startOf(fields, place), endOf(fields, place)];
  // `host:443: timeout`
  const to = text.charCodeAt(end - 1) === colon ? end - 1 : end;
  if (to - from < 4) return false;
  // Commas and semicolons without blanks part the fields of a row.
  if (fields.signs & (signs.comma | signs.semicolon) && hasSeparator(text, from, to)) return false;
  const { text: of, hostFrom, hostTo, port, hasScheme, isTunnel } = target;
  if (readRequestTarget(text, from, to, target) && (target.hasScheme || (hasNameEnd(target) && !isOfUser(fields, from, to)))) return true;
  // What was found further on is still needed.
  target.text = of;
  target.hostFrom = hostFrom;
  target.hostTo = hostTo;
  target.port = port;
  target.hasScheme = hasScheme;
  target.isTunnel = isTunnel;
  return false;
}

function hasSeparator(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === comma || text.charCodeAt(at) === semicolon) return true;
  return false;
}

// user@example.com
function isOfUser({ text, signs: seen }: Fields, from: number, to: number): boolean {
  return (seen & signs.address) !== 0 && text.slice(from, to).includes('@');
}
