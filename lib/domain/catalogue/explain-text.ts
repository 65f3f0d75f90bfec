import { InvalidRequestError } from '../errors.ts';
import type { Catalogue } from './build-catalogue.ts';
import type { CatalogueEntry, Family } from './catalogue-entry.ts';
import { type Explanation, explanationOf, type UnknownCode } from './explanation.ts';
import { findJobEntry } from './job-entry.ts';
import { buildWordTree } from './text-forms.ts';
import { findHits, type Span, type TextHit } from './text-hits.ts';
import { isFieldName, readWords, type Word } from './text-words.ts';

/** UTF-16 code units. */
export const longestText = 65_536;
const mostFindings = 50;
const mostSpans = 50;
const mostUnknownCodes = 20;
const longestUnknownCode = 100;

/** What one entry of the catalogue says about a text. */
interface Finding {
  code: string;
  family: Family;
  title: string;
  /** 0 to 1; only the order means something. */
  score: number;
  spans: Span[];
  explanation: Explanation;
  /** Other entries the same words may mean, as `family/code`. */
  alternatives: string[];
}

export interface TextExplanation {
  value: Finding[];
  /** Codes in the text that the catalogue lacks, to be recorded. */
  unknownCodes: UnknownCode[];
}

/** Families that only wrap a cause: the number or name beside them tells more. */
const wrappers: readonly Family[] = ['graph-http', 'connect-auth'];

/** A specific code before the quarantine reason before the job state, and any code before wording. */
function scoreOf({ entry, place }: TextHit): number {
  const inFamily = entry.family === 'job-state' ? 2 : entry.family === 'quarantine-reason' ? 1 : 0;
  if (place === 'wording') return [0.4, 0.3, 0.2][inFamily] ?? 0;
  const wrapped = wrappers.includes(entry.family) ? 0.1 : 0;
  return ([1, 0.75, 0.55][inFamily] ?? 0) - wrapped - (place === 'loose' ? 0.05 : 0);
}

function findingOf(entry: CatalogueEntry, hits: readonly TextHit[]): Finding {
  const others = new Set(hits.flatMap(({ others }) => others.map(({ family, code }) => `${family}/${code}`)));
  return {
    code: entry.code,
    family: entry.family,
    title: entry.title,
    score: hits.reduce((best, hit) => Math.max(best, scoreOf(hit)), 0),
    spans: hits
      .map(({ start, end }) => ({ start, end }))
      .sort((one, other) => one.start - other.start)
      .slice(0, mostSpans),
    explanation: explanationOf(entry),
    alternatives: [...others],
  };
}

function wholeTextHits(catalogue: Catalogue, text: string): TextHit[] {
  const code = text.trim();
  const [entry, ...others] = catalogue.findEntries(code);
  const start = text.indexOf(code);
  return entry ? [{ entry, others, place: 'field', wordCount: 1, start, end: start + code.length }] : [];
}

/** Values of code fields that no written form matched: forms with another prefix are resolved, the rest is unknown. */
function readCodeFields(catalogue: Catalogue, text: string, words: readonly Word[], hits: readonly TextHit[]) {
  const taken = new Set(hits.map(({ start }) => start));
  const extra: TextHit[] = [];
  const unknown = new Map<string, UnknownCode>();
  for (const { text: code, start, end, field } of words) {
    const isSignIn = /^AADSTS\d{3,9}$/i.test(code);
    const isCode = isSignIn || (field?.endsWith('code') && /^[A-Z][a-z]+[A-Z][A-Za-z]*$/.test(code));
    if (!isCode || taken.has(start) || isFieldName(text, end)) continue;
    const entry = findJobEntry(catalogue, code);
    if (entry) extra.push({ entry, others: [], place: isSignIn ? 'loose' : 'field', wordCount: 1, start, end });
    else if (unknown.size < mostUnknownCodes && code.length <= longestUnknownCode) {
      unknown.set(code.toUpperCase(), {
        family: isSignIn ? 'aadsts' : 'synchronization-error',
        code: isSignIn ? code.toUpperCase() : code,
      });
    }
  }
  return { extra, unknownCodes: [...unknown.values()] };
}

/** Best first. A job or run that is well explains nothing while something else is named. */
function findingsOf(hits: readonly TextHit[]): Finding[] {
  const byEntry = [...Map.groupBy(hits, ({ entry }) => entry)];
  const telling = byEntry.filter(([entry]) => entry.family !== 'job-state' || entry.severity !== 'info');
  const firstStart = ({ spans }: Finding): number => spans[0]?.start ?? 0;
  return (telling.length > 0 ? telling : byEntry)
    .map(([entry, places]) => findingOf(entry, places))
    .sort((one, other) => other.score - one.score || firstStart(one) - firstStart(other))
    .slice(0, mostFindings);
}

/** Prepares a function that finds every code and known wording in a text and says what each means, best first, one finding per entry. */
export function createTextExplainer(catalogue: Catalogue): (text: string) => TextExplanation {
  const tree = buildWordTree(catalogue.entries);

  return function explainText(text) {
    if (text.length > longestText) {
      const detail = `The text has ${text.length} characters; at most ${longestText} are read.`;
      throw new InvalidRequestError('TextTooLong', detail, [{ pointer: '/text', detail }]);
    }
    const words = readWords(text);
    const found = findHits(text, words, tree);
    const { extra, unknownCodes } = readCodeFields(catalogue, text, words, found);
    const hits = [...found, ...extra];
    return { value: findingsOf(hits.length > 0 ? hits : wholeTextHits(catalogue, text)), unknownCodes };
  };
}
