import type { Catalogue } from './build-catalogue.ts';
import type { CatalogueEntry, Family } from './catalogue-entry.ts';
import { normaliseCode } from './code/code-keys.ts';

interface CatalogueQuery {
  /** Words that must all occur in the code, aliases, title or meaning; any case. */
  q?: string;
  family?: Family;
}

/** Points one word earns by where it stands: the code says more than the prose. */
function scoreWord(entry: CatalogueEntry, keys: readonly string[], word: string): number {
  const key = normaliseCode(word);
  if (key !== '' && keys.includes(key)) return 8;
  if (key !== '' && keys.some((other) => other.includes(key))) return 4;
  if (entry.title.toLowerCase().includes(word)) return 2;
  return entry.meaning.toLowerCase().includes(word) ? 1 : 0;
}

function scoreEntry(entry: CatalogueEntry, words: readonly string[]): number {
  const keys = [entry.code, ...(entry.aliases ?? [])].map(normaliseCode);
  let sum = 0;
  for (const word of words) {
    const score = scoreWord(entry, keys, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

/** Entries that contain every word, best first; equal ones keep the order of the catalogue. Without words, all of the family or of the catalogue. */
export function searchCatalogue(catalogue: Catalogue, { q = '', family }: CatalogueQuery): CatalogueEntry[] {
  const words = [...new Set(q.toLowerCase().match(/\S+/g) ?? [])];
  const named = words.length === 0 ? [] : catalogue.findEntries(q);
  return catalogue.entries
    .filter((entry) => family === undefined || entry.family === family)
    .map((entry) => ({
      entry,
      score: words.length === 0 ? 1 : scoreEntry(entry, words) + (named.includes(entry) ? 100 - named.indexOf(entry) : 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
}
