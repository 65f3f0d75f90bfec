import type { Column } from '../columns/columns.ts';
import { endOf, type Fields, splitAt, startOf } from '../text/fields.ts';
import { readDigits } from '../text/numbers.ts';
import { isAddress, kindOfToken } from '../text/tokens.ts';
import { delimiterOf, type Table } from './table.ts';

/** A line below a header, with what is known of its words. */
interface LineBelow {
  fields: Fields;
  scratch: Fields;
  tokens: {
    /** Which of the fields are targets, as far as they count. */
    places: Int32Array;
    targets: number;
    /** How many of the fields are numbers, and no status. */
    numbers: number;
  };
}

// No window is narrower, and no mail: what is shorter was broken at one of its ends, or not at all.
const narrowest = 72;
const longestField = 80;
// What goes on as long as a row goes on as one.
const mostCompared = 16;
const [hyphen, shortestAddress] = [45, 6];
const clock = /^\d{1,2}:\d\d(?::\d\d)?$/;

// What a field of a column holds that names no host and is no number, whole or torn; of the others it may be anything.
const forms: Readonly<Partial<Record<Column, RegExp>>> = {
  port: /^-$/,
  status: /^(?:-|n[a-z/]{1,3})$/i,
  milliseconds: /^[\d.,-]+$/,
  seconds: /^[\d.,-]+$/,
  date: /\d|^-$/,
  time: /\d|^-$/,
  method: /^[a-z-]+$/i,
  scheme: /^[a-z-]/i,
  action: /[a-z-]/i,
};
// Longer fields of these are told without a copy.
const longestForm: Readonly<Partial<Record<Column, number>>> = { port: 1, status: 4 };
const ofLetters: ReadonlySet<Column> = new Set(['host', 'url', 'method', 'scheme', 'action'] as const);
// Windows has such as 12209.
const longestStatus = 5;

/**
 * Whether a line that names a host may be a piece of a row: then its number can be half a status or of another column, and the answer is
 * lost. It is a line of another form where no end of a row looks like it, and it holds nothing but what lines of other forms do; or where
 * the piece would hold the answer too, as then it says the same in either form.
 */
export function mayBeTornRow(table: Table, line: LineBelow): boolean {
  const { fields, scratch } = line;
  const { delimiter, width } = table;
  if (delimiter !== undefined) splitAt(fields, delimiter, scratch);
  const parts = delimiter === undefined ? fields : scratch;
  const last = width - parts.count;
  for (const offset of offsetsOf(table, parts, line))
    if (offset >= 0 && offset <= last && fits(table, parts, offset, line) && !tellsAnswer(table, parts, offset, line)) return true;
  const isParted = delimiter === undefined || delimiterOf(fields) === delimiter;
  return isParted && !isOfAnotherForm(table, line);
}

// At the ends of a row; and of a long one between them, with its host in the column of the host.
function offsetsOf({ width, places: { host, url } }: Table, parts: Fields, line: LineBelow): number[] {
  const { fields } = line;
  const last = width - parts.count;
  if (last === 0) return [0];
  if (fields.lineEnd - fields.lineStart < narrowest) return [0, last];
  let at = 0;
  while (at < parts.count && !hasTarget(line, startOf(parts, at), endOf(parts, at))) at++;
  return [0, last, host - at, url - at];
}

/** Whether parts that the sign of a table divides may be a piece of its rows, which then are not read without its columns. */
export function isPieceOfRow(table: Table, parts: Fields): boolean {
  const last = table.width - parts.count;
  return last >= 0 && (holds(table, parts, 0) || (last > 0 && holds(table, parts, last)));
}

function holds({ columns }: Table, parts: Fields, offset: number): boolean {
  for (let at = 0; at < parts.count && at < mostCompared; at++) if (!mayHold(columns[offset + at], parts, at)) return false;
  return true;
}

/** Whether the parts may be those of a row from a column on. */
function fits({ columns, places: { port } }: Table, parts: Fields, offset: number, line: LineBelow): boolean {
  for (let at = 0; at < parts.count && at < mostCompared; at++) {
    const column = columns[offset + at];
    const isTarget = hasTarget(line, startOf(parts, at), endOf(parts, at));
    if (isTarget ? !mayName(column, parts, at, port >= 0) : !mayHold(column, parts, at)) return false;
  }
  return true;
}

function hasTarget({ fields, tokens: { places, targets } }: LineBelow, from: number, to: number): boolean {
  for (let index = 0; index < targets; index++) {
    const at = startOf(fields, places[index] ?? 0);
    if (at >= from && at < to) return true;
  }
  return false;
}

type Kind = Table['columns'][number] | undefined;

// What stands beside a host in one field is no part of its column; nor is a port where that has a column of its own.
function mayName(column: Kind, parts: Fields, at: number, hasPort: boolean): boolean {
  const isWithName = column === 'client' || column === 'innerClient' || column === 'other';
  if (!isWithName && column !== 'host' && column !== 'url' && column !== 'unknown') return false;
  const part = partOf(parts, at);
  if (/\s/.test(part)) return false;
  if (column === 'host') return !(hasPort && part.includes(':'));
  return !isWithName || !part.includes(':') || part.includes('://');
}

function mayHold(column: Kind, parts: Fields, at: number): boolean {
  if (column === undefined || column === 'unknown' || column === 'quantity') return column !== undefined;
  const from = startOf(parts, at);
  const to = endOf(parts, at);
  if (readDigits(parts.text, from, to) >= 0) return !ofLetters.has(column) && (column !== 'status' || to - from <= longestStatus);
  if (column === 'host' || column === 'url') return to > from;
  const form = forms[column];
  if (form === undefined) return true;
  const most = longestForm[column];
  return (most === undefined || to - from <= most) && form.test(partOf(parts, at));
}

function partOf({ text, starts, ends }: Fields, at: number): string {
  const from = starts[at] ?? 0;
  return text.slice(from, Math.min(ends[at] ?? 0, from + longestField));
}

/** Whether the piece has its host and its status, and no other number that might be one. */
function tellsAnswer({ places }: Table, parts: Fields, offset: number, line: LineBelow): boolean {
  const { fields, tokens } = line;
  const isWithin = (place: number) => place >= offset && place < offset + parts.count;
  const { host, url, status } = places;
  if (tokens.targets !== 1 || !(isWithin(host) || isWithin(url)) || !isWithin(status)) return false;
  const at = status - offset;
  let found = 0;
  for (let place = 0; place < fields.count; place++) if (kindOf(fields, place) === 'status') found++;
  return found === 1 && kindOf(parts, at) === 'status';
}

function kindOf({ text, starts, ends }: Fields, place: number) {
  return kindOfToken(text, starts[place] ?? 0, ends[place] ?? 0);
}

/** Whether a host has its port where rows have none, or nothing stands beside it that rows are full of: sizes, addresses, signs for nothing. */
function isOfAnotherForm({ places }: Table, { fields, tokens }: LineBelow): boolean {
  const { text } = fields;
  const target = tokens.places[0] ?? 0;
  const hasPort = text.slice(startOf(fields, target), endOf(fields, target)).includes(':');
  if (hasPort && places.port >= 0 && places.url < 0) return true;
  if (tokens.numbers > 0) return false;
  for (let place = 0; place < fields.count; place++) {
    const [from, to] = [startOf(fields, place), endOf(fields, place)];
    if (to - from === 1 && text.charCodeAt(from) === hyphen) return false;
    if (to - from >= shortestAddress && isAddress(text, from, to) && !clock.test(text.slice(from, to))) return false;
  }
  return true;
}
