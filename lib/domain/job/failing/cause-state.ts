import { millisOf } from '../../time.ts';
import { logLagInMs, type Run } from '../known-runs.ts';
import type { LogRow } from './log-row.ts';

export const causeStates = ['new', 'stillFailing', 'fixed', 'unknown'] as const;
export type CauseState = (typeof causeStates)[number];

/** What was read of the log, and what it can be compared with. Times are UTC ISO. */
export interface ReadWindow {
  /** Everything from here on was read. */
  from: string;
  to: string;
  /** Whether older rows were left unread. */
  truncated: boolean;
  /** How many rows could not be understood: each may be of any cause and time. */
  notUnderstood: number;
  /** What came before is compared with what came since; absent, nothing is. */
  comparedAt?: string;
  /** Runs of the job that are known and over, in any order. */
  runs: readonly Run[];
}

/**
 * Whether a cause came, went, or stays. It is new only where the time before was read too, and fixed only when a whole run is known that
 * began after its last row and is so long over that its failures would stand in the log; neither where a row could not be understood.
 */
export function causeState(rows: readonly LogRow[], window: ReadWindow): CauseState {
  const { comparedAt, from, truncated, notUnderstood } = window;
  if (comparedAt === undefined || !(comparedAt > from)) return 'unknown';
  const [isBefore, isSince] = [rows.some(({ at }) => at < comparedAt), rows.some(({ at }) => at >= comparedAt)];
  if (isBefore && isSince) return 'stillFailing';
  if (notUnderstood > 0) return 'unknown';
  if (isSince) return truncated ? 'unknown' : 'new';
  return wasTriedSince(rows, window) ? 'fixed' : 'unknown';
}

// Any such run does: of a job that runs every two minutes the last one never is so long over.
function wasTriedSince(rows: readonly LogRow[], { to, runs }: ReadWindow): boolean {
  return runs.some(({ began, ended }) => rows.every(({ at }) => at < began) && millisOf(to) - millisOf(ended) >= logLagInMs);
}
