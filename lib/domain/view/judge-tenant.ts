import { judgeAtReadTime } from '../job/health/assess-health.ts';
import { freshForInMs, judgeFreshness, lastReadAt } from '../job/health/freshness.ts';
import type { Freshness } from '../job/health/health.ts';
import { type QuarantineCountdown, quarantineCountdown } from '../job/health/quarantine-countdown.ts';
import { type JobKind, kindOf } from '../job/kind/job-kind.ts';
import type { FleetRow } from '../tenant/tenant.ts';
import { dayInMs, millisOf } from '../time.ts';
import type { JobSummary } from './job-view.ts';
import { compareJobs } from './sort-jobs.ts';

/** A job as the lists show it: judged at one moment. */
export interface ListedJob extends JobSummary {
  tenantId: string;
  tenantName: string;
  freshness: Freshness;
  severity: number;
  countdown?: QuarantineCountdown;
  kind: JobKind;
}

export interface JudgedTenant {
  /** Worst first. */
  jobs: readonly ListedJob[];
  /** Until then the passing of time alone changes nothing; milliseconds since the epoch. */
  judgedUntil: number;
}

interface JudgeFacts {
  row: Pick<FleetRow, 'tenantId' | 'lastCompletedAt' | 'completedUntil'>;
  tenantName: string;
  pollIntervalInMs: number;
  now: number;
}

/** Judges a stored summary at a moment: `observedAt` becomes the time of its last good reading, where there was one. */
export function judgeJob(summary: JobSummary, { row, tenantName, pollIntervalInMs, now }: JudgeFacts): ListedJob {
  const readAt = lastReadAt(summary, row);
  const freshness = judgeFreshness({ lastReadAt: readAt, pollIntervalInMs, now });
  // What the service has given up needs no countdown.
  const counts = summary.state === 'Quarantine' && !summary.reasons.includes('disabled');
  const countdown = counts ? quarantineCountdown(summary.quarantine, now) : undefined;
  return {
    ...summary,
    ...judgeAtReadTime(summary, freshness),
    tenantId: row.tenantId,
    tenantName,
    observedAt: readAt ?? summary.observedAt,
    freshness,
    kind: kindOf(summary),
    ...(countdown && { countdown }),
  };
}

/** Judges all jobs of a tenant and says how long the judgement holds. */
export function judgeTenant(summaries: readonly JobSummary[], facts: JudgeFacts): JudgedTenant {
  const jobs = summaries.map((summary) => judgeJob(summary, facts)).sort(compareJobs);
  const judgedUntil = jobs.reduce((soonest, job) => Math.min(soonest, nextChange(job, facts)), Number.POSITIVE_INFINITY);
  return { jobs, judgedUntil };
}

function nextChange({ observedAt, freshness, countdown }: ListedJob, { pollIntervalInMs, now }: JudgeFacts): number {
  const stale = freshness === 'fresh' ? millisOf(observedAt) + freshForInMs(pollIntervalInMs) + 1 : Number.POSITIVE_INFINITY;
  const leftInMs = countdown === undefined ? 0 : millisOf(countdown.disableAt) - now;
  return leftInMs > 0 ? Math.min(stale, now + (leftInMs % dayInMs) + 1) : stale;
}
