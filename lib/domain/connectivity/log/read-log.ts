import { createFields, type Fields, isBlank, signs, splitAt, splitLine } from './fields.ts';
import { readHeadlessRow } from './headless-row.ts';
import { clearLine, type LineReading, type LogLine, type LogVisitor, longestLine } from './log-line.ts';
import { createLooseTokens, type LooseTokens, readLooseLine } from './loose-line.ts';
import { hasMarkup, withoutMarkup } from './markup.ts';
import { isNoRequest } from './no-request.ts';
import { isLetter } from './numbers.ts';
import { headingOf } from './page-heading.ts';
import { createPlainLine, findPlainLine, type PlainLine, tellPlainLine } from './plain-line.ts';
import { isOfReport, readPlainRow } from './read-plain-row.ts';
import type { RequestTarget } from './request-target.ts';
import { createSeenLines, isSeen, noteSeen, placeOf, recorderOf, type SeenLine, tellAgain } from './seen-lines.ts';
import { readSquidCombined } from './squid-combined.ts';
import { readSquidNative } from './squid-native.ts';
import { delimiterOf, isForeign, isPlainHeader, mayBeMarkdown, readDirective, readForeignHeader, readHeader, type Table } from './table.ts';
import { readTableRow } from './table-row.ts';

/** How many lines hold something that a log holds, and how many hold anything else; headings and names of columns are neither. */
export interface LineCounts {
  understood: number;
  notUnderstood: number;
}

interface Reader {
  visitor: LogVisitor;
  fields: Fields;
  scratch: Fields;
  row: Fields;
  line: LogLine;
  target: RequestTarget;
  tokens: LooseTokens;
  plain: PlainLine;
  table: Table | undefined;
  /** How many lines have named columns. */
  headers: number;
  seen: SeenLine[];
  counts: LineCounts;
}

// No form has longer lines, as addresses end at some thousand characters; and no host is shorter.
const shortestLine = 4;
// Nobody pastes more tables into one text.
const mostHeaders = 200;
// A page is cleaned in pieces, as each costs a copy.
const pieceOfPage = 65_536;
const [shortestTold, longestTold] = [5, 2_000];
/**
 * Reads a proxy log in one pass, each line in the form that it shows: Squid's own and the combined format, W3C extended, tables with a
 * header such as feeds of Zscaler, `connect://host:443` and plain addresses. The forms may change from line to line.
 */
export function readLog(text: string, visitor: LogVisitor): LineCounts {
  const counts = { understood: 0, notUnderstood: 0 };
  readLines(createReader(text, visitor, counts), true);
  return counts;
}

function createReader(text: string, visitor: LogVisitor, counts: LineCounts): Reader {
  const line: LogLine = {
    text: '',
    hostFrom: 0,
    hostTo: 0,
    clientText: '',
    clientFrom: 0,
    clientTo: 0,
    port: 0,
    status: 0,
    isTunnel: false,
    isAborted: false,
    durationInMs: 0,
    time: '',
  };
  const plain = createPlainLine();
  const [fields, scratch, row] = [createFields(text), createFields(text), createFields(text)];
  const tokens = createLooseTokens(fields);
  // One target for all: of two that are not made alike every read would cost more.
  return {
    visitor,
    counts,
    line,
    target: plain.target,
    tokens,
    plain,
    table: undefined,
    headers: 0,
    seen: createSeenLines(),
    fields,
    scratch,
    row,
  };
}

function readLines(reader: Reader, mayHaveMarkup: boolean): void {
  const { fields, counts } = reader;
  const { text } = fields;
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at);
    if (isBlank(first)) continue;
    const shortEnd = endOfShortLine(text, at);
    if (shortEnd > at) {
      if (isLetter(first)) counts.notUnderstood++;
      at = shortEnd;
      continue;
    }
    const seen = placeOf(reader.seen, text, at);
    const isAgain = isSeen(seen, text, at, reader.table);
    if (isAgain && seen.reading !== undefined) {
      fields.lineStart = at;
      at = fields.lineEnd = at + seen.length;
      tellAgain(seen, reader.visitor);
      count(reader, seen.reading);
      continue;
    }
    const plainEnd = isAgain ? -1 : readPlain(reader, at);
    if (plainEnd > at) {
      noteSeen(seen, at, plainEnd, reader.table);
      at = plainEnd;
      continue;
    }
    splitLine(fields, at);
    at = fields.lineEnd;
    if (mayHaveMarkup && fields.signs & signs.tag && hasMarkup(text.slice(fields.lineStart, at))) at = readMarkup(reader);
    else if (isAgain) count(reader, readAgain(reader, seen));
    else {
      const { table } = reader;
      count(reader, readLine(reader));
      noteSeen(seen, fields.lineStart, at, table);
    }
  }
}

/** Reads a line or a row that is plain, and answers where it ends; -1 for any other. */
function readPlain(reader: Reader, from: number): number {
  const { table, plain, row, line, target, visitor, counts } = reader;
  const { text } = row;
  const end = table === undefined ? findPlainLine(text, from, plain) : -1;
  if (end >= 0) {
    tellPlainLine(text, from, plain, line, visitor);
    counts.understood++;
    return end;
  }
  const reading = readPlainRow(row, from, { table, line, target });
  if (reading === undefined) return -1;
  if (reading === 'request') visitor.request(line);
  reader.fields.lineStart = from;
  reader.fields.lineEnd = row.lineEnd;
  count(reader, reading);
  return row.lineEnd;
}

