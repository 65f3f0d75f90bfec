import { ageInMs, hourInMs, isoOf, millisOf } from '../../time.ts';

/** What failed in one way, by Microsoft's names alone. */
export interface FailingCause {
  code: string;
  /** The first step that did not succeed, such as `export`. */
  step?: string;
}

/** How many objects of a job failed in the day before, by cause. No object is named. */
export interface FailingCount {
  /** When the log was read, UTC ISO. */
  at: string;
  /** Different objects. */
  objects: number;
  /** Rows of the log. */
  rows: number;
  /** There may be more: the log is longer than what was read of it, or some of it cannot be understood. */
  atLeast?: true;
  /** How many causes there are; the most frequent stand in `top`, with their different objects. */
  causes: number;
  top: (FailingCause & { objects: number })[];
}

/** The counts of two days as they are stored: causes are named once, samples tell them by their place in that list. */
export interface FailingCounts {
  causes: FailingCause[];
  samples: (Omit<FailingCount, 'top'> & { top: [cause: number, objects: number][] })[];
}

const samplesKept = 48;
const lifeInMs = samplesKept * hourInMs;
const causesKept = 3;
/** A count older than this says nothing of now. Where many jobs fail they take turns, and each says something until its next is overdue. */
const [leastTellingInMs, mostTellingInMs] = [3 * hourInMs, 8 * hourInMs];
const turnsTold = 1.5;

/** The counts with this one in them: two days are kept, one an hour, and of each the most frequent causes. */
export function addFailingCount(before: FailingCounts | undefined, count: FailingCount): FailingCounts {
  const hour = hourOf(count.at);
  const kept = failingCountsOf(before).filter(
    ({ at }) => at < count.at && hourOf(at) !== hour && isoOf(millisOf(count.at) - lifeInMs) < at,
  );
  return pack([...kept, { ...count, top: count.top.slice(0, causesKept) }].slice(-samplesKept));
}

/** What of the counts is not yet two days old; undefined where nothing is. */
export function keepFailingCounts(counts: FailingCounts | undefined, now: number): FailingCounts | undefined {
  if (counts === undefined) return undefined;
  const kept = failingCountsOf(counts).filter(({ at }) => ageInMs(at, now) < lifeInMs);
  return kept.length === counts.samples.length ? counts : kept.length === 0 ? undefined : pack(kept);
}

/** The counts, oldest first. */
export function failingCountsOf(counts: FailingCounts | undefined): FailingCount[] {
  if (counts === undefined) return [];
  return counts.samples.map(({ top, ...sample }) => ({
    ...sample,
    top: top.flatMap(([index, objects]) => {
      const cause = counts.causes[index];
      return cause === undefined ? [] : [{ ...cause, objects }];
    }),
  }));
}

/** The last count that still says something of now, where it found objects that fail. */
export function latestFailingCount(counts: FailingCounts | undefined, now: number): FailingCount | undefined {
  const [last, before] = failingCountsOf(counts).toReversed();
  if (last === undefined || last.objects === 0) return undefined;
  const turnInMs = before === undefined ? 0 : millisOf(last.at) - millisOf(before.at);
  // A longer pause is none of turns: the job was well meanwhile, or its log could not be read.
  const isByTurns = turnInMs <= mostTellingInMs;
  const tellingInMs = isByTurns ? Math.min(mostTellingInMs, turnsTold * turnInMs) : 0;
  return ageInMs(last.at, now) <= Math.max(leastTellingInMs, tellingInMs) ? last : undefined;
}

function pack(counts: readonly FailingCount[]): FailingCounts {
  const places = new Map<string, number>();
  const causes: FailingCause[] = [];
  const placeOf = ({ code, step }: FailingCause): number => {
    const key = JSON.stringify([code, step]);
    const known = places.get(key) ?? causes.push({ code, ...(step !== undefined && { step }) }) - 1;
    places.set(key, known);
    return known;
  };
  const samples = counts.map(({ top, ...count }) => ({
    ...count,
    top: top.map((cause): [number, number] => [placeOf(cause), cause.objects]),
  }));
  return { causes, samples };
}

function hourOf(at: string): number {
  return Math.floor(millisOf(at) / hourInMs);
}
