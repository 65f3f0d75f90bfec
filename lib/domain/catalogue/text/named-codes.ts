import { indexEntries, vendorFamilies } from '../build-catalogue.ts';
import { jobFamilies } from '../catalogue-entry.ts';
import { endsOf, hasServicePrefix, normaliseCode, wholeKeys } from '../code/code-keys.ts';
import type { UnknownCode } from '../explanation.ts';
import { isCommonplace } from './common-words.ts';
import type { ReadText } from './read-text.ts';
import type { Findable } from './text-forms.ts';
import { mostSpans, type Span, type TextHit } from './text-hits.ts';
import { isCodeField, isFieldName } from './text-words.ts';

const mostUnknownCodes = 20;
const longestUnknownCode = 100;
/** Different names of one text that are looked up: a text is not trusted to be short. */
const mostNames = 500;
/** Words; a text of no more is the question itself. */
const shortestText = 3;
const noWord = { text: '', start: 0, end: 0 };
const signInCode = /^AADSTS\d{3,9}$/i;
/** What codes name beyond the forms that the catalogue lists. */
export interface NamedCodes<T> {
  /** The code of a job's error: another prefix, suffix or vendor before a documented core. A core of one word is one only where `isSure`. */
  find(code: string, isSure: boolean): T | undefined;
  /** Entries that a text names which is a code and nothing else, best first. */
  findWhole(text: string): T[];
}

function firstOf<T>(index: ReadonlyMap<string, readonly T[]>, keys: readonly string[], fits: (entry: T) => boolean): T | undefined {
  for (const key of keys) {
    const entry = index.get(key)?.find(fits);
    if (entry) return entry;
  }
  return undefined;
}

/** Prepares the look-up of codes that are not written as any entry is. */
export function createNamedCodes<T extends Findable>(entries: readonly T[]): NamedCodes<T> {
  const index = indexEntries(entries);
  const isOfJob = ({ family }: T): boolean => family === 'graph-http' || jobFamilies.some((one) => one === family);

  /** `{Vendor}{documented core}`: "BoxEntryConflict" is EntryConflict as the connector of Box prints it. */
  function findOfVendor(code: string, isSure: boolean): T | undefined {
    for (const { before, end } of endsOf(code)) {
      if (isCommonplace(before) || !(isSure || /[a-z][A-Z]/.test(end))) continue;
      const found = vendorFamilies.map((family) => firstOf(index, [`~${normaliseCode(end)}`], (entry) => entry.family === family));
      const entry = found.find((one) => one !== undefined);
      if (entry) return entry;
    }
    return undefined;
  }

  return {
    find: (code, isSure) => firstOf(index, wholeKeys(code), isOfJob) ?? (hasServicePrefix(code) ? undefined : findOfVendor(code, isSure)),
    findWhole: (text) => {
      const found = wholeKeys(text)
        .map((key) => index.get(key) ?? [])
        .filter((claimants) => claimants.length > 0);
      const isOwn = ({ code }: T): number => (normaliseCode(code) === normaliseCode(text) ? 0 : 1);
      // The exact spelling comes before the same letters, and a code before the alias of another.
      return [...new Set(found.slice(0, 2).flatMap((claimants) => claimants.toSorted((one, other) => isOwn(one) - isOwn(other))))];
    },
  };
}

/** Codes in a text that no listed form matched: those with another prefix or vendor are resolved, the rest is unknown. */
export function readUnlistedCodes<T extends Findable>(read: ReadText, taken: readonly TextHit<T>[], codes: NamedCodes<T>) {
  const starts = new Set(taken.flatMap(({ start, place }) => (place === 'wording' ? [] : [start])));
  const hits: TextHit<T>[] = [];
  const unknown = new Map<string, UnknownCode & Span>();
  const known = new Map<string, T | undefined>();
  const seen = new Map<string, number>();
  for (let at = 0; at < read.words.length; at++) {
    const { text: code, start, end } = read.words.at(at) ?? noWord;
    const isSignIn = signInCode.test(code);
    if (!(isSignIn || isCodeName(code)) || starts.has(start) || isFieldName(read.text, end)) continue;
    const times = (seen.get(code) ?? 0) + 1;
    seen.set(code, times);
    if (times > mostSpans) continue;
    const isAbout = read.context.isOurs() || read.words.length <= shortestText;
    const isField = isCodeField(read.fieldAt(at) ?? '');
    const isKnownService = hasServicePrefix(code);
    const mayBeOurs = isSignIn || ((isField || isKnownService || isAbout) && !isCommonplace(code));
    const key = `${code} ${isField && isAbout}`;
    if (mayBeOurs && !known.has(key) && known.size < mostNames) known.set(key, codes.find(code, isField && isAbout));
    const entry = mayBeOurs ? known.get(key) : undefined;
    if (entry)
      hits.push({ entry, others: [], place: isField ? 'field' : 'loose', wordCount: 1, start, end, isWeak: false, isBareStatus: false });
    else if (isSignIn || isKnownService || (isField && isAbout)) noteUnknown(unknown, isSignIn, { code, start, end });
  }
  return { hits, unknownCodes: [...unknown.values()] };
}

/** True for words of several capitals, as codes of this world are. */
function isCodeName(word: string): boolean {
  return word.length <= longestUnknownCode && /^[A-Z][a-z]+[A-Z0-9][A-Za-z0-9]*$/.test(word);
}

function noteUnknown(unknown: Map<string, UnknownCode & Span>, isSignIn: boolean, { code, ...span }: { code: string } & Span): void {
  const key = code.toUpperCase();
  if (unknown.has(key) || unknown.size === mostUnknownCodes) return;
  unknown.set(key, isSignIn ? { family: 'aadsts', code: key, ...span } : { family: 'synchronization-error', code, ...span });
}
