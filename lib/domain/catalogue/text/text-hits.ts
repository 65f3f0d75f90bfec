import { partsOf } from './common-words.ts';
import type { ReadText } from './read-text.ts';
import { type Findable, type Forms, isEvent, type TextForm, wordsOf } from './text-forms.ts';
import { isCodeField, isFieldName, longestGap } from './text-words.ts';

export interface Span {
  start: number;
  end: number;
}

/** One place of a text that names an entry. */
export interface TextHit<T> extends Span {
  entry: T;
  place: 'field' | 'loose' | 'wording';
  /** Entries the same words could also mean. */
  others: T[];
  wordCount: number;
  /** Of what other products print as well. */
  isWeak: boolean;
  /** An HTTP status without a word. */
  isBareStatus: boolean;
}

/** Places of one entry that are told. */
export const mostSpans = 50;
/** Places of one form that are looked at: some stand in fields that say more than the first. */
const mostLookedAt = 4 * mostSpans;
const mostPieces = 6;
/** What a torn code begins with. */
const firstPiece = /[a-z][A-Z]|^AADSTS\d*$/;
/** A code of nothing else is as good as a status of HTTP, which everybody has. */
const wordsOfStatus: ReadonlySet<string> = new Set(
  'access account allowed bad denied entity error exception failed found internal invalid large many method not operation password request requests resource server service timeout token too unavailable unknown user validation'.split(
    ' ',
  ),
);
/** Words. */
const longestFieldName = 2;

function fieldFits({ entry, written }: TextForm<Findable>, field: string): boolean {
  if (isCodeField(field)) return true;
  if (isEvent(entry) && /^\d+$/.test(written)) return /^(?:event|instance)?id$|^eventidentifier$/.test(field);
  if (/^\d+$/.test(written)) return /(?:status|errors?|hr|hresult)$/.test(field);
  const fields = fieldsOfFamily[entry.family] ?? /(?:reason|errors?|status|result|category|type)$/;
  return fields.test(field);
}

/** Fields whose values are codes of one family only; a field of codes holds them too. */
const fieldsOfFamily: Partial<Record<string, RegExp>> = {
  'quarantine-reason': /(?:reason|^of)$/,
  'job-state': /(?:state|status)$/,
  'job-condition': /cause$/,
  'phs-object-status': /^$/,
};

/** Upper and lower case tell `TimeOut` from "timeout" in a sentence; codes of three and more humps cannot be confused. */
function caseFits(form: TextForm<Findable>, found: string): boolean {
  if (form.isWeak && /[a-z]/i.test(form.written) && !/\s/.test(form.written)) return form.written.slice(1) === found.slice(1);
  const humps = form.written.match(/[A-Z]/g)?.length ?? 0;
  return wordsOf(form.written).length > 1 || humps >= 3 || /\d/.test(form.written) || form.written.slice(1) === found.slice(1);
}

/** Codes written with punctuation, such as `failed-search`, are not the same words in a sentence. */
function punctuationFits(form: TextForm<Findable>, found: string): boolean {
  return /[\s:]/.test(form.written) || !/[a-z][-_][a-z]/i.test(form.written) || form.written.toLowerCase() === found.toLowerCase();
}

/** `field` is the one whose value the words are, where that may hold such a code. */
function placeOf(form: TextForm<Findable>, found: string, field: string | undefined): TextHit<Findable>['place'] | undefined {
  if (form.kind === 'wording') return 'wording';
  const isField = field !== undefined;
  // A plain word is a code only as it is written: "Status: active" says nothing. A field of codes has no plain words.
  if (form.kind === 'fieldCode') return isField && (isCodeField(field) || form.written === found) ? 'field' : undefined;
  if (!caseFits(form, found) || !punctuationFits(form, found)) return undefined;
  return isField ? 'field' : 'loose';
}

/** Whether the text speaks of what the form is about. */
function isAbout(form: TextForm<Findable>, context: ReadText['context'], field = ''): boolean {
  if (form.entry.family === 'job-state') return form.kind === 'wording' ? context.isQuarantine() : context.isOurs() && context.isOfJob();
  return context.isOurs() && (!form.isBareStatus || isCodeField(field) || context.isOfGraph());
}

/** Whether a form that other products print too means something here: in a text of this world, or because little else was asked. */
function counts(form: TextForm<Findable>, { words, context }: ReadText, wordCount: number, field: string | undefined): boolean {
  if (!form.isWeak) return true;
  const isNumberedEvent = isEvent(form.entry) && form.kind !== 'wording' && /\d/.test(form.written);
  if (isNumberedEvent && !context.isOurEventLog()) return false;
  if (isAbout(form, context, field)) return true;
  if (form.kind === 'wording') return wordCount * 3 > words.length;
  if (isNumberedEvent) return form.entry.code !== 'EventID:0' && wordCount * 2 > words.length;
  return words.length <= wordCount + (field === undefined ? 0 : longestFieldName) || (field !== undefined && isTelling(form.written));
}

function isOfManyWords(written: string): boolean {
  const parts = partsOf(written);
  return parts.length > 2 && !parts.every((part) => wordsOfStatus.has(part));
}

/** `filteredByTarget` is the name of somebody's variable. */
function isVariable(form: TextForm<Findable>, found: string): boolean {
  return /^[A-Z]\w*$/.test(form.written) && /^[a-z]+[A-Z]/.test(found);
}

