/** One word of a text with its place (UTF-16 offsets) and the field it is the value of, if any. */
export interface Word {
  text: string;
  start: number;
  end: number;
  field?: string;
}

/** Between a field's name and its value stands at most this much punctuation. */
const longestSeparator = 8;
/** Punctuation and blanks that may stand between two words of one form. */
export const longestGap = 8;

function fieldBefore(text: string, words: readonly Word[], start: number): string | undefined {
  const before = words.at(-1);
  if (!before || start - before.end > longestSeparator) return undefined;
  const between = text.slice(before.end, start);
  if (/^["'\])>\s]*[:=>][\s"'[({<:=]*$/.test(between)) return before.text.toLowerCase();
  // The second value of a list belongs to the same field: "TooManyDeletes, IngestionInterrupted".
  return /^,\s*$/.test(between) ? before.field : undefined;
}

/** True when a JSON field name ends at `end`: what a field is called says nothing about its value. */
export function isFieldName(text: string, end: number): boolean {
  return /^["']\s*:/.test(text.slice(end, end + longestSeparator));
}

/** Splits a text into its words in one pass. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9]+/g)) {
    const field = fieldBefore(text, words, match.index);
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length, ...(field !== undefined && { field }) });
  }
  return words;
}
