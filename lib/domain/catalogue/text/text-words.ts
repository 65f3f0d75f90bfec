/** One word of a text with its place. */
interface Word {
  text: string;
  start: number;
  end: number;
}

/** The words of a text. A word is made when it is asked for: thousands that nobody looks at again would cost more than the search. */
export interface Words {
  length: number;
  at(index: number): Word | undefined;
}

/** Between a field's name and its value stands at most this much punctuation; PowerShell fills it up with blanks. */
const longestSeparator = 40;
/** Punctuation and blanks that may stand between two words of one form. */
export const longestGap = 16;
/** So many words further back begins the list or the element that a word is in, at most. */
const furthestBack = 20;

/** Names of two words that need no punctuation behind them: "Error code", and the code on the next line. */
const nameInWords = /^(?:error|fehler|fout|reason|result|failure|status|quarantine|skip|event)(?:codes?|reason|id)$/;

const codeField =
  /(?:(?<!(?:post|postal|zip|country|area|bar|source|language|currency|exit))codes?|^resulttype|^errornumber|^erreur|^errore)$/;

/** True for a field that holds codes by its name. A postal code is none; `erreur` and `errore` end the name in French and Italian. */
export function isCodeField(field: string): boolean {
  return codeField.test(field);
}

function nameOf(words: Words, at: number): string {
  const [before, last] = [words.at(at - 1), words.at(at)];
  const name = last?.text.toLowerCase() ?? '';
  const twoWords = before && last && last.start - before.end === 1 ? before.text.toLowerCase() + name : name;
  return nameInWords.test(twoWords) ? twoWords : name;
}

/** The XML element whose attributes end before a word: `<EventID Qualifiers="0">611`. */
function elementBefore(text: string, words: Words, at: number): string | undefined {
  for (let index = at - 1; index >= Math.max(0, at - furthestBack); index--) {
    const word = words.at(index);
    if (word && text[word.start - 1] === '<') return word.text.toLowerCase();
  }
  return undefined;
}

/** The field that a word is the value of, lower case and without blanks: `errorcode`. */
export function fieldBefore(text: string, words: Words, at: number, reach = furthestBack): string | undefined {
  const [before, word] = [words.at(at - 1), words.at(at)];
  if (!before || !word || word.start - before.end > longestSeparator) return undefined;
  const between = text.slice(before.end, word.start);
  const element = /^["']\s*>/.test(between) ? elementBefore(text, words, at) : undefined;
  if (element !== undefined) return element;
  const name = nameOf(words, at - 1);
  // "The error code is X."
  if (/^(?:is|was)$/.test(name) && nameInWords.test(nameOf(words, at - 2)) && /^\s+["'`([]?$/.test(between)) return nameOf(words, at - 2);
  if (/^["'`\])*_\s-]*[:=>|\u2192][\s"'`[({<>:=|*_]*$/.test(between)) return name;
  if (nameInWords.test(name) && /^(?:["'`*_]*[\s,;"'`*_>([{<]+|\s+[-\u2013\u2014]\s+)$/.test(between)) return name;
  // The second value of a list belongs to the same field: "TooManyDeletes, IngestionInterrupted".
  const list = reach > 0 && /^["']?\s*,\s*["']?$/.test(between) ? fieldBefore(text, words, at - 1, reach - 1) : undefined;
  return /(?:reason|codes)$/.test(list ?? '') ? list : undefined;
}

/** True when a JSON field name ends at `end`: what a field is called says nothing about its value. Quoted in prose, it is none. */
export function isFieldName(text: string, end: number): boolean {
  return /^["']\s*:\s*(?:["'{[\d-]|true|false|null|$)/.test(text.slice(end, end + longestSeparator));
}

function isWordCharacter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a);
}

/** Splits a text into its words, runs of letters and digits, in one pass. */
export function readWords(text: string): Words {
  const bounds = new Int32Array(text.length + 1);
  let length = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    if (isWordCharacter(text.charCodeAt(at)) === isInside) continue;
    bounds[length++] = at;
    isInside = !isInside;
  }
  if (isInside) bounds[length++] = text.length;
  return {
    length: length / 2,
    at(index) {
      const [start = 0, end = 0] = [bounds[2 * index], bounds[2 * index + 1]];
      return index >= 0 && index < length / 2 ? { text: text.slice(start, end), start, end } : undefined;
    },
  };
}
