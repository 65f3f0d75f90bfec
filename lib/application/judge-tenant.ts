import { createHash } from 'node:crypto';
import { judgeAtReadTime } from '../domain/assess-health.ts';
import { freshForInMs, judgeFreshness, lastReadAt } from '../domain/freshness.ts';
import type { Freshness } from '../domain/health.ts';
import type { JobSummary } from '../domain/job-view.ts';
import { type QuarantineCountdown, quarantineCountdown } from '../domain/quarantine-countdown.ts';
import { compareJobs } from '../domain/sort-jobs.ts';
import type { FleetRow } from '../domain/tenant.ts';
import { dayInMs, millisOf } from '../domain/time.ts';

/** A job as the lists show it: judged at one moment. */
export interface ListedJob extends JobSummary {
  tenantId: string;
  tenantName: string;
  freshness: Freshness;
  severity: number;
  countdown?: QuarantineCountdown;
}

export interface JudgedTenant {
  /** Worst first. */
  jobs: readonly ListedJob[];
  /** Changes with everything shown but the time of the last reading. */
  signature: string;
  /** Until then the passing of time alone changes nothing; milliseconds since the epoch. */
  judgedUntil: number;
}

interface JudgeFacts {
  row: Pick<FleetRow, 'tenantId' | 'lastCompletedAt'>;
  tenantName: string;
  pollIntervalInMs: number;
  now: number;
}

/** Judges a stored summary at a moment: `observedAt` becomes the time of its last good reading. */
export function judgeJob(summary: JobSummary, { row, tenantName, pollIntervalInMs, now }: JudgeFacts): ListedJob {
  const observedAt = lastReadAt(summary, row);
  const freshness = judgeFreshness({ lastReadAt: observedAt, pollIntervalInMs, now });
  const countdown = summary.state === 'Quarantine' ? quarantineCountdown(summary.quarantine, now) : undefined;
  return {
    ...summary,
    ...judgeAtReadTime(summary, freshness),
    tenantId: row.tenantId,
    tenantName,
    observedAt,
    freshness,
    ...(countdown && { countdown }),
  };
}

/** Judges all jobs of a tenant and says how long the judgement holds. */
export function judgeTenant(summaries: readonly JobSummary[], facts: JudgeFacts): JudgedTenant {
  const jobs = summaries.map((summary) => judgeJob(summary, facts)).sort(compareJobs);
  const hash = createHash('sha256');
  let judgedUntil = Number.POSITIVE_INFINITY;
  for (const job of jobs) {
    hash.update(JSON.stringify({ ...job, observedAt: undefined }));
    judgedUntil = Math.min(judgedUntil, nextChange(job, facts));
  }
  return { jobs, signature: hash.digest('base64url'), judgedUntil };
}

function nextChange({ observedAt, freshness, countdown }: ListedJob, { pollIntervalInMs, now }: JudgeFacts): number {
  const stale = freshness === 'fresh' ? millisOf(observedAt) + freshForInMs(pollIntervalInMs) + 1 : Number.POSITIVE_INFINITY;
  const leftInMs = countdown === undefined ? 0 : millisOf(countdown.disableAt) - now;
  return leftInMs > 0 ? Math.min(stale, now + (leftInMs % dayInMs) + 1) : stale;
}
