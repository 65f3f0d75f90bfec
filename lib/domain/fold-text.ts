// Letters of their own that people type by the plain letter beside them: no decomposition of Unicode takes the stroke away.
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  þ: 'th',
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  ς: 'σ',
};
const strokedLetters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');
// Marks above and below letters, and what nobody sees: signs of direction, joiners, soft hyphens.
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
const gaps = /[\s\p{Cc}]+/gu;
const isPlain = /^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/;

/**
 * A text as it is searched: without case, accents and invisible characters, each gap one blank. Whatever reads alike becomes alike: `Ärzte`
 * and `arzte`, `STRASSE` and `Straße`, wide letters and plain ones.
 */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  // By way of the capital, because some small letters share one: ß and ss, ı and i, ς and σ.
  const lower = text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  const plain = lower.replace(unseen, '').replace(strokedLetters, (letter) => plainLetters[letter] ?? letter);
  return plain.replace(gaps, ' ').trim();
}

/** The words of what somebody typed, folded, each once; none of a text that names nothing. */
export function foldedWords(text: string): string[] {
  return [...new Set(foldText(text).split(' '))].filter((word) => word !== '');
}
