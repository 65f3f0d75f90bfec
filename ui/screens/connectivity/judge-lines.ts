import type { NetworkDiagnosis } from '../../../client/client.d.ts';

/** What the host that a line names means. */
export type LineMeaning = 'refused' | 'reached' | 'ignored' | 'other';

interface ShownLine {
  /** From 1. */
  number: number;
  text: string;
  meaning: LineMeaning;
  /** How many lines before it are left out. */
  leftOut: number;
}

export interface JudgedLines {
  shown: ShownLine[];
  counts: Record<LineMeaning, number>;
  /** Behind the last that is shown. */
  leftOut: number;
}

interface Mark {
  number: number;
  start: number;
  end: number;
  meaning: LineMeaning;
}

const [mostShown, mostRefused, perHost, longestLine] = [200, 100, 3, 300];
const notJudged = { meaning: 'other', host: '' } as const;
const refusedLine = { meaning: 'refused', host: '' } as const;
// Of more runs than these the diagnosis does not tell: whatever stands behind them may have been refused, too.
const mostRuns = 10_000;
// None begins within a word: a long one would be read again from each of its letters.
const hostForm = /(?<![\w-])(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi;

/**
 * Colours a text as it was diagnosed: what was refused or not understood by the numbers of the lines, the others by their hosts. Of a long
 * text it keeps what tells something: the lines that were refused, and the first of each host.
 */
export function judgeLines(given: string, diagnosis: NetworkDiagnosis): JudgedLines {
  const text = given.replace(/\r\n?/g, '\n');
  const judge = createHostJudge(diagnosis);
  const isUnread = createRunFinder(diagnosis.notUnderstoodAt);
  const isRefused = createRunFinder(diagnosis.refusedAt);
  const lastTold = diagnosis.refusedAt?.[mostRuns - 1]?.to ?? Number.POSITIVE_INFINITY;
  const counts = { refused: 0, reached: 0, ignored: 0, other: 0 };
  const marks: Mark[] = [];
  const seen = new Map<string, number>();
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    number += 1;
    const line = text.slice(start, Math.min(end, start + 4_096));
    const isOpen = isUnread(number) || number > lastTold;
    const { meaning, host } = isRefused(number) ? refusedLine : isOpen ? notJudged : judgeLine(line, judge);
    counts[meaning] += 1;
    const times = (seen.get(meaning + host) ?? 0) + 1;
    seen.set(meaning + host, times);
    const isTelling = number <= 5 || (meaning === 'refused' ? counts.refused <= mostRefused : times <= perHost);
    if (number <= mostShown || (isTelling && marks.length < 5 * mostShown)) marks.push({ number, start, end, meaning });
    start = end + 1;
  }
  return { ...shownOf(text, marks, number), counts };
}

/** Whether a line, each behind the one asked before, is in one of the runs. */
function createRunFinder(runs: NetworkDiagnosis['refusedAt'] = []): (number: number) => boolean {
  let place = 0;
  return (number) => {
    while ((runs[place]?.to ?? number) < number) place++;
    return (runs[place]?.from ?? number + 1) <= number;
  };
}

function shownOf(text: string, marks: readonly Mark[], lines: number): Omit<JudgedLines, 'counts'> {
  const kept = lines <= mostShown ? marks : mostTelling(marks);
  let last = 0;
  const shown = kept.map(({ number, start, end, meaning }) => {
    const leftOut = number - last - 1;
    last = number;
    const line = text.slice(start, end).trimEnd();
    return { number, meaning, leftOut, text: line.length > longestLine ? `${line.slice(0, longestLine)}…` : line };
  });
  return { shown, leftOut: lines - last };
}

// Refused first, then what is needed, then the rest; shown in the order of the text.
function mostTelling(marks: readonly Mark[]): Mark[] {
  const byWeight = (['refused', 'reached', 'ignored', 'other'] as const).flatMap((meaning) => {
    const own = marks.filter((mark) => mark.meaning === meaning);
    return meaning === 'refused' ? own.slice(0, mostRefused) : own.slice(0, mostShown / 4);
  });
  return byWeight.slice(0, mostShown).sort((one, other) => one.number - other.number);
}

type MeaningOf = (host: string) => LineMeaning;

/** What a line that was not refused means: what the first of its hosts does that means anything. */
function judgeLine(line: string, meaningOf: MeaningOf): { meaning: LineMeaning; host: string } {
  for (const [host] of unescaped(line).matchAll(hostForm)) {
    const meaning = meaningOf(host.toLowerCase());
    if (meaning !== 'other') return { meaning, host };
  }
  return notJudged;
}

// Some proxies write the signs of an address as %HH.
function unescaped(line: string): string {
  return line.includes('%') ? line.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : line;
}

function createHostJudge({ reached, ignored }: NetworkDiagnosis): MeaningOf {
  const [needed, ignorable] = [reached, ignored].map((rows) => rows.map(({ host }) => host.toLowerCase())) as [string[], string[]];
  const known = new Map<string, LineMeaning>();
  return (host) => {
    const isIn = (patterns: readonly string[]) => patterns.some((pattern) => meet(host, pattern));
    const meaning = known.get(host) ?? (isIn(ignorable) ? 'ignored' : isIn(needed) ? 'reached' : 'other');
    known.set(host, meaning);
    return meaning;
  };
}

/** Whether one of two hosts or patterns lies below the other, or both are the same. */
function meet(one: string, other: string): boolean {
  return one === other || below(one, other) || below(other, one);
}

function below(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') && (host.endsWith(pattern.slice(1)) || host === pattern.slice(2));
}
