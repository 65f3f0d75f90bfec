import type { Table } from './forms/table.ts';
import { endOf, type Fields, signs, startOf } from './text/fields.ts';
import { isDigitAt } from './text/numbers.ts';

const [blank, sharp, colon, less, greater, capitalT] = [32, 35, 58, 60, 62, 84];
// `<134>`, `2016-01-11T`
const [longestPriority, lengthOfDate] = [5, 10];
const months = new Set('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));
const lengthOfMonth = 3;
const fewestOfHead = 2;
const directive = 'fields:';

/**
 * Whether a line begins as a relay of syslog begins what it passes on: `<134>Nov 30 12:00:00 proxy1 `, `<134>1 2016-01-11T08:31:00Z proxy1 `,
 * with or without its priority. https://www.rfc-editor.org/rfc/rfc3164#section-4.1 · https://www.rfc-editor.org/rfc/rfc5424#section-6
 */
function hasSyslogHead(fields: Fields): boolean {
  const { text, count, lineStart } = fields;
  if (count <= fewestOfHead) return false;
  const from = behindPriority(text, lineStart, endOf(fields, 0));
  const isOfVersion = from > lineStart && endOf(fields, 0) === from + 1 && isDigitAt(text, from);
  if (isOfVersion) return isStamp(text, startOf(fields, 1));
  return isStamp(text, from) || (isMonth(text, from) && hasClock(text, startOf(fields, 2)));
}

function behindPriority(text: string, from: number, to: number): number {
  if (text.charCodeAt(from) !== less) return from;
  let at = from + 1;
  while (at < from + longestPriority && isDigitAt(text, at)) at++;
  return at < to && text.charCodeAt(at) === greater ? at + 1 : from;
}

function isMonth(text: string, from: number): boolean {
  return text.charCodeAt(from + lengthOfMonth) === blank && months.has(text.slice(from, from + lengthOfMonth));
}

// 2016-01-11T08:31:00Z
function isStamp(text: string, from: number): boolean {
  return isDigitAt(text, from) && text.charCodeAt(from + lengthOfDate) === capitalT && hasClock(text, from + lengthOfDate + 1);
}

function hasClock(text: string, from: number): boolean {
  return isDigitAt(text, from) && text.charCodeAt(from + 2) === colon;
}

/** The field behind such a head that is `#Fields:`, before the names of columns; -1 for any other line. */
export function directiveAt(fields: Fields): number {
  if ((fields.signs & signs.slash) !== 0 || !hasSyslogHead(fields)) return -1;
  const { text, count } = fields;
  for (let at = fewestOfHead; at < count - 1; at++) {
    const from = startOf(fields, at);
    if (text.charCodeAt(from) === sharp && text.slice(from + 1, endOf(fields, at)).toLowerCase() === directive) return at;
  }
  return -1;
}

/**
 * Splits off the row behind such a head, in a table whose columns blanks part: it is as many fields at the end of the line as there are
 * columns, with its moment where that belongs. False for any other line.
 */
export function splitRelayedRow({ width, places: { date, time } }: Table, fields: Fields, into: Fields): boolean {
  const first = fields.count - width;
  if (first < fewestOfHead || !hasSyslogHead(fields)) return false;
  const { text } = fields;
  const [dateFrom, timeFrom] = [startOf(fields, first + date), startOf(fields, first + time)];
  const hasDate = date < 0 || (isDigitAt(text, dateFrom) && !hasClock(text, dateFrom));
  if ((date < 0 && time < 0) || !hasDate || (time >= 0 && !hasClock(text, timeFrom))) return false;
  into.count = width;
  into.lineStart = startOf(fields, first);
  into.lineEnd = fields.lineEnd;
  into.signs = fields.signs;
  for (let at = 0; at < width; at++) {
    into.starts[at] = startOf(fields, first + at);
    into.ends[at] = endOf(fields, first + at);
    into.marks[at] = fields.marks[first + at] ?? 0;
  }
  return true;
}
