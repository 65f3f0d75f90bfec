import { ageInMs, laterOf, minuteInMs } from '../../time.ts';
import type { Freshness } from './health.ts';

interface FreshnessFacts {
  /** When the last good reading was asked for, UTC ISO; absent when there was none. */
  lastReadAt: string | undefined;
  pollIntervalInMs: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/** How old our reading is: fresh up to two poll intervals and a minute, stale beyond, unknown when there never was one. */
export function judgeFreshness({ lastReadAt, pollIntervalInMs, now }: FreshnessFacts): Freshness {
  const age = ageInMs(lastReadAt, now);
  if (Number.isNaN(age)) return 'unknown';
  return age <= freshForInMs(pollIntervalInMs) ? 'fresh' : 'stale';
}

/** How long a reading stays fresh. */
export function freshForInMs(pollIntervalInMs: number): number {
  return 2 * pollIntervalInMs + minuteInMs;
}

/**
 * When this job was last read well, UTC ISO. A completed pass vouches for every job that it found unchanged,
 * but not for one whose own reading is failing.
 */
export function lastReadAt(
  record: { observedAt: string; readFailingSince?: string },
  fleetRow: { lastCompletedAt?: string } | undefined,
): string {
  return record.readFailingSince === undefined ? laterOf(record.observedAt, fleetRow?.lastCompletedAt) : record.observedAt;
}
