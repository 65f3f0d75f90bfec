import type { CatalogueEntry } from './catalogue-entry.ts';
import { type TextForm, type WordNode, wordsOf } from './text-forms.ts';
import { isFieldName, longestGap, type Word } from './text-words.ts';

export interface Span {
  start: number;
  end: number;
}

/** One place of a text that names an entry. */
export interface TextHit extends Span {
  entry: CatalogueEntry;
  place: 'field' | 'loose' | 'wording';
  /** Entries the same words could also mean. */
  others: CatalogueEntry[];
  wordCount: number;
}

function fieldFits(form: TextForm, field: string): boolean {
  if (form.entry.family === 'quarantine-reason') return field.endsWith('reason');
  if (form.entry.family === 'job-state') return /(?:code|state|status)$/.test(field);
  return /(?:codes?|reason|errors?|status)$/.test(field);
}

/** Upper and lower case tell `TimeOut` from "timeout" in a sentence; codes of three and more humps cannot be confused. */
function caseFits(form: TextForm, found: string): boolean {
  const humps = form.written.match(/[A-Z]/g)?.length ?? 0;
  return wordsOf(form.written).length > 1 || humps >= 3 || /\d/.test(form.written) || form.written.slice(1) === found.slice(1);
}

/** Codes written with punctuation, such as `failed-search`, are not the same words in a sentence. */
function punctuationFits(form: TextForm, found: string): boolean {
  return /[\s:]/.test(form.written) || !/[a-z][-_][a-z]/i.test(form.written) || form.written.toLowerCase() === found.toLowerCase();
}

function placeOf(form: TextForm, found: string, field: string | undefined): TextHit['place'] | undefined {
  if (form.kind === 'wording') return 'wording';
  const isField = field !== undefined && fieldFits(form, field);
  if (form.kind === 'fieldCode') return isField ? 'field' : undefined;
  if (!caseFits(form, found) || !punctuationFits(form, found)) return undefined;
  return isField ? 'field' : 'loose';
}

function hitAt(text: string, first: Word, last: Word, forms: readonly TextForm[], wordCount: number): TextHit | undefined {
  const found = text.slice(first.start, last.end);
  if (isFieldName(text, last.end)) return undefined;
  const fitting = forms.flatMap((form) => {
    const place = placeOf(form, found, first.field);
    return place ? [{ form, place }] : [];
  });
  const best = fitting.find(({ form }) => form.written === found) ?? fitting.find(({ form }) => form.kind !== 'wording') ?? fitting[0];
  if (!best) return undefined;
  const others = [...new Set(fitting.map(({ form }) => form.entry))].filter((entry) => entry !== best.form.entry);
  return { start: first.start, end: last.end, entry: best.form.entry, place: best.place, others, wordCount };
}

/** The longest code that begins at one word, and every wording that begins there. */
function hitsFrom(text: string, words: readonly Word[], at: number, tree: WordNode): TextHit[] {
  const hits: TextHit[] = [];
  const first = words[at];
  let node: WordNode | undefined = tree;
  for (let index = at; first && index < words.length; index++) {
    const word = words[index];
    const gap = index === at ? 0 : (word?.start ?? 0) - (words[index - 1]?.end ?? 0);
    node = word && gap <= longestGap ? node.next.get(word.text.toLowerCase()) : undefined;
    if (!word || !node) break;
    const hit = node.forms.length > 0 ? hitAt(text, first, word, node.forms, index - at + 1) : undefined;
    if (hit) hits.push(hit);
  }
  const longest = hits.findLast(({ place }) => place !== 'wording');
  return hits.filter((hit) => hit.place === 'wording' || hit === longest);
}

/** Every place that names an entry, in the order of the text. The work grows with the number of words only: no form is longer than some twenty words. */
export function findHits(text: string, words: readonly Word[], tree: WordNode): TextHit[] {
  const hits: TextHit[] = [];
  let at = 0;
  while (at < words.length) {
    const found = hitsFrom(text, words, at, tree);
    hits.push(...found);
    // The words of a code are used up; wording may hold a code inside.
    at += found.find(({ place }) => place !== 'wording')?.wordCount ?? 1;
  }
  return hits;
}
