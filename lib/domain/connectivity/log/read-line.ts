import { readHeadlessRow } from './forms/headless-row.ts';
import { createLooseTokens, type LooseTokens, readLooseLine } from './forms/loose-line.ts';
import { isNoRequest } from './forms/no-request.ts';
import { headingOf } from './forms/page-heading.ts';
import { readSquidCombined } from './forms/squid-combined.ts';
import { readSquidNative } from './forms/squid-native.ts';
import {
  delimiterOf,
  isForeign,
  isPlainHeader,
  mayBeMarkdown,
  readDirective,
  readForeignHeader,
  readHeader,
  type Table,
} from './forms/table.ts';
import { readTableRow } from './forms/table-row.ts';
import { isPieceOfRow } from './forms/torn-row.ts';
import { fewestOfTwoRows, tellJoinedRows } from './joined-rows.ts';
import {
  clearLine,
  createLine,
  type LineCounts,
  type LineReading,
  type LogLine,
  type LogVisitor,
  longestLine,
  tellReading,
} from './log-line.ts';
import { createPlainLine, type PlainLine } from './plain/plain-line.ts';
import { isOfReport } from './plain/read-plain-row.ts';
import { directiveAt, splitRelayedRow } from './relayed-rows.ts';
import { createSeenLines, type SeenLine } from './seen-lines.ts';
import { createFields, type Fields, signs, splitAt } from './text/fields.ts';
import type { RequestTarget } from './text/request-target.ts';
import type { UnreadRuns } from './unread-runs.ts';

/** What is read, into what, and what was learnt of the lines before. */
export interface Reader {
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
  unread: UnreadRuns;
}

// Fewer are rather words that stand beside a target.
const [fewestOfRow, tab] = [5, 9];
// Nobody pastes more tables into one text.
const mostHeaders = 200;

export function createReader(text: string, visitor: LogVisitor, { counts, unread }: Pick<Reader, 'counts' | 'unread'>): Reader {
  const plain = createPlainLine();
  const line = createLine(plain.target.letters);
  const [fields, scratch, row] = [createFields(text), createFields(text), createFields(text)];
  const tokens = createLooseTokens(fields);
  // One target for all: of two that are not made alike every read would cost more.
  return {
    visitor,
    counts,
    unread,
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

/** Reads the present line, in whichever form it is, and tells what it holds. */
export function readLine(reader: Reader): LineReading {
  const { fields, line, target, visitor } = reader;
  if (fields.lineEnd - fields.lineStart > longestLine) return 'unknown';
  if (fields.count === 0) return 'silent';
  const first = fields.text.charCodeAt(fields.lineStart);
  if (first === 35) return readSharp(reader);
  clearLine(line);
  if (isOfReport(fields.text, fields.lineStart)) return 'unknown';
  const reading = readFixed(reader);
  if (reading === 'unknown') return readRest(reader, target);
  const told = tellReading(reading, line, visitor);
  if (fields.count >= fewestOfTwoRows && reader.table === undefined) tellJoinedRows(reader);
  return told;
}

/** The forms whose fields have a fixed order. */
function readFixed({ table, fields, scratch, line, target }: Reader): LineReading {
  // A row holds a host, and a host a dot, which may be written as %2E.
  if (table !== undefined && fields.signs & (signs.dot | signs.escape)) {
    const reading = readRow(table, fields, scratch, line, target);
    if (reading !== 'unknown') return reading;
    clearLine(line);
  }
  if ((fields.signs & signs.slash) === 0 || fields.count < 4) return 'unknown';
  const reading = readSquidNative(fields, line, target);
  return reading === 'unknown' ? readSquidCombined(fields, line, target) : reading;
}

function readRow(table: Table, fields: Fields, scratch: Fields, line: LogLine, target: RequestTarget): LineReading {
  if (table.delimiter === undefined) return readRowOfBlanks(table, fields, scratch, line, target);
  splitAt(fields, table.delimiter, scratch);
  return readTableRow(table, scratch, line, target);
}

// Blanks part the head of syslog from the row too.
function readRowOfBlanks(table: Table, fields: Fields, scratch: Fields, line: LogLine, target: RequestTarget): LineReading {
  const reading = readTableRow(table, fields, line, target);
  if (reading !== 'unknown' || !splitRelayedRow(table, fields, scratch)) return reading;
  clearLine(line);
  return readTableRow(table, scratch, line, target);
}

/** Whether the line is one of `#Fields:` with the names of columns, which begin a table. */
function beginsTable(reader: Reader, at: number): boolean {
  const table = at >= 0 && reader.headers < mostHeaders ? readDirective(reader.fields, reader.scratch, at) : undefined;
  if (table === undefined) return false;
  reader.table = table;
  reader.headers++;
  return true;
}

// `#Fields:` names the columns, other directives say nothing of requests, and Markdown marks headings with the same sign.
function readSharp(reader: Reader): LineReading {
  const { fields, visitor } = reader;
  if (beginsTable(reader, 0)) return 'silent';
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
  if (header !== undefined || isPlainHeader(fields) || beginsTable(reader, directiveAt(fields))) return 'silent';
  noteForeignHeader(reader);
  if ((fields.signs & (signs.dot | signs.slash | signs.escape)) === 0) return isBlankRow(fields) ? 'silent' : 'unknown';
  if (isNoRequest(fields)) return 'unknown';
  const failed = fields.signs & signs.tab ? readFailedRow(reader) : 'unknown';
  if (failed !== 'unknown') return tellReading(failed, line, visitor);
  const loose = readLooseLine(reader);
  // Whoever was told of it knows.
  const reading = loose === 'unclear' ? 'unknown' : loose;
  const delimiter = delimiterOf(fields);
  if (reading !== 'unknown' || delimiter === undefined || isForeign(reader.table)) return reading;
  splitAt(fields, delimiter, scratch);
  if (reader.table?.delimiter === delimiter && isPieceOfRow(reader.table, scratch)) return reading;
  clearLine(line);
  const row = readHeadlessRow(scratch, line, target);
  // As a row it may say more, but for a row without an answer.
  const isOpen = loose === 'unclear' && line.status === undefined && !line.isAborted;
  return isOpen ? 'unknown' : tellReading(row, line, visitor);
}

/**
 * Reads a row whose fields tabs part, where one of them tells a failure: between them a field is told from its neighbours, as in a line of
 * words it is not. Of any other row the reader of lines of words knows more.
 */
function readFailedRow({ fields, scratch, line, target, table }: Reader): LineReading {
  if (fields.count < fewestOfRow || isForeign(table)) return 'unknown';
  splitAt(fields, tab, scratch);
  if (scratch.count < fewestOfRow || (table !== undefined && isPieceOfRow(table, scratch))) return 'unknown';
  const reading = readHeadlessRow(scratch, line, target);
  const hasFailed =
    reading === 'unclear' ||
    (reading === 'request' && (line.isAborted || line.isDenied || typeof line.status === 'string' || (line.status ?? 0) >= 400));
  if (!hasFailed) clearLine(line);
  return hasFailed ? reading : 'unknown';
}

function noteForeignHeader(reader: Reader): void {
  const table = reader.headers < mostHeaders ? readForeignHeader(reader.fields, reader.scratch) : undefined;
  if (table === undefined) return;
  reader.table = table;
  reader.headers++;
}

// The line below the header of a Markdown table.
function isBlankRow({ text, lineStart, lineEnd }: Fields): boolean {
  return lineEnd - lineStart < 400 && /^[\s\d|:+=_-]+$/.test(text.slice(lineStart, lineEnd));
}
