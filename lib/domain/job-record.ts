import type { Condition } from './condition.ts';
import type { Health, HealthReason } from './health.ts';
import type { ReadFailure } from './job-read.ts';
import type { JobKey, JobSnapshot } from './synchronization-job.ts';

/** One point of the 48-hour trend; at most one per hour is kept. */
export interface HourlySample {
  /** Start of the hour, UTC ISO. */
  t: string;
  escrowed: number;
  exported: number;
}

/** Readings in a row that showed a condition (`bad`) or its absence (`good`); kept so that a restart forgets nothing. */
export interface ConditionCount {
  bad: number;
  good: number;
}

/** What is stored of one job: the last good snapshot and what we derived from the readings so far. */
export interface JobRecord extends JobKey {
  v: 1;
  /** Display name of the service principal. */
  displayName: string;
  snapshot: JobSnapshot;
  /** +1 per event; never a clock. */
  seq: number;
  /** When the request that yielded `snapshot` was sent. */
  observedAt: string;
  readFailingSince?: string;
  /** `missing`: absent from a good list once; a second time in a row removes it. */
  readFailure?: Omit<ReadFailure, 'reason'> & { reason: ReadFailure['reason'] | 'missing' };
  /** As judged at the last write; at read time age may make it worse. */
  health: Health;
  reasons: HealthReason[];
  /** When the stored health began. */
  since: string;
  samples: HourlySample[];
  /** Times of the quarantine's openings and closings in the last 24 hours. */
  flips: string[];
  counts: Partial<Record<Condition, ConditionCount>>;
  removedAt?: string;
}

/** A service principal whose jobs we poll. */
export interface Target {
  v: 1;
  tenantId: string;
  servicePrincipalId: string;
  displayName: string;
  appId?: string;
  applicationTemplateId?: string;
  discoveredAt: string;
}
