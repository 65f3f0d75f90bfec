import { redact } from './redact.ts';

// Terminal sequences first: once ESC is gone their remainder would look like text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const terminalSequences = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
// Nothing is seen of them, so they may stand in the middle of a word; U+2800 is an empty cell of Braille. Marks of direction part words.
const invisible = /(?:(?![\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])\p{Default_Ignorable_Code_Point}|\u2800)+/gu;
const lineBreaks = /[\t-\r\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
const unprintable = /[^\x20-\x7e]/;

/**
 * Makes a foreign text safe to store, log and show: no control or direction characters, no tokens or signatures,
 * at most `maximumLength` UTF-16 units (2 KiB unless told). Trace and correlation ids stay, support asks for them.
 */
export function cleanText(text: string, maximumLength = 2048): string {
  const bounded = text.slice(0, maximumLength * 4);
  const printable = unprintable.test(bounded)
    ? bounded.replace(terminalSequences, '').replace(invisible, '').replace(lineBreaks, ' ')
    : bounded;
  // What else is not seen goes last: in the middle of a name it would have hidden it.
  const safe = redact(printable).replace(controlCharacters, ' ').trim();
  return safe.length <= maximumLength ? safe : `${safe.slice(0, maximumLength - 1).toWellFormed()}…`;
}

/** The same value with every text in it made safe; the names of its fields are ours. */
export function cleanTexts<Value>(value: Value): Value;
export function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map((item) => cleanTexts(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleanTexts(item)]));
}

/** Any value as one safe text: JSON, each text in it made safe by itself and then together with its name. */
export function cleanJson(value: unknown, maximumLength?: number): string {
  const text = JSON.stringify(value, (_, item) => (typeof item === 'string' ? cleanText(item) : item)) ?? '';
  return cleanText(text, maximumLength);
}
