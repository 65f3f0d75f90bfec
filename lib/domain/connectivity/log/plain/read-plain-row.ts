import { readMarkedRow } from '../forms/headless-row.ts';
import { mayBeHeading } from '../forms/page-heading.ts';
import { isForeign, namesPlaces, type Table } from '../forms/table.ts';
import { readTableRow } from '../forms/table-row.ts';
import { isPieceOfRow } from '../forms/torn-row.ts';
import { clearLine, type LineReading, type LogLine } from '../log-line.ts';
import { type Fields, mostFields } from '../text/fields.ts';
import { marks } from '../text/marks.ts';
import { isDigitAt, isLetter } from '../text/numbers.ts';
import type { RequestTarget } from '../text/request-target.ts';
import { kindOfToken } from '../text/tokens.ts';
import { splitPlainRow } from './plain-row.ts';

const [quote, sharp, comma] = [34, 35, 44];
// So the report of the script begins its lines, some of which look like those of a log.
const ofReport = /^(?:direct|proxy) (?:dns|tcp|connect|tls|http)(?: |$)/i;
const [ofDirect, ofProxy, longestBeginning] = [100, 112, 15];

/** Whether a line begins as those of the script's report do. */
export function isOfReport(text: string, from: number): boolean {
  const first = text.charCodeAt(from) | 32;
  return (first === ofDirect || first === ofProxy) && ofReport.test(text.slice(from, from + longestBeginning));
}

/**
 * Reads a plain row of a table, or of one whose header is lost, the quick way. Undefined for any other line: that is for the general reader,
 * which finds the same in a row that is plain.
 */
export function readPlainRow(
  row: Fields,
  from: number,
  { table, line, target }: { table: Table | undefined; line: LogLine; target: RequestTarget },
): LineReading | undefined {
  const { text } = row;
  const isAlone = table === undefined || isForeign(table);
  const delimiter = table === undefined ? comma : table.delimiter;
  if (text.charCodeAt(from) === sharp || (isAlone && delimiter !== comma)) return undefined;
  if (!splitPlainRow(row, from, delimiter, isAlone) || isOfReport(text, from)) return undefined;
  clearLine(line);
  const reading = isAlone ? 'unknown' : readTableRow(table, row, line, target);
  if (reading !== 'unknown') return reading;
  if (delimiter !== comma || !isRowAlone(row)) return undefined;
  if (!isAlone && (hasQuotes(row) || isPieceOfRow(table, row))) return undefined;
  clearLine(line);
  return isForeign(table) ? 'unknown' : readMarkedRow(row, line, target);
}

/** Whether a line of one word, with commas, can be nothing but a row: no list of names, no heading, no target or address with others behind it. */
function isRowAlone({ text, marks: found, count, lineStart, lineEnd }: Fields): boolean {
  let seen = 0;
  for (let at = 0; at < count; at++) seen |= found[at] ?? 0;
  return (
    count > 1 &&
    count < mostFields &&
    (seen & (marks.dot | marks.ofTarget)) !== 0 &&
    (seen & (marks.blank | marks.user)) === 0 &&
    isOfWord(text, lineStart) &&
    isOfWord(text, lineEnd - 1) &&
    kindOfToken(text, lineStart, lineEnd) === 'word' &&
    !mayBeHeading(text, lineStart, lineEnd) &&
    // Names of columns begin with letters.
    (isDigitAt(text, lineStart) || !namesPlaces(text, lineStart, lineEnd))
  );
}

function hasQuotes({ text, starts, count }: Fields): boolean {
  for (let at = 0; at < count; at++) if (text.charCodeAt((starts[at] ?? 0) - 1) === quote) return true;
  return false;
}

function isOfWord(text: string, at: number): boolean {
  return isDigitAt(text, at) || isLetter(text.charCodeAt(at));
}
