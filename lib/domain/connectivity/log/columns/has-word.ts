import { endOf, type Fields, startOf } from '../text/fields.ts';

// What stands for nothing: `-` in W3C logs, the words in feeds of Zscaler.
const nothing = /^(?:-|none|na|n\/a|null|undefined)?$/i;
const [hyphen, longestNothing] = [45, 9];

/** Whether there is a word at a place. */
export function hasWord(place: number, fields: Fields): boolean {
  if (place < 0 || place >= fields.count) return false;
  const { text } = fields;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  const length = to - from;
  if (length < 2) return length === 1 && text.charCodeAt(from) !== hyphen;
  // Those of more letters begin with an N or a U.
  const first = text.charCodeAt(from) | 32;
  return length > longestNothing || (first !== 110 && first !== 117) || !nothing.test(text.slice(from, to));
}
