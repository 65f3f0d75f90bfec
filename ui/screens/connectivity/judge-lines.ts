import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { createAnswerJudge } from './judge-answer.ts';

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

const [mostShown, mostRefused, perHost, longestLine, longestBehind] = [200, 100, 3, 300, 128];
const notJudged = { meaning: 'other', host: '' } as const;
// None begins within a word: a long one would be read again from each of its letters.
const hostForm = /(?<![\w-])(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi;

/**
 * Colours a text by what its hosts mean. Of a long one it keeps what tells something: the lines that were refused, and the first of each
 * host.
 */
export function judgeLines(given: string, diagnosis: NetworkDiagnosis): JudgedLines {
  const text = given.replace(/\r\n?/g, '\n');
  const judge = createHostJudge(diagnosis);
  const isUnread = createUnreadFinder(diagnosis.notUnderstoodAt);
  const counts = { refused: 0, reached: 0, ignored: 0, other: 0 };
  const marks: Mark[] = [];
  const seen = new Map<string, number>();
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    number += 1;
    const judged = judgeLine(text.slice(start, Math.min(end, start + 4_096)), judge);
    const { meaning, host } = isUnread(number) && judged.meaning !== 'refused' ? notJudged : judged;
    counts[meaning] += 1;
    const times = (seen.get(meaning + host) ?? 0) + 1;
    seen.set(meaning + host, times);
    const isTelling = number <= 5 || (meaning === 'refused' ? counts.refused <= mostRefused : times <= perHost);
    if (number <= mostShown || (isTelling && marks.length < 5 * mostShown)) marks.push({ number, start, end, meaning });
    start = end + 1;
  }
  return { ...shownOf(text, marks, number), counts };
}

/** Whether a line, each behind the one asked before, is among those that were not understood. */
function createUnreadFinder(runs: NetworkDiagnosis['notUnderstoodAt'] = []): (number: number) => boolean {
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

interface HostJudge {
  /** Takes notice of a line, before it is judged: it may name the columns of those below it. */
  note(line: string): void;
  judge(host: string, line: string, behind: string): LineMeaning;
}

function judgeLine(line: string, { note, judge }: HostJudge): { meaning: LineMeaning; host: string } {
  note(line);
  const text = unescaped(line);
  let found: { meaning: LineMeaning; host: string } | undefined;
  let isNamed = false;
  for (const { 0: host, index } of text.matchAll(hostForm)) {
    // Versions and addresses in numbers name nobody.
    isNamed ||= /[a-z]/i.test(host);
    const end = index + host.length;
    const meaning = judge(host, line, text.slice(end, end + longestBehind));
    // Of several requests in a line one that was refused tells most.
    if (meaning === 'refused') return { meaning, host };
    if (meaning !== 'other') found ??= { meaning, host };
  }
  return found ?? { meaning: isNamed ? 'other' : judge('', line, ''), host: '' };
}

// Some proxies write the signs of an address as %HH.
function unescaped(line: string): string {
  return line.includes('%') ? line.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : line;
}

function createHostJudge({ refused, reached, ignored }: NetworkDiagnosis): HostJudge {
  const refusals = Map.groupBy(refused, ({ host }) => host.toLowerCase());
  const ignorable = ignored.map(({ host }) => host.toLowerCase());
  const needed = reached.map(({ host }) => host.toLowerCase());
  const known = new Map<string, LineMeaning>();
  const answers = createAnswerJudge(refused);
  return {
    note: answers.note,
    judge(written, line, behind) {
      const host = written.toLowerCase();
      if (host === '') return answers.saysRefusal(line) ? 'refused' : 'other';
      if (refusals.get(host)?.some(({ status }) => answers.saysStatus(line, status, behind))) return 'refused';
      const meaning = known.get(host) ?? meaningOf(host, { needed, ignorable });
      known.set(host, meaning);
      return meaning;
    },
  };
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
