import { ageInMs, isAhead, millisOf, minuteInMs } from '../../time.ts';
import type { Freshness } from './health.ts';

interface FreshnessFacts {
  /** When the last good reading was asked for, UTC ISO; absent when there was none. */
  lastReadAt: string | undefined;
  pollIntervalInMs: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * How old our reading is: fresh up to two poll intervals and a minute, stale beyond, and where a wrong clock noted a time that lies ahead;
 * unknown when there never was one.
 */
export function judgeFreshness({ lastReadAt, pollIntervalInMs, now }: FreshnessFacts): Freshness {
  const age = ageInMs(lastReadAt, now);
  if (Number.isNaN(age)) return 'unknown';
  return age <= freshForInMs(pollIntervalInMs) && !isAhead(lastReadAt, now) ? 'fresh' : 'stale';
}

/** How long a reading stays fresh. */
export function freshForInMs(pollIntervalInMs: number): number {
  return 2 * pollIntervalInMs + minuteInMs;
}

/** What a tenant's row says of its last complete pass. */
export interface CompletePass {
  /** Its start. */
  lastCompletedAt?: string;
  /** Its end, where readings up to then count from its start. */
  completedUntil?: string;
}

interface Reading {
  observedAt: string;
  readFailingSince?: string;
}

/**
 * When this job was last read well, UTC ISO: the one answer for lists, documents and counts. A complete pass vouches from its start for
 * every job, changed or not, so that a list need not be written anew for the second in which one of them was read; but not for a job whose
 * own reading is failing. Undefined for a job that is known to exist and could never be understood.
 */
export function lastReadAt(reading: Reading, pass: CompletePass | undefined): string | undefined {
  if (isVouchedFor(reading, pass)) return pass.lastCompletedAt;
  return isNeverRead(reading) ? undefined : reading.observedAt;
}

// The row of a job that was read before keeps the time of its last good reading, which is older than the first that failed.
function isNeverRead({ observedAt, readFailingSince }: Reading): boolean {
  return readFailingSince !== undefined && millisOf(observedAt) >= millisOf(readFailingSince);
}

/** Whether the last complete pass speaks for the job; else a reading of its own does. */
export function isVouchedFor(
  { observedAt, readFailingSince }: Reading,
  pass: CompletePass | undefined,
): pass is CompletePass & { lastCompletedAt: string } {
  if (readFailingSince !== undefined || pass?.lastCompletedAt === undefined) return false;
  const read = millisOf(observedAt);
  return read <= millisOf(pass.lastCompletedAt) || read <= millisOf(pass.completedUntil);
}
