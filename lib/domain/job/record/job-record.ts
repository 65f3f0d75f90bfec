import type { JobCondition } from '../../condition.ts';
import type { ConditionCounts } from '../../condition-count.ts';
import type { Span } from '../gap.ts';
import type { FailingCounts } from '../health/failing-counts.ts';
import type { Health, HealthReason } from '../health/health.ts';
import type { HourlySample } from '../health/hourly-samples.ts';
import type { JobMarks } from '../job-marks.ts';
import type { ReadFailure, UnreadableJob } from '../job-read.ts';
import type { Run } from '../known-runs.ts';
import type { JobKey, JobSnapshot } from '../synchronization-job.ts';

/** What is stored of one job: the last good snapshot and what we derived from the readings so far. */
export interface JobRecord extends JobKey, UnreadableJob {
  v: 1;
  /** Display name of the service principal. */
  displayName: string;
  snapshot: JobSnapshot;
  /** +1 per event; never a clock. */
  seq: number;
  /** When the request that yielded `snapshot` was sent. */
  observedAt: string;
  /** As judged at the last write; at read time age may make it worse. */
  health: Health;
  reasons: HealthReason[];
  /** When the stored health began. */
  since: string;
  samples: HourlySample[];
  /** What of its objects failed by the log, and why; absent where nobody counted in the last two days. */
  failing?: FailingCounts;
  /** Times of the last two days for which nothing is known of this job; absent where there are none. */
  gaps?: Span[];
  /** Times of the quarantine's openings and closings in the last 24 hours. */
  flips: string[];
  /** The same of each other condition that opened or closed in that time. */
  flipsOf?: Partial<Record<JobCondition, string[]>>;
  counts: ConditionCounts;
  /** Runs that an earlier reading showed last; absent on rows that are older than it. */
  earlierRuns?: Run[];
  marks?: JobMarks;
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
  /** Since when its latest answers are failures; this and the rest are absent while it answers well. */
  readFailingSince?: string;
  readFailure?: ReadFailure;
  /** Failures in a row: they open its incident and lengthen the time for which it is left alone. */
  failedReads?: number;
  /** It is not asked before this time, whatever becomes of the rest of its tenant. */
  notBefore?: string;
}
