import type { JobSnapshot } from './synchronization-job.ts';

/** A quarantine that ended by the job being switched off. Times are UTC ISO. */
export interface DisabledFrom {
  /** When it was first seen switched off. */
  seenAt: string;
  /** When the 28 days were over, where it was found switched off only later. */
  offSince?: string;
  seriesBegan?: string;
  reason?: string;
  errorCode?: string;
}

/** What earlier readings told and the last one does not say any more; absent on rows that are older than it. Times are UTC ISO. */
export interface JobMarks {
  /** When it was first seen to be active again after a quarantine, a pause or a switch-off. */
  activeSince?: string;
  /** When its first cycle began, as far as Graph says, else when it was first seen. */
  firstCycleSince?: string;
  /** When the units of its progress were last seen to change. */
  progressMovedAt?: string;
  /** Kept from the switch-off until a good run. */
  disabledFrom?: DisabledFrom;
}

/** What a job is judged by: its last reading, what is kept of the earlier ones, and what we did ourselves. */
export interface JobFacts {
  snapshot: JobSnapshot;
  marks?: JobMarks;
  /** When our own last accepted request to set it going was sent, UTC ISO. */
  postedAt?: string;
}
