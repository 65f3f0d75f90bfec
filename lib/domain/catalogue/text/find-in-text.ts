import type { UnknownCode } from '../explanation.ts';
import { createNamedCodes, readUnlistedCodes } from './named-codes.ts';
import { readPlain } from './plain-text.ts';
import { type ReadText, readText } from './read-text.ts';
import { judgeTargetAnswer } from './target-answer.ts';
import { arrangeForms, type Findable, isEvent } from './text-forms.ts';
import { findHits, mostSpans, type Span, type TextHit } from './text-hits.ts';

const mostFound = 50;

/** What one entry has to do with a text. */
interface Found<T> {
  entry: T;
  /** 0 to 1; only the order means something. */
  score: number;
  spans: Span[];
  /** Other entries the same words may mean. */
  others: T[];
}

interface FoundInText<T> {
  /** Best first, each entry once. */
  found: Found<T>[];
  /** Codes in the text that are known to nobody, and where each first stands. */
  unknownCodes: (UnknownCode & Span)[];
}

export interface TextSource {
  /** The message of a job's error is about this world whatever it says. */
  isOfJob?: boolean;
}

/** Families that only wrap a cause: the number or name beside them tells more. */
const wrappers: readonly string[] = ['graph-http', 'connect-auth'];
/** Codes that name no cause, of families whose entries do not say so themselves. */
const catchAlls: readonly string[] = ['EncounteredQuarantineException', 'Unknown', 'completed-export-errors'];

/** A code beside which any other tells more. */
function tellsLittle({ code, family, advice }: Findable): boolean {
  return wrappers.includes(family) || catchAlls.includes(code) || advice?.isCatchAll === true;
}

/**
 * A specific code before wording before what only says where the job is; the reason of a quarantine in between, unless it is the one
 * for everything else. A bare HTTP status comes last.
 */
function scoreOf({ entry, place, isBareStatus, wordCount }: TextHit<Findable>): number {
  if (entry.family === 'job-state') return place === 'wording' ? 0.2 : place === 'loose' ? 0.25 : 0.3;
  // Of two sentences the longer one fits more closely.
  if (place === 'wording') return (entry.family === 'quarantine-reason' ? 0.45 : 0.6) + Math.min(wordCount, 20) / 500;
  const worse = place === 'loose' ? 0.05 : 0;
  if (entry.family === 'quarantine-reason') return (tellsLittle(entry) ? 0.5 : 0.75) - worse;
  if (isBareStatus) return 0.15 - worse;
  // The number of an event tells less than the code that its text names.
  return 1 - worse - (tellsLittle(entry) ? 0.1 : isEvent(entry) ? 0.06 : 0);
}

function tells({ entry, isWeak, place }: TextHit<Findable>): boolean {
  return entry.family !== 'job-state' && entry.family !== 'quarantine-reason' && (!isWeak || place === 'wording');
}

/** Leaves out what says nothing beside the rest: the wrapper of a cause, OAuth's words beside a sign-in number, that a job is active. */
function dropNoise<T extends Findable>(hits: readonly TextHit<T>[], hasSignInCode: boolean): TextHit<T>[] {
  const isWrapper = ({ entry, isWeak, place }: TextHit<T>): boolean => isWeak && place !== 'wording' && wrappers.includes(entry.family);
  const isOAuth = ({ entry }: TextHit<T>): boolean => hasSignInCode && entry.family === 'connect-auth';
  const causes = new Set(hits.filter((hit) => tells(hit) && !isWrapper(hit)).map(({ entry }) => entry));
  const isWrapped = ({ entry }: TextHit<T>): boolean => hasSignInCode || causes.size > (causes.has(entry) ? 1 : 0);
  const kept = hits.filter((hit) => !(isWrapper(hit) && isWrapped(hit)) && !isOAuth(hit));
  const isWell = ({ entry }: TextHit<T>): boolean => entry.family === 'job-state' && entry.severity === 'info';
  const trouble = kept.filter((hit) => !isWell(hit));
  return trouble.length > 0 || hasSignInCode ? trouble : kept;
}

