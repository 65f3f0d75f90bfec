import { type Column, columnOf, isOfAsked, type NamedColumn } from '../columns/columns.ts';
import { type ToldColumn, tellsAnswer, toldColumnsOf } from '../columns/told-columns.ts';
import { endOf, type Fields, fieldOf, mostFields, signs, splitAt, startOf } from '../text/fields.ts';
import { isDigitAt, isLetter } from '../text/numbers.ts';

/**
 * Where the columns stand of which one counts; -1 for one that is not there. All are named in one order: what is made alike is read quickly.
 */
export type Places = Readonly<Record<Exclude<NamedColumn, 'action' | 'exception' | 'reason'>, number>>;

/** The order of the fields that a log itself names. */
export interface Table {
  /** The character between fields; absent, any blank. */
  delimiter: number | undefined;
  places: Places;
  /** The columns besides that of the status that may say what came of a request. */
  told: readonly ToldColumn[];
  /** As many fields a row must have; more than there are in any where nothing is known of the columns. */
  needed: number;
  width: number;
  /** Whether a column holds what came of a request. */
  saysAnswer: boolean;
  /** What its columns hold: `unknown` where their names do not tell, `quantity` where those say at least that no host stands there. */
  columns: readonly (Column | 'unknown' | 'quantity')[];
}

const [shortestHeader, longestHeader] = [8, 4_096];
const [comma, tab, semicolon, bar] = [44, 9, 59, 124];
const nowhere: Places = {
  host: -1,
  otherHost: -1,
  url: -1,
  port: -1,
  scheme: -1,
  method: -1,
  status: -1,
  milliseconds: -1,
  seconds: -1,
  client: -1,
  innerClient: -1,
  date: -1,
  time: -1,
};

/** The character that divides the fields of a line, if one does. */
export function delimiterOf({ signs: seen }: Pick<Fields, 'signs'>): number | undefined {
  if (seen & signs.tab) return tab;
  if (seen & signs.comma) return comma;
  if (seen & signs.semicolon) return semicolon;
  return seen & signs.bar ? bar : undefined;
}

