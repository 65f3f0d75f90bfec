import { allMarks } from './marks.ts';

export const mostFields = 128;

/** The fields of one line as offsets into the text; like the line itself they are filled anew each time. */
export interface Fields {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  /** What stands in them, as bits of `marks`: whatever may, where nobody has looked. */
  marks: Uint16Array;
  /** How many there are; those beyond the hundred and twenty-eighth are left out. */
  count: number;
  /** Where the line begins, behind what is blank. */
  lineStart: number;
  /** Where the line ends. */
  lineEnd: number;
  /** Which signs the line has, as bits of `signs`. */
  signs: number;
}

/** Signs by which a form is told from another before it is read. */
export const signs = {
  comma: 1,
  tab: 2,
  tag: 4,
  semicolon: 8,
  equals: 16,
  slash: 32,
  dot: 64,
  address: 128,
  escape: 256,
  digit: 512,
  bar: 1_024,
} as const;

// A table of every character, as a look into it costs less than any comparison: 0, the bit of a sign, or what parts fields.
const [quote, bracketOpen, bracketClose, blank, lineBreak, bar] = [2_048, 2_049, 2_050, 2_051, 2_052, 2_053];
const barCode = 124;
const kinds = new Uint16Array(65_536);
for (let code = 0; code <= 32; code++) kinds[code] = blank;
// What copying out of a page leaves between words: hard blanks, blanks of other widths or of none, the mark of the byte order.
for (const code of [0xa0, 0x2028, 0x2029, 0x202f, 0x3000, 0xfeff]) kinds[code] = blank;
// And before them, in lists.
for (const code of [0x2022, 0x2023, 0x2043, 0x25aa, 0x25ab, 0x25cf, 0x25e6]) kinds[code] = blank;
for (let code = 0x2000; code <= 0x200d; code++) kinds[code] = blank;
// And what sentences have around a word that no word has within; the full stop of Chinese and Japanese is a dot of names too.
for (const char of '…«»‹›“”„‟‘’‚‛、，！？；（）「」『』【】《》') kinds[char.charCodeAt(0)] = blank;
kinds[10] = kinds[13] = lineBreak;
kinds[34] = quote;
kinds[37] = signs.escape;
kinds[barCode] = bar;
kinds[91] = bracketOpen;
kinds[93] = bracketClose;
kinds[44] = signs.comma;
kinds[46] = signs.dot;
kinds[47] = signs.slash;
kinds[59] = signs.semicolon;
kinds[60] = signs.tag;
kinds[61] = signs.equals;
for (const char of '0123456789') kinds[char.charCodeAt(0)] = signs.digit;
// What an address has that is no name: a port, a user.
for (const char of ':@\\') kinds[char.charCodeAt(0)] = signs.address;
const tabCode = 9;

/** Whether nothing is to be seen of a character: blanks, ends of lines and the mark of the byte order. */
export function isBlank(code: number): boolean {
  const kind = kinds[code];
  return kind === blank || kind === lineBreak;
}

export function createFields(text: string): Fields {
  const offsets = () => new Int32Array(mostFields);
  return { text, starts: offsets(), ends: offsets(), marks: new Uint16Array(mostFields), count: 0, lineStart: 0, lineEnd: 0, signs: 0 };
}

/**
 * Splits the line that begins at `from` at its blanks, but for those between quotes or brackets, and at its bars if it begins with one, as
 * the rows of Markdown do. Every character is looked at once.
 */
export function splitLine(fields: Fields, from: number): void {
  const { text } = fields;
  fields.count = 0;
  fields.lineStart = from;
  let at = from;
  let begin = -1;
  let seen = 0;
  let isQuoted = false;
  let isBracketed = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] ?? 0;
    if (kind < quote) {
      seen |= kind;
      if (begin < 0) begin = at;
      continue;
    }
    if (kind === lineBreak) break;
    if (kind === bar) seen |= signs.bar;
    if (kind === blank || (kind === bar && text.charCodeAt(from) === barCode)) {
      if (code === tabCode) seen |= signs.tab;
      if (begin >= 0 && !isQuoted && !isBracketed) {
        addField(fields, begin, at);
        begin = -1;
      }
      continue;
    }
    if (begin < 0) begin = at;
    if (kind === quote) isQuoted = !isQuoted;
    else if (kind !== bar) isBracketed = kind === bracketOpen;
  }
  if (begin >= 0) addField(fields, begin, at);
  fields.lineEnd = at;
  fields.signs = seen;
}

/**
 * Splits a line at one character; what stands between quotes is left whole, and a doubled quote stands for itself. A bar at an end of the
 * line parts nothing.
 */
export function splitAt(fields: Fields, delimiter: number, into: Fields): void {
  const { text, lineStart, lineEnd } = fields;
  into.count = 0;
  into.lineStart = lineStart;
  into.lineEnd = lineEnd;
  into.signs = fields.signs;
  let begin = delimiter === barCode && text.charCodeAt(lineStart) === barCode ? lineStart + 1 : lineStart;
  let isQuoted = false;
  for (let at = begin; at < lineEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) isQuoted = !isQuoted;
    else if (code === delimiter && !isQuoted) {
      addField(into, begin, at);
      begin = at + 1;
    }
  }
  if (delimiter !== barCode || !isBlankBetween(text, begin, lineEnd)) addField(into, begin, lineEnd);
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at === to;
}

// Without the blanks and the quotes around it.
function addField(fields: Fields, from: number, to: number): void {
  if (fields.count === mostFields) return;
  const { text } = fields;
  let begin = from;
  let end = to;
  while (begin < end && text.charCodeAt(begin) <= 32) begin++;
  while (end > begin && text.charCodeAt(end - 1) <= 32) end--;
  if (text.charCodeAt(begin) === 34 && begin < end) {
    begin++;
    if (end > begin && text.charCodeAt(end - 1) === 34) end--;
  }
  fields.starts[fields.count] = begin;
  fields.ends[fields.count] = end;
  fields.marks[fields.count] = allMarks;
  fields.count++;
}

export function startOf(fields: Fields, index: number): number {
  return fields.starts[index] ?? 0;
}

export function endOf(fields: Fields, index: number): number {
  return fields.ends[index] ?? 0;
}

export function fieldOf(fields: Fields, index: number): string {
  return fields.text.slice(fields.starts[index], fields.ends[index]);
}
