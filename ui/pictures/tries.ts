import type { QuarantineTry } from '../../client/client.d.ts';

export interface TryMark {
  at: number;
  /** Of 1000, along the line. */
  x: number;
  kind: 'failed' | 'next' | 'expected';
}

export interface TriesPicture {
  marks: readonly TryMark[];
  nowX: number;
  failedCount: number;
  /** The next try, and whether Graph says so or Microsoft's pattern lets it be expected. */
  next: { at: number; source: QuarantineTry['source'] } | undefined;
}

const shownFailed = 3;
const shownExpected = 3;
const margin = 40;

/** The last failed tries, now, and the next ones, on one line of time. */
export function triesPicture(tries: readonly QuarantineTry[], now: number): TriesPicture {
  const failed = tries.filter(({ outcome }) => outcome === 'failed');
  const expected = tries.filter(({ outcome, at }) => outcome === 'expected' && Date.parse(at) > now);
  const next = expected[0];
  const shown = [...failed.slice(-shownFailed), ...expected.slice(0, shownExpected)];
  const times = [...shown.map(({ at }) => Date.parse(at)), now];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const placeOf = (at: number) => (to === from ? 500 : margin + ((at - from) / (to - from)) * (1_000 - 2 * margin));
  return {
    marks: shown.map((each) => ({ at: Date.parse(each.at), x: placeOf(Date.parse(each.at)), kind: kindOf(each, each === next) })),
    nowX: placeOf(now),
    failedCount: failed.length,
    next: next && { at: Date.parse(next.at), source: next.source },
  };
}

function kindOf({ outcome, source }: QuarantineTry, isNext: boolean): TryMark['kind'] {
  if (outcome === 'failed') return 'failed';
  return isNext && source === 'graph' ? 'next' : 'expected';
}
