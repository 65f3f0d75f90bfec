import { type LineCounts, type LineReading, type LogVisitor, tellReading } from './log-line.ts';
import { findPlainLine, tellPlainLine } from './plain/plain-line.ts';
import { readPlainRow } from './plain/read-plain-row.ts';
import { createReader, type Reader, readLine } from './read-line.ts';
import { isSeen, noteSeen, placeOf, recorderOf, type SeenLine, tellAgain } from './seen-lines.ts';
import { isBlank, signs, splitLine } from './text/fields.ts';
import { hasMarkup, outerLinesOf, withoutMarkup } from './text/markup.ts';
import { isLetter } from './text/numbers.ts';
import { createUnreadRuns, type UnreadRuns } from './unread-runs.ts';

// No form has longer lines, as addresses end at some thousand characters; and no host is shorter.
const shortestLine = 4;
// A page is cleaned in pieces, as each costs a copy.
const pieceOfPage = 65_536;
const [shortestTold, longestTold] = [5, 2_000];

/**
 * Reads a proxy log in one pass, each line in the form that it shows: Squid's own and the combined format, W3C extended, tables with a
 * header such as feeds of Zscaler, `connect://host:443` and plain addresses. The forms may change from line to line.
 *
 * @param unread Is told where the lines stand that were not understood, but for those that are too short to name anybody.
 */
export function readLog(text: string, visitor: LogVisitor, unread: UnreadRuns = createUnreadRuns()): LineCounts {
  const counts = { understood: 0, notUnderstood: 0 };
  readLines(createReader(text, visitor, { counts, unread }), true);
  return counts;
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
    reader.visitor.line(at);
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
  const { table, plain, row, line, visitor, counts } = reader;
  const { text } = row;
  const end = table === undefined ? findPlainLine(text, from, plain) : -1;
  if (end >= 0) {
    if (tellPlainLine(text, from, plain, visitor)) counts.understood++;
    else {
      reader.fields.lineStart = from;
      reader.fields.lineEnd = end;
      count(reader, 'unknown');
    }
    return end;
  }
  // Without a header a row is one word, begins with a quote, or with a date.
  if (table === undefined && plain.fields > 1 + Math.min(plain.figures, 1)) return -1;
  const reading = readPlainRow(reader, from);
  if (reading === undefined) return -1;
  reader.fields.lineStart = from;
  reader.fields.lineEnd = row.lineEnd;
  count(reader, tellReading(reading, line, visitor));
  return row.lineEnd;
}

function count(reader: Reader, reading: LineReading): void {
  const { counts, unread, fields } = reader;
  if (reading === 'request' || (reading !== 'silent' && readOther(reader))) counts.understood++;
  else if (reading === 'unknown') {
    unread.note(fields.lineStart, fields.lineEnd, counts.understood);
    counts.notUnderstood++;
  }
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
    // One look at most letters; behind the end of the text there is no number.
    if (code > 13) continue;
    if (code === 10 || code === 13 || at >= text.length) return at;
  }
  return -1;
}

function readOther({ visitor, fields: { text, lineStart, lineEnd } }: Reader): boolean {
  const length = lineEnd - lineStart;
  return length >= shortestTold && length <= longestTold && visitor.other(text, lineStart, lineEnd);
}

/** Reads a piece of a page that begins with the present line, and answers where it ends. */
function readMarkup(reader: Reader): number {
  const { text, lineStart, lineEnd } = reader.fields;
  const { understood, notUnderstood } = reader.counts;
  const lastBreak = text.slice(lineEnd, lineEnd + pieceOfPage).lastIndexOf('\n');
  const end = lastBreak < 0 ? lineEnd : lineEnd + lastBreak;
  const piece = text.slice(lineStart, end);
  const plain = withoutMarkup(piece);
  const outerLineOf = outerLinesOf(plain, piece);
  const visitor = { ...reader.visitor, line: (from: number) => reader.visitor.line(lineStart + outerLineOf(from)) };
  const inner = createReader(plain, visitor, { counts: reader.counts, unread: createUnreadRuns() });
  inner.table = reader.table;
  readLines(inner, false);
  reader.table = inner.table;
  // Its lines are not those of the page.
  if (reader.counts.notUnderstood > notUnderstood) reader.unread.note(lineStart, end, understood);
  return end;
}
