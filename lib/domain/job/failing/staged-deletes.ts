import { defined } from '../../optional.ts';
import { dayInMs, isoOf, millisOf } from '../../time.ts';
import { latestOf } from '../job-facts.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import { countObjects, examplesOf, mayBeMore } from './group-rows.ts';
import type { LoggedObject, LogRow } from './log-row.ts';

/** Why the log does not say how many objects wait, although it can be read. */
export const uncountedReasons = ['truncated', 'notUnderstood', 'notKept', 'notLogged'] as const;
type UncountedReason = (typeof uncountedReasons)[number];

/** What the log shows of the deletions that a job holds back. */
export interface StagedDeletes {
  /** How many different objects wait; `null` where the log cannot say: a number that is a floor only would bind nobody to anything. */
  figure: number | null;
  uncounted?: UncountedReason;
  /** So many different objects were counted, of those that cannot all be counted. */
  atLeast?: number;
  /** When the last one was put aside, UTC ISO; absent where the log shows none. */
  lastAt?: string;
  /** Different objects, the most frequent type first. */
  byType: { type: string; objects: number }[];
  examples: LoggedObject[];
}

interface StagedReading {
  /** Rows of held-back deletions alone. */
  rows: readonly LogRow[];
  truncated: boolean;
  notUnderstood: number;
  /** Set where the cycle that reached the limit ran before the time that Graph keeps its log for. */
  notKept: boolean;
}

/**
 * Whether the protection against accidental deletions stopped the job.
 * https://learn.microsoft.com/entra/identity/app-provisioning/accidental-deletions
 */
export function holdsBackDeletes({ quarantine }: Pick<JobSnapshot, 'quarantine'>): boolean {
  return quarantine?.reason.includes('TooManyDeletes') === true;
}

/**
 * From when on the log is asked, UTC ISO: the cycle that reached the limit ran before the quarantine began. That beginning stays the same
 * as long as the quarantine lasts, so that two readings of it count the same.
 */
export function stagedSince(snapshot: Pick<JobSnapshot, 'quarantine'>, now: number): string {
  const began = holdsBackDeletes(snapshot) ? millisOf(snapshot.quarantine?.seriesBegan) : Number.NaN;
  return isoOf((Number.isNaN(began) ? now : Math.min(began, now)) - dayInMs);
}

/** Counts each object once, however many cycles have put it aside; says of no number that could be too low that it is the number. */
export function tallyStagedDeletes(reading: StagedReading, isWaiting: boolean): StagedDeletes {
  const { rows } = reading;
  const uncounted = uncountedReason(reading, isWaiting);
  const objects = rows.flatMap((row) => (row.object === undefined ? [] : [{ ...row, object: row.object }]));
  const byType = [...Map.groupBy(objects, ({ object }) => object.type.toLowerCase()).values()];
  return {
    figure: uncounted === undefined ? countObjects(rows) : null,
    ...(uncounted && { uncounted, atLeast: countObjects(rows) }),
    ...defined({ lastAt: latestOf(rows.map(({ at }) => at)) }),
    byType: byType
      .map((own) => ({ type: own[0]?.object.type ?? '', objects: countObjects(own) }))
      .sort((one, other) => other.objects - one.objects || (one.type < other.type ? -1 : 1)),
    examples: examplesOf(rows),
  };
}

/** The figure in words: "4,400 objects"; where nobody can count, what was counted at least. */
export function countedObjects(figure: number | null, atLeast = 0): string {
  if (figure === null) return atLeast > 0 ? `at least ${objectsText(atLeast)}` : 'a number of objects that nobody can count';
  return objectsText(figure);
}

function objectsText(count: number): string {
  return count === 1 ? '1 object' : `${count.toLocaleString('en-GB')} objects`;
}

// Rows reach the log minutes late, so that none of a job that waits says nothing.
function uncountedReason({ rows, truncated, notUnderstood, notKept }: StagedReading, isWaiting: boolean): UncountedReason | undefined {
  if (truncated) return 'truncated';
  if (notUnderstood > 0 || mayBeMore(rows)) return 'notUnderstood';
  if (notKept) return 'notKept';
  return isWaiting && rows.length === 0 ? 'notLogged' : undefined;
}
