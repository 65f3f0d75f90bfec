import { isBlank } from '../text/fields.ts';

// What a character is in a line, as a bit. Of a moment are the letters of 2016-01-11T08:31:00Z.
export const [letter, ofMoment, beyond, dot, odd, other] = [1, 2, 8, 16, 32, 256];
const [sign, blank, lineBreak] = [4, 64, 128];
export const kinds = new Uint16Array(65_536).fill(beyond, 128).fill(other, 0, 128);
for (const [kind, chars] of [
  [letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSUVWXY'],
  [ofMoment, 'TZ'],
  [sign, '0123456789-_'],
  [dot, '.'],
  [odd, '%*'],
  [blank, ' \t'],
  [lineBreak, '\n\r'],
] as const)
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;
for (let code = 128; code < kinds.length; code++) if (isBlank(code) || /\s/.test(String.fromCharCode(code))) kinds[code] = other;
// Behind a host: what neither parts fields nor may be cut from the end of one.
export const inPath = Uint8Array.from(kinds, (kind) => (kind < odd ? 1 : 0));
for (const char of '/?#:=&%~+!$') inPath[char.charCodeAt(0)] = 1;

// What stands between the brackets of an address of version 6.
export const ofAddress = new Uint8Array(65_536);
for (const char of '0123456789abcdefABCDEF.:') ofAddress[char.charCodeAt(0)] = 1;

/** Whether a line ends at an offset. */
export function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || kinds[text.charCodeAt(at)] === lineBreak;
}

/** Whether a field ends at an offset, at a blank or with its line. */
export function isFieldEnd(text: string, at: number): boolean {
  return at >= text.length || ((kinds[text.charCodeAt(at)] ?? 0) & (blank | lineBreak)) !== 0;
}
