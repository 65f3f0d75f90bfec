import { millisOf, minuteInMs } from '../../time.ts';
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
  /** What came before is compared with what came since; absent, nothing is. */
  comparedAt?: string;
  /** The job's last run, as far as it is over. */
  lastRun?: { began: string; ended: string };
}

/** Rows reach the log minutes after what they tell of. https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-concepts */
const lagInMs = 15 * minuteInMs;

/**
 * Whether a cause came, went, or stays. It is new only where the time before was read too, and fixed only when a run that began since is
 * so long over that its failures would stand in the log.
 */
export function causeState(rows: readonly LogRow[], window: ReadWindow): CauseState {
  const { comparedAt, from, truncated } = window;
  if (comparedAt === undefined || !(comparedAt > from)) return 'unknown';
  const [isBefore, isSince] = [rows.some(({ at }) => at < comparedAt), rows.some(({ at }) => at >= comparedAt)];
  if (isBefore && isSince) return 'stillFailing';
  if (isSince) return truncated ? 'unknown' : 'new';
  return wasTriedSince(comparedAt, window) ? 'fixed' : 'unknown';
}

function wasTriedSince(comparedAt: string, { to, lastRun }: ReadWindow): boolean {
  return lastRun !== undefined && lastRun.began >= comparedAt && millisOf(to) - millisOf(lastRun.ended) >= lagInMs;
}
