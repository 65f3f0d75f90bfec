import { endOf, type Fields, fieldOf, startOf } from './fields.ts';
import { type LineReading, type LogLine, putClient, putTarget } from './log-line.ts';
import { readDigits } from './numbers.ts';
import { type RequestTarget, readRequestTarget } from './request-target.ts';
import type { Table } from './table.ts';
import { windowsErrors } from './windows-errors.ts';
import { refine } from './words.ts';

/** Reads a row of a table whose columns the log has named. A row that is cut off, or holds something else in their place, is unknown. */
export function readTableRow(table: Table, fields: Fields, line: LogLine, target: RequestTarget): LineReading {
  if (fields.count < table.needed || fields.count > table.width + 1) return 'unknown';
  const { places } = table;
  if (!readWhere(places, fields, target)) return 'unknown';
  const method = wordAt(places.method, fields).toUpperCase();
  putTarget(line, target);
  readClient(places, fields, line);
  line.isTunnel = target.isTunnel || method === 'CONNECT';
  line.port = target.port ?? portOf(wordAt(places.scheme, fields), line.isTunnel);
  line.time = timeOf(places, fields);
  // What closes a connection has numbers too that say nothing of the host; half a status is none.
  if (!readAnswer(wordAt(places.status, fields), line)) return 'unclear';
  readDuration(places, fields, line);
  refine(wordAt(places.exception, fields), line);
  refine(wordAt(places.action, fields), line);
  return 'request';
}

// What stands for nothing: `-` in W3C logs, the words in feeds of Zscaler.
const nothing = /^(?:-|none|na|n\/a|null|undefined)?$/i;

function wordAt(place: number | undefined, fields: Fields): string {
  if (place === undefined || place >= fields.count) return '';
  const word = fieldOf(fields, place);
  return word.length < 11 && nothing.test(word) ? '' : word;
}

function readWhere(places: Table['places'], fields: Fields, target: RequestTarget): boolean {
  const { host, url, port } = places;
  const isFound = (host !== undefined && readAt(host, fields, target)) || (url !== undefined && readAt(url, fields, target));
  if (!isFound) return false;
  if (target.port === undefined && port !== undefined) {
    const number = readDigits(fields.text, startOf(fields, port), endOf(fields, port));
    if (number > 0 && number < 65_536) target.port = number;
  }
  return true;
}

// Of a whole site the address to the outside is one; where a feed has the one within too, that tells them apart.
function readClient({ client, innerClient }: Table['places'], fields: Fields, line: LogLine): void {
  const place = innerClient ?? client;
  if (place !== undefined && wordAt(place, fields) !== '') putClient(line, fields.text, startOf(fields, place), endOf(fields, place));
}

function readAt(place: number, fields: Fields, target: RequestTarget): boolean {
  return place < fields.count && readRequestTarget(fields.text, startOf(fields, place), endOf(fields, place), target);
}

function portOf(scheme: string, isTunnel: boolean): number | undefined {
  if (isTunnel || /^(?:https|ssl|tls|tcp|tunnel)/i.test(scheme)) return 443;
  return /^http/i.test(scheme) ? 80 : undefined;
}

function readAnswer(word: string, line: LogLine): boolean {
  // `403 Forbidden` in one field.
  const digits = word.slice(0, word.indexOf(' ') < 0 ? word.length : word.indexOf(' '));
  if (digits === '' || /^0+$/.test(digits)) return true;
  const number = readDigits(digits, 0, digits.length);
  if (number >= 100 && number < 600) line.status = number;
  else if (windowsErrors[number] !== undefined) line.status = windowsErrors[number];
  else return false;
  return true;
}

function readDuration(places: Table['places'], fields: Fields, line: LogLine): void {
  const milliseconds = wordAt(places.milliseconds, fields);
  const seconds = wordAt(places.seconds, fields);
  // The standard counts seconds with a point, everybody who writes whole numbers counts milliseconds.
  if (/^\d{1,9}$/.test(milliseconds)) line.durationInMs = Number(milliseconds);
  else if (/^\d{1,9}\.\d{1,9}$/.test(milliseconds)) line.durationInMs = Number(milliseconds) * 1_000;
  else if (/^\d{1,9}(?:\.\d{1,9})?$/.test(seconds)) line.durationInMs = Number(seconds) * 1_000;
}

// Wherever the two columns stand; some write both into the one of the date.
function timeOf({ date, time }: Table['places'], fields: Fields): string | undefined {
  // Mostly they are side by side, and need no copy.
  if (date !== undefined && time === date + 1 && time < fields.count) return fields.text.slice(startOf(fields, date), endOf(fields, time));
  const words = [date, time].flatMap((place) => (place === undefined || place >= fields.count ? [] : [fieldOf(fields, place)]));
  return words.length === 0 ? undefined : words.join(' ');
}
