import { readMarkedRow } from '../forms/headless-row.ts';
import { headingBetween } from '../forms/page-heading.ts';
import { isForeign, namesPlaces, type Table } from '../forms/table.ts';
import { readTableRow } from '../forms/table-row.ts';
import { isPieceOfRow } from '../forms/torn-row.ts';
import { clearLine, type LineReading, type LogLine } from '../log-line.ts';
import { type Fields, mostFields } from '../text/fields.ts';
import { allMarks, marks } from '../text/marks.ts';
import { isDigitAt, isLetter } from '../text/numbers.ts';
import type { RequestTarget } from '../text/request-target.ts';
import { hasLetter, kindOfToken } from '../text/tokens.ts';
import { isQuoted, splitPlainRow } from './plain-row.ts';

const [sharp, comma] = [35, 44];
const [fewestOfWords, fewestKnown] = [3, 2];
// So the report of the script begins its lines, some of which look like those of a log.
const ofReport = /^(?:direct|proxy) (?:dns|tcp|connect|tls|http)(?: |$)/i;
const [ofDirect, ofProxy, longestBeginning] = [100, 112, 15];

/** What a row is read into, and what is known of its columns. */
interface RowReader {
  row: Fields;
  table: Table | undefined;
  line: LogLine;
  target: RequestTarget;
}

/** Whether a line begins as those of the script's report do. */
export function isOfReport(text: string, from: number): boolean {
  const first = text.charCodeAt(from) | 32;
  return (first === ofDirect || first === ofProxy) && ofReport.test(text.slice(from, from + longestBeginning));
}

/**
 * Reads a plain row of a table, or of one whose header is lost, the quick way. Undefined for any other line: that is for the general reader,
 * which finds the same in a row that is plain.
 */
export function readPlainRow({ row, table, line, target }: RowReader, from: number): LineReading | undefined {
  const { text } = row;
  const isKnown = table !== undefined && !isForeign(table);
  const delimiter = table === undefined ? comma : table.delimiter;
  if (text.charCodeAt(from) === sharp || !(isKnown || delimiter === comma)) return undefined;
  if (!splitPlainRow(row, from, delimiter) || isOfReport(text, from)) return undefined;
  clearLine(line);
  const reading = isKnown ? readTableRow(table, row, line, target) : 'unknown';
  if (reading !== 'unknown') return reading;
  if (delimiter !== comma || !isRowAlone(row)) return undefined;
  if (table !== undefined && (isForeign(table) || isPieceOfRow(table, row))) return 'unknown';
  clearLine(line);
  return readMarkedRow(row, line, target);
}

/** Whether a line with commas can be nothing but a row: no list of names, no heading, no target or address with others behind it. */
function isRowAlone(row: Fields): boolean {
  const { text, count, lineStart, lineEnd } = row;
  const seen = marksOf(row);
  if (count < 2 || count === mostFields || (seen & (marks.dot | marks.ofTarget)) === 0) return false;
  const first = isQuoted(row, 0) ? lineStart + 1 : lineStart;
  const end = isQuoted(row, count - 1) ? lineEnd - 1 : lineEnd;
  const wordAt = seen & marks.blank ? startOfWord(row) : first;
  return (
    wordAt >= 0 &&
    isOfWord(text, first) &&
    isOfWord(text, wordAt) &&
    isOfWord(text, end - 1) &&
    isWordBetween(row, wordAt, end) &&
    headingBetween(text, first, end) === undefined &&
    (!mayNameColumns(row, first) || !namesPlaces(text, lineStart, lineEnd))
  );
}

// What of other kinds than a word has letters, has one comma at most, as `12,5ms` has.
function isWordBetween({ text, count }: Fields, from: number, to: number): boolean {
  return count >= fewestOfWords ? hasLetter(text, from, to) : kindOfToken(text, from, to) === 'word';
}

// Names begin with letters; those that are known have no digits, and of these a header has two at least.
function mayNameColumns({ text, marks: found, count }: Fields, first: number): boolean {
  if (isDigitAt(text, first)) return false;
  let names = 0;
  for (let at = 0; at < count && names < fewestKnown; at++) if (mayBeKnown(found[at] ?? 0)) names++;
  return names >= fewestKnown;
}

// Letters beyond ASCII are passed over.
function mayBeKnown(has: number): boolean {
  return has === allMarks || (has & marks.digit) === 0;
}

/** What stands in any of the fields. */
function marksOf({ marks: found, count }: Fields): number {
  let seen = 0;
  for (let at = 0; at < count; at++) seen |= found[at] ?? 0;
  return seen;
}

/**
 * Where the one word begins that the row is to whoever parts a line at its blanks: behind a date or another figure, if one stands in front.
 * -1 where it is more than that.
 */
function startOfWord(row: Fields): number {
  const { text, starts, ends, count } = row;
  for (let at = 1; at < count; at++) if (hasBlank(row, at)) return -1;
  const [from, to] = [starts[0] ?? 0, ends[0] ?? 0];
  if (!hasBlank(row, 0)) return from;
  const blankAt = text.indexOf(' ', from);
  return text.lastIndexOf(' ', to) === blankAt && kindOfToken(text, from, blankAt) !== 'word' ? blankAt + 1 : -1;
}

/** Whether there are blanks in or around a field that no quotes keep together. */
function hasBlank(row: Fields, at: number): boolean {
  return ((row.marks[at] ?? 0) & marks.blank) !== 0 && !isQuoted(row, at);
}

function isOfWord(text: string, at: number): boolean {
  return isDigitAt(text, at) || isLetter(text.charCodeAt(at));
}
