import type { UpstreamError } from '../../domain/errors.ts';
import type { LogRow, RowKind } from '../../domain/job/failing/log-row.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';

export interface LogQuery {
  /** Exclusive, UTC ISO: Graph compares with `gt` and `lt` alone. */
  from: string;
  /** Exclusive, UTC ISO. */
  to: string;
  kinds: readonly RowKind[];
}

/** How a reading may ask; all that Graph answers at once unless told. */
export interface LogPace {
  mostRequests: number;
  /** Every request that leaves goes through it. */
  through<Answer>(request: () => Promise<Answer>): Promise<Answer>;
}

export interface LogReading {
  rows: LogRow[];
  /** Everything of the kinds asked for was read from here on, UTC ISO. */
  from: string;
  /** Whether older rows were left unread. */
  truncated: boolean;
  /** Why it was left unread, where that was a failure and not the number of requests. */
  interruption?: UpstreamError;
  /** Rows that are in a form that cannot be read; they stand nowhere else. */
  notUnderstood: number;
}

/** The provisioning logs, asked now and never kept. */
export interface ProvisioningLog {
  /**
   * The rows of one job, newest first, in at most five requests, or as `pace` says.
   * @throws UpstreamError when the first request failed, also because the limit of reports is used up: then with the time to wait.
   */
  read(key: JobKey, query: LogQuery, pace?: LogPace): Promise<LogReading>;
}