/** The table that `#Fields: date time cs-host …` begins from a field on; undefined for any other line. */
export function readDirective(fields: Fields, scratch: Fields, at: number): Table | undefined {
  if (fields.count < at + 2 || !/^#\s*fields:$/i.test(fieldOf(fields, at))) return undefined;
  const delimiter = delimiterOf(fields);
  if (delimiter === undefined || delimiter === semicolon) return anyTableOf(namesIn(fields, at + 1), undefined);
  splitAt({ ...fields, lineStart: startOf(fields, at + 1) }, delimiter, scratch);
  return anyTableOf(namesIn(scratch, 0), scratch.count > 1 ? delimiter : undefined);
}

// What names no host ends the table before it all the same.
function anyTableOf(names: readonly string[], delimiter: number | undefined): Table {
  return tableOf(names, delimiter) ?? foreignTableOf(names, delimiter);
}

const longestHeading = 120;
// `#Software: …`, of one word and a colon: https://www.w3.org/TR/WD-logfile.html
const directive = /^#\s*[\w-]{1,20}:/;

/** Whether a line with that sign in front may be a heading in Markdown: no directive, and no line of a log that somebody took out. */
export function mayBeMarkdown({ text, lineStart, lineEnd, signs: seen }: Fields): boolean {
  return (seen & signs.slash) === 0 && lineEnd - lineStart <= longestHeading && !directive.test(text.slice(lineStart, lineStart + 32));
}

/** The table that a line of names begins; undefined where a field is no name that a log is known to have. */
export function readHeader(fields: Fields, scratch: Fields): Table | undefined {
  const delimiter = delimiterOf(fields);
  // Names begin with letters.
  if (delimiter === undefined || isDigitAt(fields.text, fields.lineStart) || !mayBeHeader(fields)) return undefined;
  splitAt(fields, delimiter, scratch);
  if (scratch.count < 2) return undefined;
  const names = namesIn(scratch, 0);
  const known = names.filter((name) => columnOf(name) !== undefined).length;
  // Customers choose their fields, and may have names of their own; a row of values has none of them.
  const isHeader = known >= 2 && known * 3 >= names.length && names.every((name) => /^["']?[a-z][\w .()/-]{0,39}["']?$/i.test(name));
  return isHeader ? tableOf(names, delimiter) : undefined;
}

/**
 * The table that a line of names begins of which too few are known, or which are written in another way: it has no columns, so that none
 * of its numbers is taken for an answer. Undefined for any other line.
 */
export function readForeignHeader(fields: Fields, scratch: Fields): Table | undefined {
  const delimiter = delimiterOf(fields);
  if (delimiter === undefined || fields.signs & signs.dot || fields.lineEnd - fields.lineStart >= longestHeader) return undefined;
  splitAt(fields, delimiter, scratch);
  // Nearly every row is told from one without a copy of its fields.
  if (scratch.count < 3 || !isLetter(scratch.text.charCodeAt(startOf(scratch, 0)))) return undefined;
  const names = namesIn(scratch, 0);
  const isHeader = names.every((name) => /^[a-z][a-z _()/-]{1,39}$/i.test(name)) && names.some((name) => columnOf(name));
  return isHeader ? foreignTableOf(names, delimiter) : undefined;
}

function foreignTableOf(names: readonly string[], delimiter: number | undefined): Table {
  return {
    delimiter,
    places: nowhere,
    told: [],
    needed: mostFields + 1,
    width: names.length,
    saysAnswer: false,
    columns: columnsOf(names),
  };
}

/** Whether nothing is known of the columns of a table. */
export function isForeign(table: Table | undefined): boolean {
  return table !== undefined && table.needed > mostFields;
}

// Without one of these no request can be found in the rows; and names have no slashes.
const whereAbouts = /url|uri|host|domain|target/i;

/** Whether a row that is no header of any kind can be told so without a look at its names. */
export function namesPlaces(text: string, from: number, to: number): boolean {
  return whereAbouts.test(text.slice(from, to));
}

function mayBeHeader({ text, lineStart, lineEnd, signs: seen }: Fields): boolean {
  const length = lineEnd - lineStart;
  return (
    (seen & signs.slash) === 0 && length >= shortestHeader && length < longestHeader && whereAbouts.test(text.slice(lineStart, lineEnd))
  );
}

function namesIn(fields: Fields, from: number): string[] {
  return Array.from({ length: fields.count - from }, (_, index) => fieldOf(fields, index + from));
}

// Of a tunnel TMG, ISA and others write its host and port there: a path names nobody.
const ofStem = /^["']?cs[\W_]?uri[\W_]?stem["']?$/i;

function tableOf(names: readonly string[], delimiter: number | undefined): Table | undefined {
  const places = { ...nowhere };
  names.forEach((name, place) => {
    const column = columnOf(name);
    if (column === undefined || !isPlaced(column)) return;
    const isBetter = column === 'host' && isOfAsked(name) && !isOfAsked(names[places.host] ?? '');
    if (places[column] < 0 || isBetter) places[column] = place;
  });
  if (places.url < 0) places.url = names.findIndex((name) => ofStem.test(name));
  if (places.host < 0 && places.url < 0) places.host = places.otherHost;
  const { host, url, status, method, port } = places;
  if (host < 0 && url < 0) return undefined;
  // A line that its sign does not part is no row.
  const needed = Math.max(host, url, status, method, port, delimiter === undefined ? 0 : 1) + 1;
  const told = toldColumnsOf(names, status);
  const saysAnswer = status >= 0 || told.some(tellsAnswer);
  return { delimiter, places, told, needed, width: names.length, saysAnswer, columns: columnsOf(names) };
}

function isPlaced(column: Column): column is keyof Places {
  return column in nowhere;
}

const ofQuantity = /bytes|size|count|cnt|agent|^ua$|categor|department|location|virus/i;

function columnsOf(names: readonly string[]): Table['columns'] {
  return names.map((name) => {
    const column = columnOf(name);
    if (column !== undefined && column !== 'other') return column === 'otherHost' ? 'host' : column;
    return ofQuantity.test(name) ? 'quantity' : (column ?? 'unknown');
  });
}

/** Whether a line of blanks between words is a header all the same, such as `Time URL` or `| Time | URL |` over the reference logs. */
export function isPlainHeader(fields: Fields): boolean {
  const { count } = fields;
  // No name that is known has a digit.
  if (fields.signs & signs.digit || count < 2 || count > 12 || endOf(fields, count - 1) - fields.lineStart > 120 || !mayBeHeader(fields))
    return false;
  let saysWhere = false;
  for (let at = 0; at < count; at++) {
    const name = fieldOf(fields, at);
    const column = name === '|' ? 'other' : columnOf(name);
    if (column === undefined) return false;
    saysWhere ||= column === 'url' || column === 'host' || column === 'otherHost';
  }
  return saysWhere;
}