/** Words that several entries share mean the one that the text also names otherwise, and Microsoft Graph's in an error of its own. */
function settleShared<T extends Findable>({ context }: ReadText, hits: readonly TextHit<T>[]): TextHit<T>[] {
  const named = new Set(hits.filter(({ others }) => others.length === 0).map(({ entry }) => entry));
  return hits.map((hit) => {
    if (hit.others.length === 0) return hit;
    const all = [hit.entry, ...hit.others];
    const entry =
      all.find((one) => named.has(one)) ?? all.find(({ family }) => family === 'graph-http' && context.isGraphError()) ?? hit.entry;
    return { ...hit, entry, others: all.filter((one) => one !== entry) };
  });
}

/** Wording inside of longer wording is no second finding. */
function dropInner<T>(hits: readonly TextHit<T>[]): TextHit<T>[] {
  let reach = { start: -1, end: -1 };
  return hits
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter((hit) => {
      if (hit.place !== 'wording') return true;
      const isInner = hit.end <= reach.end && !(hit.start === reach.start && hit.end === reach.end);
      if (!isInner && hit.end > reach.end) reach = hit;
      return !isInner;
    });
}

function foundOf<T extends Findable>(hits: readonly TextHit<T>[], place: (span: Span) => Span): Found<T>[] {
  const firstStart = ({ spans }: Found<T>): number => spans[0]?.start ?? 0;
  return [...Map.groupBy(hits, ({ entry }) => entry)]
    .map(([entry, places]) => ({
      entry,
      score: places.reduce((best, hit) => Math.max(best, scoreOf(hit)), 0),
      spans: places
        .toSorted((one, other) => one.start - other.start)
        .slice(0, mostSpans)
        .map(place),
      others: [...new Set(places.flatMap(({ others }) => others))],
    }))
    .sort((one, other) => other.score - one.score || firstStart(one) - firstStart(other))
    .slice(0, mostFound);
}

/**
 * Prepares a function that finds every code and known wording in a text: what a carrier did to it is undone, and what any product may
 * print counts only where the text is about this world. Works for whatever has a code and phrases.
 */
export function createTextFinder<T extends Findable>(entries: readonly T[]): (text: string, source?: TextSource) => FoundInText<T> {
  const forms = arrangeForms(entries);
  const codes = createNamedCodes(entries);

  function hitsOf(read: ReadText): { hits: TextHit<T>[]; unknownCodes: (UnknownCode & Span)[] } {
    const listed = findHits(read, forms);
    const { hits: unlisted, unknownCodes } = readUnlistedCodes(read, listed, codes);
    const hasSignInCode =
      [...listed, ...unlisted].some(({ entry }) => entry.family === 'aadsts') || unknownCodes.some(({ family }) => family === 'aadsts');
    const judged = judgeTargetAnswer(read, settleShared(read, [...listed, ...unlisted]), entries);
    return { hits: dropNoise(dropInner(judged), hasSignInCode), unknownCodes };
  }

  function wholeHits({ text }: ReadText): TextHit<T>[] {
    const code = text.trim();
    const [entry, ...others] = codes.findWhole(code);
    const start = text.indexOf(code);
    return entry
      ? [{ entry, others, place: 'field', wordCount: 1, isWeak: false, isBareStatus: false, start, end: start + code.length }]
      : [];
  }

  return function findInText(sent, { isOfJob = false } = {}) {
    const plain = readPlain(sent);
    const alone = readText(plain.text, { isOfJob });
    const first = hitsOf(alone);
    const isNamed = !alone.context.isOurs() && first.hits.some(({ isWeak, place }) => !isWeak && place !== 'wording');
    // A code that nobody else prints is a name of this world: what stands beside it is read again.
    const read = isNamed ? readText(plain.text, { isOfJob, namesOurs: true }) : alone;
    const { hits, unknownCodes } = isNamed ? hitsOf(read) : first;
    const found = hits.length > 0 || unknownCodes.length > 0 ? hits : wholeHits(read);
    const asSent = ({ start, end }: Span): Span => ({ start: plain.startOf(start), end: plain.endOf(end) });
    return { found: foundOf(found, asSent), unknownCodes: unknownCodes.map((unknown) => ({ ...unknown, ...asSent(unknown) })) };
  };
}