/** A name of several words, or with hyphens, that somebody calls a code; those like a status of HTTP are everybody's. */
function isTelling(written: string): boolean {
  return /^[a-z]+-[a-z-]+$/.test(written) || (/^[A-Z]\w*$/.test(written) && isOfManyWords(written));
}

function hitAt<T extends Findable>(read: ReadText, at: number, count: number, forms: readonly TextForm<T>[]): TextHit<T> | undefined {
  const first = read.words.at(at);
  const last = read.words.at(at + count - 1);
  if (!first || !last || isFieldName(read.text, last.end)) return undefined;
  const found = read.text.slice(first.start, last.end);
  const field = read.fieldAt(at);
  const fitting = forms.flatMap((form) => {
    const fittingField = field !== undefined && fieldFits(form, field) ? field : undefined;
    if (fittingField === undefined && isVariable(form, found) && !read.context.isOurs()) return [];
    const place = counts(form, read, count, fittingField) ? placeOf(form, found, fittingField) : undefined;
    return place ? [{ form, place }] : [];
  });
  const best = fitting.find(({ form }) => form.written === found) ?? fitting.find(({ form }) => form.kind !== 'wording') ?? fitting[0];
  if (!best) return undefined;
  const { entry, isWeak, isBareStatus } = best.form;
  const others = [...new Set(fitting.map(({ form }) => form.entry))].filter((other) => other !== entry);
  return { start: first.start, end: last.end, entry, place: best.place, others, wordCount: count, isWeak, isBareStatus };
}

function gapBefore({ words }: ReadText, at: number): number {
  return (words.at(at)?.start ?? 0) - (words.at(at - 1)?.end ?? 0);
}

/** The longest code that begins at one word, and every wording that begins there. */
function hitsFrom<T extends Findable>(read: ReadText, at: number, { tree }: Forms<T>, met: Map<object, number>): TextHit<T>[] {
  const hits: TextHit<T>[] = [];
  let node: Forms<T>['tree'] | undefined = tree;
  for (let index = at; index < read.words.length; index++) {
    if (index > at && gapBefore(read, index) > longestGap) break;
    node = node.next.get(read.words.at(index)?.text.toLowerCase() ?? '');
    if (!node) break;
    if (node.forms.length === 0) continue;
    const times = (met.get(node) ?? 0) + 1;
    met.set(node, times);
    const hit = times <= mostLookedAt ? hitAt(read, at, index - at + 1, node.forms) : undefined;
    if (hit) hits.push(hit);
  }
  const longest = hits.findLast(({ place }) => place !== 'wording');
  return hits.filter((hit) => hit.place === 'wording' || hit === longest);
}

/** A code that a line was broken inside of, or that a narrow column tore at one of its capitals. */
function brokenCodeAt<T extends Findable>(read: ReadText, at: number, { unbroken }: Forms<T>): TextHit<T> | undefined {
  const first = read.words.at(at);
  if (!first || !firstPiece.test(first.text)) return undefined;
  let code = first.text;
  let best: TextHit<T> | undefined;
  for (let count = 2; count <= mostPieces; count++) {
    const word = read.words.at(at + count - 1);
    // No code is repeated inside of itself.
    if (!word || word.text === first.text || gapBefore(read, at + count - 1) > longestGap) break;
    const gap = read.text.slice(read.words.at(at + count - 2)?.end, word.start);
    if (!(/^\d/.test(word.text) ? /^\s*\n[\s>|]*$/ : /^(?:[-=]?\s*\n[\s>|]*|\s+)$/).test(gap)) break;
    code += word.text;
    const form = unbroken.get(code);
    if (form) best = hitAt(read, at, count, [{ ...form, written: read.text.slice(first.start, word.end) }]);
  }
  return best;
}

function mayBegin(word: string, { tree }: Forms<unknown>): boolean {
  return tree.next.has(word.toLowerCase()) || firstPiece.test(word);
}

/** Every place that names an entry, in the order of the text. The work grows with the number of words only: no form is longer than some twenty words. */
export function findHits<T extends Findable>(read: ReadText, forms: Forms<T>): TextHit<T>[] {
  const hits: TextHit<T>[] = [];
  const met = new Map<object, number>();
  const counted = { field: new Map<T, number>(), loose: new Map<T, number>(), wording: new Map<T, number>() };
  // Of a log that names one code a thousand times, nobody wants a thousand places.
  const keep = (hit: TextHit<T>): void => {
    const count = (counted[hit.place].get(hit.entry) ?? 0) + 1;
    counted[hit.place].set(hit.entry, count);
    if (count <= mostSpans) hits.push(hit);
  };
  let at = 0;
  while (at < read.words.length) {
    const { text = '' } = read.words.at(at) ?? {};
    if (!mayBegin(text, forms)) {
      at++;
      continue;
    }
    const whole = hitsFrom(read, at, forms, met);
    const code = whole.find(({ place }) => place !== 'wording');
    // A number that is known is not continued by the next line; a name may be, as ServiceIncompatible by Filtering.
    const broken = code !== undefined && /\d$/.test(code.entry.code) ? undefined : brokenCodeAt(read, at, forms);
    for (const hit of broken ? [...whole.filter((one) => one !== code), broken] : whole) keep(hit);
    // The words of a code are used up; wording may hold a code inside.
    at += (broken ?? code)?.wordCount ?? 1;
  }
  return hits;
}