function count(reader: Reader, reading: LineReading): void {
  const { counts } = reader;
  if (reading === 'request' || (reading !== 'silent' && readOther(reader))) counts.understood++;
  else if (reading === 'unknown') counts.notUnderstood++;
}

/** Reads a line that has come before, and keeps what it holds unless it is a header: of those there are only so many. */
function readAgain(reader: Reader, seen: SeenLine): LineReading {
  const { visitor, table, headers } = reader;
  reader.visitor = recorderOf(seen, visitor);
  const reading = readLine(reader);
  reader.visitor = visitor;
  if (reader.table === table && reader.headers === headers) seen.reading = reading;
  return reading;
}

/** Where a line ends that is too short to hold a host; -1 for a longer one. Hostile texts are made of them. */
function endOfShortLine(text: string, from: number): number {
  for (let at = from + 1; at < from + shortestLine; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || at >= text.length) return at;
  }
  return -1;
}

function readOther({ visitor, fields: { text, lineStart, lineEnd } }: Reader): boolean {
  const length = lineEnd - lineStart;
  return length >= shortestTold && length <= longestTold && visitor.other(text.slice(lineStart, lineEnd));
}

/** Reads a piece of a page that begins with the present line, and answers where it ends. */
function readMarkup(reader: Reader): number {
  const { text, lineStart, lineEnd } = reader.fields;
  const lastBreak = text.slice(lineEnd, lineEnd + pieceOfPage).lastIndexOf('\n');
  const end = lastBreak < 0 ? lineEnd : lineEnd + lastBreak;
  const inner = createReader(withoutMarkup(text.slice(lineStart, end)), reader.visitor, reader.counts);
  inner.table = reader.table;
  readLines(inner, false);
  reader.table = inner.table;
  return end;
}

function readLine(reader: Reader): LineReading {
  const { fields, line, target, visitor } = reader;
  if (fields.lineEnd - fields.lineStart > longestLine) return 'unknown';
  if (fields.count === 0) return 'silent';
  const first = fields.text.charCodeAt(fields.lineStart);
  if (first === 35) return readSharp(reader);
  clearLine(line);
  if (isOfReport(fields.text, fields.lineStart)) return 'unknown';
  const reading = readFixed(reader);
  if (reading === 'request') {
    visitor.request(line);
    return reading;
  }
  return reading === 'unknown' ? readRest(reader, target) : reading;
}

/** The forms whose fields have a fixed order. */
function readFixed({ table, fields, scratch, line, target, visitor }: Reader): LineReading {
  // A row holds a host, and a host a dot, which may be written as %2E.
  if (table !== undefined && fields.signs & (signs.dot | signs.escape)) {
    const reading = readRow(table, fields, scratch, line, target);
    if (reading === 'unclear') visitor.unclear(line);
    else if (reading !== 'unknown') return reading;
    clearLine(line);
  }
  if ((fields.signs & signs.slash) === 0 || fields.count < 4) return 'unknown';
  const reading = readSquidNative(fields, line, target);
  return reading === 'unknown' ? readSquidCombined(fields, line, target) : reading;
}

function readRow(table: Table, fields: Fields, scratch: Fields, line: LogLine, target: RequestTarget): LineReading {
  if (table.delimiter === undefined) return readTableRow(table, fields, line, target);
  splitAt(fields, table.delimiter, scratch);
  return readTableRow(table, scratch, line, target);
}

// `#Fields:` names the columns, other directives say nothing of requests, and Markdown marks headings with the same sign.
function readSharp(reader: Reader): LineReading {
  const { fields, scratch, visitor } = reader;
  const table = reader.headers < mostHeaders ? readDirective(fields, scratch) : undefined;
  if (table !== undefined) {
    reader.table = table;
    reader.headers++;
    return 'silent';
  }
  const phase = headingOf(fields);
  if (phase !== undefined) visitor.heading(phase);
  return phase === undefined && mayBeMarkdown(fields) ? 'remark' : 'silent';
}

function readRest(reader: Reader, target: RequestTarget): LineReading {
  const { fields, scratch, line, visitor } = reader;
  const phase = headingOf(fields);
  if (phase !== undefined) {
    visitor.heading(phase);
    return 'silent';
  }
  const header = reader.headers < mostHeaders ? readHeader(fields, scratch) : undefined;
  if (header !== undefined) {
    reader.table = header;
    reader.headers++;
  }
  if (header !== undefined || isPlainHeader(fields)) return 'silent';
  reader.table ??= readForeignHeader(fields, scratch);
  if ((fields.signs & (signs.dot | signs.slash | signs.escape)) === 0) return isBlankRow(fields) ? 'silent' : 'unknown';
  if (isNoRequest(fields)) return 'unknown';
  const reading = readLooseLine(reader);
  const delimiter = delimiterOf(fields);
  if (reading !== 'unknown' || delimiter === undefined || isForeign(reader.table)) return reading;
  splitAt(fields, delimiter, scratch);
  clearLine(line);
  const row = readHeadlessRow(scratch, line, target);
  if (row === 'request') visitor.request(line);
  return row;
}

// The line below the header of a Markdown table.
function isBlankRow({ text, lineStart, lineEnd }: Fields): boolean {
  return lineEnd - lineStart < 400 && /^[\s\d|:+=_-]+$/.test(text.slice(lineStart, lineEnd));
}
