import { longestLine } from '../log-line.ts';
import { type Fields, isBlank, mostFields } from '../text/fields.ts';
import { allMarks, markOf, marks } from '../text/marks.ts';

const [blankCode, tab, quote] = [32, 9, 34];

// What a character is in a row: what stands in a field keeps its mark; what parts fields, ends lines, or needs a closer look is above.
const [parting, lineBreak, quoted, odd] = [1_024, 2_048, 4_096, 8_192];
const kinds = Uint16Array.from(markOf);
for (let code = 0; code < kinds.length; code++) if (isBlank(code) || code < blankCode) kinds[code] = odd;
for (const char of '[]<|') kinds[char.charCodeAt(0)] = odd;
kinds[quote] = quoted;
for (const char of ' \t,;') kinds[char.charCodeAt(0)] = parting;
kinds[10] = kinds[13] = lineBreak;

/**
 * The quick way over a row: splits it at a character, or at blanks, in one look at each letter, and marks what its fields hold. False for a
 * row with brackets or tags, with quotes that are not around a whole field, or one that is too long, which is for the general reader.
 */
export function splitPlainRow(row: Fields, from: number, delimiter: number | undefined): boolean {
  const { text } = row;
  row.count = 0;
  row.lineStart = from;
  let at = from;
  let begin = from;
  let seen = 0;
  let isOpen = false;
  const end = Math.min(text.length, from + longestLine + 1);
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] ?? odd;
    if (kind < parting) {
      seen |= kind;
      continue;
    }
    if (kind === lineBreak) break;
    if (kind === odd) return false;
    if (kind === quoted) {
      if (isOpen ? !isFieldEnd(text, at + 1, delimiter) : at > begin) return false;
      isOpen = !isOpen;
      seen |= quoted;
    } else if (!isOpen && isDelimiter(code, delimiter)) {
      // Blanks part fields together, other characters each by itself.
      if (delimiter !== undefined || at > begin) addPlainField(row, begin, at, seen);
      begin = at + 1;
      seen = 0;
    } else if (code === tab) return false;
    else seen |= code === blankCode ? marks.blank : marks.other;
  }
  if (isOpen || at - from > longestLine) return false;
  if (delimiter !== undefined || at > begin) addPlainField(row, begin, at, seen);
  row.lineEnd = at;
  return true;
}

/** Whether a field of a plain row stands between quotes. */
export function isQuoted({ text, starts }: Fields, at: number): boolean {
  return text.charCodeAt((starts[at] ?? 0) - 1) === quote;
}

function isDelimiter(code: number, delimiter: number | undefined): boolean {
  return delimiter === undefined ? code === blankCode || code === tab : code === delimiter;
}

function isFieldEnd(text: string, at: number, delimiter: number | undefined): boolean {
  return at >= text.length || isDelimiter(text.charCodeAt(at), delimiter) || kinds[text.charCodeAt(at)] === lineBreak;
}

// Those beyond the hundred and twenty-eighth are left out, as in any line.
function addPlainField(row: Fields, from: number, to: number, seen: number): void {
  const { starts, ends, marks: found, count } = row;
  if (count === mostFields) return;
  starts[count] = from;
  ends[count] = to;
  found[count] = seen & allMarks;
  if ((seen & (quoted | marks.blank)) !== 0) trimPlainField(row, count, seen);
  row.count++;
}

/** Narrows a field to what stands between the blanks or the quotes around it. */
function trimPlainField({ text, starts, ends }: Fields, at: number, seen: number): void {
  let begin = starts[at] ?? 0;
  let end = ends[at] ?? 0;
  while (begin < end && text.charCodeAt(begin) === blankCode) begin++;
  while (end > begin && text.charCodeAt(end - 1) === blankCode) end--;
  const isQuoted = (seen & quoted) !== 0;
  starts[at] = isQuoted ? begin + 1 : begin;
  ends[at] = isQuoted ? end - 1 : end;
}
