import { isPort } from '../../match/port.ts';
import { hasWord } from '../columns/has-word.ts';
import { hearColumns } from '../columns/hear-columns.ts';
import { statusInWords } from '../columns/status-in-words.ts';
import { tellsAnswer } from '../columns/told-columns.ts';
import { type LineReading, type LogLine, putClient, putTarget, putTime } from '../log-line.ts';
import { endOf, type Fields, fieldOf, startOf } from '../text/fields.ts';
import { isOfName, marks } from '../text/marks.ts';
import { isConnect, readDigits } from '../text/numbers.ts';
import { putName, type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { windowsErrors } from '../text/windows-errors.ts';
import { refine, saysSuccess } from '../text/words.ts';
import type { Places, Table } from './table.ts';

const [blank, dot, zero] = [32, 46, 48];
const longestWords = 120;

/** Reads a row of a table whose columns the log has named. A row that is cut off, or holds something else in their place, is unknown. */
export function readTableRow(table: Table, fields: Fields, line: LogLine, target: RequestTarget): LineReading {
  if (fields.count < table.needed || fields.count > table.width + 1) return 'unknown';
  const { places } = table;
  if (!readWhere(places, fields, target) || (!table.saysAnswer && holdsMore(table, fields))) return 'unknown';
  putTarget(line, target);
  readClient(places, fields, line);
  line.isTunnel = target.isTunnel || isConnectAt(places.method, fields);
  line.port = target.port ?? portOf(places.scheme, fields, line.isTunnel);
  readTime(places, fields, line);
  // What closes a connection has numbers too that say nothing of the host; half a status is none.
  if (!readAnswer(table, fields, line)) return 'unclear';
  readDuration(places, fields, line);
  return hearColumns(table.told, fields, line) ? 'request' : 'unclear';
}

// Where no column is that of an answer, one may stand behind the last or beside the address, as in a log whose columns are others.
function holdsMore({ places: { host, url, port }, width }: Table, fields: Fields): boolean {
  if (fields.count > width && fieldOf(fields, width) !== '') return true;
  return isWithMore(host, fields, port >= 0) || isWithMore(url, fields, port >= 0);
}

function isWithMore(place: number, fields: Fields, hasPort: boolean): boolean {
  if (place < 0 || place >= fields.count) return false;
  if (((fields.marks[place] ?? 0) & (hasPort ? marks.blank | marks.colon : marks.blank)) === 0) return false;
  const field = fieldOf(fields, place);
  return /\s/.test(field) || (hasPort && field.includes(':'));
}

function isConnectAt(place: number, fields: Fields): boolean {
  return place >= 0 && place < fields.count && isConnect(fields.text, startOf(fields, place), endOf(fields, place));
}

function readWhere(places: Places, fields: Fields, target: RequestTarget): boolean {
  const { host, otherHost, url, port } = places;
  if (!readAt(host, fields, target) && !readAt(url, fields, target) && !readAt(otherHost, fields, target)) return false;
  if (port >= 0 && target.port === undefined) {
    const number = readDigits(fields.text, startOf(fields, port), endOf(fields, port));
    if (isPort(number)) target.port = number;
  }
  return true;
}

// Of a whole site the address to the outside is one; where a feed has the one within too, that tells them apart.
function readClient({ client, innerClient }: Places, fields: Fields, line: LogLine): void {
  const place = innerClient < 0 ? client : innerClient;
  if (hasWord(place, fields)) putClient(line, fields.text, startOf(fields, place), endOf(fields, place));
}

function readAt(place: number, fields: Fields, target: RequestTarget): boolean {
  if (place < 0 || place >= fields.count) return false;
  const [from, to, has] = [startOf(fields, place), endOf(fields, place), fields.marks[place] ?? 0];
  if ((has & (marks.dot | marks.ofTarget)) === 0) return false;
  if (!isOfName(has) || fields.text.charCodeAt(from) === dot) return readRequestTarget(fields.text, from, to, target);
  putName(target, fields.text, from, to);
  return true;
}

function portOf(place: number, fields: Fields, isTunnel: boolean): number | undefined {
  if (isTunnel) return 443;
  if (!hasWord(place, fields)) return undefined;
  const scheme = fieldOf(fields, place);
  if (/^(?:https|ssl|tls|tcp|tunnel)/i.test(scheme)) return 443;
  return /^http/i.test(scheme) ? 80 : undefined;
}

function readAnswer(table: Table, fields: Fields, line: LogLine): boolean {
  const { status: place } = table.places;
  if (!hasWord(place, fields)) return true;
  const { text } = fields;
  const from = startOf(fields, place);
  const end = endOf(fields, place);
  // `403 Forbidden` in one field.
  let to = from;
  while (to < end && text.charCodeAt(to) !== blank) to++;
  if (to === from) return true;
  const number = readDigits(text, from, to);
  if (number === 0 || (number < 0 && text.charCodeAt(from) === zero && /^0+$/.test(text.slice(from, to)))) {
    return readNone(to - from, saysMore(table, fields), line);
  }
  if (number < 0)
    return readWords(text, from, end, line) || (isParted(table, fields) && readWords(text, from, endOf(fields, place + 1), line));
  line.status = number >= 100 && number < 600 ? number : windowsErrors[number];
  return line.status !== undefined;
}

// Where blanks part the columns they part the words in the last one too: `timed out`.
function isParted({ delimiter, width, places: { status } }: Table, { count }: Fields): boolean {
  return delimiter === undefined && status === width - 1 && count > width;
}

/** `000` of Squid is no answer; of Windows 0 is a success, which an action beside it bears out, and of others it is none. */
function readNone(digits: number, hasMore: boolean, line: LogLine): boolean {
  if (digits === 3) line.status = 0;
  return digits === 3 || hasMore;
}

function saysMore({ told }: Table, fields: Fields): boolean {
  return told.some((column) => tellsAnswer(column) && hasWord(column.place, fields));
}

/** Reads `HTTP 407`, or words that say what came of a request, as feeds of Zscaler have in the place of a number. */
function readWords(text: string, from: number, to: number, line: LogLine): boolean {
  const told = to - from > longestWords ? 'unclear' : statusInWords(text.slice(from, to));
  if (typeof told === 'number') line.status = told;
  else if (told === undefined) refine(line, text, from, to);
  return line.status !== undefined || line.isAborted || saysSuccess(text, from, to);
}

// The standard counts seconds with a point, everybody who writes whole numbers counts milliseconds.
function readDuration({ milliseconds, seconds }: Places, fields: Fields, line: LogLine): void {
  const found = decimalAt(milliseconds, fields);
  if (found !== undefined) line.durationInMs = isWhole(milliseconds, fields) ? found : found * 1_000;
  else {
    const inSeconds = decimalAt(seconds, fields);
    if (inSeconds !== undefined) line.durationInMs = inSeconds * 1_000;
  }
}

const [longestDigits, longestDecimal] = [9, 19];

/** `0.123` or `123`; undefined for anything else. */
function decimalAt(place: number, fields: Fields): number | undefined {
  if (place < 0 || place >= fields.count) return undefined;
  const { text } = fields;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  if (to - from <= longestDigits) {
    const number = readDigits(text, from, to);
    if (number >= 0) return number;
  }
  if (to - from > longestDecimal || to - from < 3) return undefined;
  const word = text.slice(from, to);
  return /^\d{1,9}\.\d{1,9}$/.test(word) ? Number(word) : undefined;
}

function isWhole(place: number, fields: Fields): boolean {
  return place >= 0 && readDigits(fields.text, startOf(fields, place), endOf(fields, place)) >= 0;
}

// Wherever the two columns stand; some write both into the one of the date.
function readTime({ date, time }: Places, fields: Fields, line: LogLine): void {
  const { text, count } = fields;
  const [hasDate, hasTime] = [date >= 0 && date < count, time >= 0 && time < count];
  // Mostly they are side by side, or one.
  if (hasDate && hasTime && time !== date + 1) {
    const both = `${fieldOf(fields, date)} ${fieldOf(fields, time)}`;
    putTime(line, both, 0, both.length);
  } else if (hasDate || hasTime) putTime(line, text, startOf(fields, hasDate ? date : time), endOf(fields, hasTime ? time : date));
}
