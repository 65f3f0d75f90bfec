import { isHttpStatus, isLabelOfStatus, isQuantity, isUnit, kindOfToken, mayBeFailure, statusInWord } from '../text/tokens.ts';

const mostWords = 6;
// Nearly every field is told from one with a status without a look at its words.
const threeDigits = /(?<!\d)[2-5]\d\d(?!\d)/;
// `407`, `407:`, `407-Proxy`
const digitsAtBegin = /^(\d{3})(?:[^\da-z]|[-:][a-z]+)?$/i;

/**
 * The status in a field of few words, such as `HTTP 407`, `HTTP/407`, `status: 407` and `407 Proxy Authentication Required`; `unclear` for
 * a number that may be that of a failure or of anything else, as behind a name; undefined where there is neither.
 */
export function statusInWords(field: string): number | 'unclear' | undefined {
  if (!threeDigits.test(field)) return undefined;
  const words = field.split(/[\s"'()[\]{}<>|]+/).filter((word) => word !== '');
  let found: number | 'unclear' | undefined;
  for (const [at, word] of words.entries()) {
    const number = statusInWord(word, 0, word.length) ?? Number(digitsAtBegin.exec(word)?.[1] ?? Number.NaN);
    const isStatus = isHttpStatus(number);
    if (!(isStatus || mayBeFailure(number)) || counts(words, at)) continue;
    const isClear = isStatus && words.length <= mostWords && found === undefined && hasPlaceOfStatus(words, at);
    if (isClear) found = number;
    else if (number >= 400) return 'unclear';
  }
  return found;
}

// `403 bytes`, `port 443`; in `3912 bytes 403` they are of the number before.
function counts(words: readonly string[], at: number): boolean {
  const [first = '', before = '', behind = ''] = [words[at - 2], words[at - 1], words[at + 1]];
  const isCounted = /^\d+$/.test(first) && isUnit(before, 0, before.length);
  return isUnit(behind, 0, behind.length) || (isQuantity(before, 0, before.length) && !isCounted);
}

// With its own label, or where all before it are words that logs have there, and no name.
function hasPlaceOfStatus(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  const isOfLog = (one: string) => kindOfToken(one, 0, one.length) === 'neutral' || isLabelOfStatus(one, 0, one.length);
  return statusInWord(word, 0, word.length) !== undefined || words.slice(0, at).every(isOfLog);
}
