import { isWrittenAt } from './numbers.ts';

/** What the word between two offsets stands for; undefined for one that is not in the table. */
export type WordTable<Meaning> = (text: string, from: number, to: number) => Meaning | undefined;

// Words begin with as many letters, whatever their case; the other signs fall among them.
const beginnings = 32;

/**
 * Words in small letters, of one meaning in each line, parted by blanks. They are looked up by their length and first letter, where they
 * stand and whatever their case: most words are told without a copy.
 */
export function createWordTable<Meaning>(lines: readonly (readonly [meaning: Meaning, words: string])[]): WordTable<Meaning> {
  const entries = lines.flatMap(([meaning, words]) => words.split(' ').map((word) => ({ word, meaning })));
  const longest = Math.max(...entries.map(({ word }) => word.length));
  const byBeginning = Array.from({ length: (longest + 1) * beginnings }, (_, place) =>
    entries.filter(({ word }) => placeOf(word, 0, word.length) === place),
  );
  return (text, from, to) => {
    const found = to - from > longest ? undefined : byBeginning[placeOf(text, from, to)];
    if (found === undefined) return undefined;
    for (const { word, meaning } of found) if (isWrittenAt(text, from, word)) return meaning;
    return undefined;
  };
}

function placeOf(text: string, from: number, to: number): number {
  return (to - from) * beginnings + (text.charCodeAt(from) % beginnings);
}
