import type { FieldRange } from './text-columns.ts';

/** One word of a text with its place and the field it is the value of, if any. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** Name of the field, lower case, without blanks: `errorcode`. */
  field?: string;
}

/** Between a field's name and its value stands at most this much punctuation; PowerShell fills it up with blanks. */
const longestSeparator = 40;
/** Punctuation and blanks that may stand between two words of one form. */
export const longestGap = 16;

/** Names of two words that need no punctuation behind them: "Error code", and the code on the next line. */
const nameInWords = /^(?:error|reason|result|failure|status|quarantine|skip|event)(?:codes?|reason|id)$/;

interface Reader {
  words: Word[];
  /** The XML element whose attributes are being read. */
  element?: string;
}

function nameOf(words: readonly Word[], at: number): string {
  const [before, last] = [words[at - 1], words[at]];
  const name = last?.text.toLowerCase() ?? '';
  const twoWords = before && last && last.start - before.end === 1 ? before.text.toLowerCase() + name : name;
  return nameInWords.test(twoWords) ? twoWords : name;
}

function fieldBefore(text: string, { words, element }: Reader, start: number): string | undefined {
  const before = words.at(-1);
  if (!before || start - before.end > longestSeparator) return undefined;
  const between = text.slice(before.end, start);
  if (/^["']\s*>/.test(between) && element !== undefined) return element;
  const name = nameOf(words, words.length - 1);
  if (/^["'`\])*_\s]*[:=>|\u2192][\s"'`[({<>:=|*_]*$/.test(between)) return name;
  if (nameInWords.test(name) && /^(?:["'`*_]*[\s,;"'`*_>]+|\s+[-\u2013\u2014]\s+)$/.test(between)) return name;
  // The second value of a list belongs to the same field: "TooManyDeletes, IngestionInterrupted".
  return /^["']?\s*,\s*["']?$/.test(between) ? before.field : undefined;
}

/** True when a JSON field name ends at `end`: what a field is called says nothing about its value. */
export function isFieldName(text: string, end: number): boolean {
  return /^["']\s*:/.test(text.slice(end, end + longestSeparator));
}

/** Splits a text into its words in one pass. Columns say what a cell is the value of. */
export function readWords(text: string, columns: readonly FieldRange[]): Word[] {
  const reader: Reader = { words: [] };
  let column = 0;
  for (const match of text.matchAll(/[A-Za-z0-9]+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    while ((columns[column]?.end ?? Number.POSITIVE_INFINITY) < end) column++;
    const cell = columns[column];
    const field = cell !== undefined && cell.start <= start ? cell.field : fieldBefore(text, reader, start);
    reader.words.push({ text: match[0], start, end, ...(field !== undefined && { field }) });
    if (text[start - 1] === '<') reader.element = match[0].toLowerCase();
  }
  return reader.words;
}
