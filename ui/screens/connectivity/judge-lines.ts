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
const hostForm = /(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi;

/**
 * Colours a text by what its hosts mean. Of a long one it keeps what tells something: the lines that were refused, and the first of each
 * host.
 */
export function judgeLines(given: string, diagnosis: NetworkDiagnosis): JudgedLines {
  const text = given.replace(/\r\n?/g, '\n');
  const judge = createHostJudge(diagnosis);
  const counts = { refused: 0, reached: 0, ignored: 0, other: 0 };
  const marks: Mark[] = [];
  const seen = new Map<string, number>();
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    number += 1;
    const { meaning, host } = judgeLine(text.slice(start, Math.min(end, start + 4_096)), judge);
    counts[meaning] += 1;
    const times = (seen.get(meaning + host) ?? 0) + 1;
    seen.set(meaning + host, times);
    const isTelling = number <= 5 || (meaning === 'refused' ? counts.refused <= mostRefused : times <= perHost);
    if (number <= mostShown || (isTelling && marks.length < 5 * mostShown)) marks.push({ number, start, end, meaning });
    start = end + 1;
  }
  return { ...shownOf(text, marks, number), counts };
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

function judgeLine(line: string, judge: (host: string, line: string) => LineMeaning): { meaning: LineMeaning; host: string } {
  let isNamed = false;
  for (const [host] of unescaped(line).matchAll(hostForm)) {
    isNamed = true;
    const meaning = judge(host, line);
    if (meaning !== 'other') return { meaning, host };
  }
  return { meaning: isNamed ? 'other' : judge('', line), host: '' };
}

// Some proxies write the signs of an address as %HH.
function unescaped(line: string): string {
  return line.includes('%') ? line.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : line;
}

function createHostJudge({ refused, reached, ignored }: NetworkDiagnosis): (host: string, line: string) => LineMeaning {
  const refusals = Map.groupBy(refused, ({ host }) => host.toLowerCase());
  const ignorable = ignored.map(({ host }) => host.toLowerCase());
  const needed = reached.map(({ host }) => host.toLowerCase());
  const known = new Map<string, LineMeaning>();
  // An error names no host: `(407)`, `'407'` or `: 407` tell it.
  const error = new RegExp(`[(':] ?(?:${refused.map(({ status }) => status).join('|') || '(?!)'})\\b`);
  return (written, line) => {
    const host = written.toLowerCase();
    if (host === '') return error.test(line) ? 'refused' : 'other';
    if (refusals.get(host)?.some(({ status }) => saysStatus(line, status))) return 'refused';
    const meaning = known.get(host) ?? meaningOf(host, { needed, ignorable });
    known.set(host, meaning);
    return meaning;
  };
}

// What some forms write in the place of a number.
const words: Readonly<Record<number | string, RegExp>> = {
  403: /12202|block|den(?:y|ied)/i,
  407: /12209/,
  timeout: /abort|disconnect|hang.?up|reset|time.?d?.?out/i,
};
// Both forms of Squid have the number at its place; in the others any field may be it.
const answer = /(?:[A-Z]\/|HTTP\/\d\.\d" )(\d{3})\b/;
// A line that ends with its address says nothing of an answer.
const success = /(?:^|[\s,;"|/])(?:ok|200)\b|(?:[a-z]:\d+|\/)\s*$/i;

// A host may have answered elsewhere: the line itself has to show what befell it.
function saysStatus(line: string, status: number | string): boolean {
  if (words[status]?.test(line)) return true;
  if (typeof status === 'string') return !success.test(line);
  const [, told = status] = answer.exec(line) ?? [];
  return Number(told) === status && new RegExp(`(?<!\\d)${status}(?!\\d)`).test(line);
}

function meaningOf(host: string, { needed, ignorable }: { needed: readonly string[]; ignorable: readonly string[] }): LineMeaning {
  if (ignorable.some((pattern) => meet(host, pattern))) return 'ignored';
  return needed.some((pattern) => meet(host, pattern)) ? 'reached' : 'other';
}

/** Whether one of two hosts or patterns lies below the other, or both are the same. */
function meet(one: string, other: string): boolean {
  return one === other || below(one, other) || below(other, one);
}

function below(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') && (host.endsWith(pattern.slice(1)) || host === pattern.slice(2));
}
