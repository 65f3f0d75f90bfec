import { readdirSync, readFileSync } from 'node:fs';

/** One text of the corpus, what carried it, and what is told in it; entries are written `family/code`. */
export interface CorpusRecord {
  id: string;
  carrier: string;
  text: string;
  /** What has to be found, the best first; empty where nothing of the catalogue is told. */
  expect: string[];
  /** Entries of which each is as right in the first place as the first expected one. */
  anyOf?: string[];
  /** What is told beside it: may be found, need not be. */
  also?: string[];
  /** Kept apart: measured, and never looked at while the finder is being mended. */
  holdout: boolean;
}

export interface Score {
  texts: number;
  /** Entries found, and those of them that the texts tell. */
  found: number;
  right: number;
  /** Entries expected, and those of them that were found. */
  expected: number;
  met: number;
  /** Texts that tell something, and those of them whose best entry came first. */
  telling: number;
  first: number;
}

export interface Judged {
  record: CorpusRecord;
  found: string[];
  score: Score;
}

const folder = new URL('../../../fixtures/explain-corpus/', import.meta.url);

export function readCorpus(): CorpusRecord[] {
  return readdirSync(folder).flatMap((name): CorpusRecord[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

/** Which texts are kept apart: of each carrier, and there of those with and without a fault, the half whose hashed ids come first. */
export function idsKeptApart(corpus: readonly CorpusRecord[]): Set<string> {
  const kinds = Map.groupBy(corpus, ({ carrier, expect }) => `${carrier}/${expect.length > 0}`);
  return new Set(
    [...kinds.values()].flatMap((kind) => {
      const ids = kind.map(({ id }) => id).sort((one, other) => hashOf(one) - hashOf(other));
      return ids.slice(0, Math.floor(ids.length / 2));
    }),
  );
}

// FNV-1a with 15 as its seed.
function hashOf(id: string): number {
  return [...`15:${id}`].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
}

export function judge(record: CorpusRecord, found: string[]): Judged {
  const { expect, anyOf = [], also = [] } = record;
  const told = new Set([...expect, ...anyOf, ...also]);
  const stands = (entry: string, place: number): boolean =>
    found.includes(entry) || (place === 0 && anyOf.some((other) => !expect.includes(other) && found.includes(other)));
  const [best] = found;
  return {
    record,
    found,
    score: {
      texts: 1,
      found: found.length,
      right: found.filter((entry) => told.has(entry)).length,
      expected: expect.length,
      met: expect.filter(stands).length,
      telling: expect.length > 0 ? 1 : 0,
      first: best !== undefined && (best === expect[0] || anyOf.includes(best)) ? 1 : 0,
    },
  };
}

export function sumOf(judged: readonly Judged[]): Score {
  const sum: Score = { texts: 0, found: 0, right: 0, expected: 0, met: 0, telling: 0, first: 0 };
  for (const { score } of judged) for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key];
  return sum;
}

/** A share of nothing is whole: who finds nothing has found nothing wrong. */
export function sharesOf({ found, right, expected, met, telling, first }: Score): { precision: number; recall: number; top1: number } {
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return { precision: share(right, found), recall: share(met, expected), top1: share(first, telling) };
}

/** A table of the shares: in all, of each half, of each carrier and of each family. */
export function tableOf(judged: readonly Judged[]): string {
  const groups: [string, readonly Judged[]][] = [
    ['all', judged],
    ['open half', judged.filter(({ record }) => !record.holdout)],
    ['half kept apart', judged.filter(({ record }) => record.holdout)],
    ...Map.groupBy(judged, ({ record }) => record.carrier),
    ...Map.groupBy(judged, ({ record }) => `[${record.expect[0]?.split('/')[0] ?? 'nothing'}]`),
  ];
  const lines = groups.map(([name, group]) => {
    const sum = sumOf(group);
    const { precision, recall, top1 } = sharesOf(sum);
    const counts = [sum.texts, sum.found - sum.right, sum.expected - sum.met].map((count) => String(count).padStart(7));
    return `${name.padEnd(28)}${counts.join('')}${[precision, recall, top1].map((share) => share.toFixed(3).padStart(11)).join('')}`;
  });
  return [`${''.padEnd(28)}  texts  wrong missed  precision     recall      top-1`, ...lines].join('\n');
}

/** The texts of the open half that were not read as expected, one a line. */
export function missesOf(judged: readonly Judged[]): string {
  return judged
    .filter(
      ({ record, score }) => !record.holdout && (score.right < score.found || score.met < score.expected || score.first < score.telling),
    )
    .map(({ record, found }) => `${record.id}: expected ${record.expect.join(', ') || 'nothing'}; found ${found.join(', ') || 'nothing'}`)
    .join('\n');
}
