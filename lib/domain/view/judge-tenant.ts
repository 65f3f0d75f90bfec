import type { TenantTrouble } from '../catalogue/tenant/explain-trouble.ts';
import type { Incident } from '../incident/incident.ts';
import { judgeAtReadTime } from '../job/health/assess-health.ts';
import { freshForInMs, judgeFreshness, lastReadAt } from '../job/health/freshness.ts';
import { type Freshness, isReadingTrouble } from '../job/health/health.ts';
import { type QuarantineCountdown, quarantineCountdown } from '../job/health/quarantine-countdown.ts';
import { type JobKind, kindOf } from '../job/kind/job-kind.ts';
import { bearsOnAdvice, patienceInMs } from '../operation/advise-after.ts';
import { isApprovalLate } from '../operation/operation.ts';
import { troubleOf } from '../tenant/pass/trouble.ts';
import type { FleetRow } from '../tenant/tenant.ts';
import { dayInMs, millisOf } from '../time.ts';
import { briefIncident, type IncidentBrief } from './brief-incident.ts';
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
  /** Whether Graph told when it began, or it was first seen then. */
  sinceSource: 'graph' | 'firstSeen';
  incident?: IncidentBrief;
  /** What keeps its tenant from being read, where its reading is old or fails. */
  tenantTrouble?: TenantTrouble;
}

export interface JudgedTenant {
  /** Worst first. */
  jobs: readonly ListedJob[];
  /** Until then the passing of time alone changes nothing; milliseconds since the epoch. */
  judgedUntil: number;
}

interface JudgeFacts {
  row: Pick<FleetRow, 'tenantId' | 'lastCompletedAt' | 'completedUntil' | 'unreadableReason' | 'unreadableCode'>;
  tenantName: string;
  pollIntervalInMs: number;
  now: number;
  /** The open incidents of the tenant by their id. */
  incidents?: ReadonlyMap<string, Incident>;
}

/** Judges a stored summary at a moment: `observedAt` becomes the time of its last good reading, where there was one. */
export function judgeJob(stored: JobSummary, { row, tenantName, pollIntervalInMs, now, incidents }: JudgeFacts): ListedJob {
  const summary = withoutPastOperation(stored, now);
  const readAt = lastReadAt(summary, row);
  const freshness = judgeFreshness({ lastReadAt: readAt, pollIntervalInMs, now });
  const countdown = countdownOf(summary, now);
  const { incidentId } = summary;
  const isTrusted = freshness === 'fresh' && !isReadingTrouble(summary);
  const tenantTrouble = isTrusted ? undefined : troubleOf(row.unreadableReason, row.unreadableCode);
  return {
    ...summary,
    ...judgeAtReadTime(summary, freshness),
    tenantId: row.tenantId,
    tenantName,
    observedAt: readAt ?? summary.observedAt,
    freshness,
    kind: kindOf(summary),
    sinceSource: summary.quarantine?.seriesBegan === summary.since ? 'graph' : 'firstSeen',
    ...(countdown && { countdown }),
    ...(incidentId && { incident: briefIncident(incidentId, incidents?.get(incidentId), now) }),
    ...(tenantTrouble && { tenantTrouble }),
  };
}

// That an approval came to nothing may not be written yet; that an effect is awaited no longer never is.
function withoutPastOperation(summary: JobSummary, now: number): JobSummary {
  if (summary.lastOperation === undefined || bearsOnAdvice(summary.lastOperation, now)) return summary;
  const { lastOperation, activeOperationId, ...rest } = summary;
  return isApprovalLate(lastOperation, now) ? rest : { ...rest, ...(activeOperationId !== undefined && { activeOperationId }) };
}

/** The time left to a job in quarantine. What the service has given up needs no countdown. */
export function countdownOf(
  { state, reasons, quarantine }: Pick<JobSummary, 'state' | 'reasons' | 'quarantine'>,
  now: number,
): QuarantineCountdown | undefined {
  return state === 'Quarantine' && !reasons.includes('disabled') ? quarantineCountdown(quarantine, now) : undefined;
}

/** Judges all jobs of a tenant and says how long the judgement holds. */
export function judgeTenant(summaries: readonly JobSummary[], facts: JudgeFacts): JudgedTenant {
  const jobs = summaries.map((summary) => judgeJob(summary, facts)).sort(compareJobs);
  const judgedUntil = jobs.reduce((soonest, job) => Math.min(soonest, nextChange(job, facts)), Number.POSITIVE_INFINITY);
  return { jobs, judgedUntil };
}

function nextChange({ observedAt, freshness, countdown, incident, lastOperation }: ListedJob, facts: JudgeFacts): number {
  const { pollIntervalInMs, now } = facts;
  const leftInMs = countdown === undefined ? 0 : millisOf(countdown.disableAt) - now;
  const changes = [
    freshness === 'fresh' ? millisOf(observedAt) + freshForInMs(pollIntervalInMs) : Number.NaN,
    leftInMs > 0 ? now + (leftInMs % dayInMs) : Number.NaN,
    millisOf(incident?.snoozedUntil) - 1,
    millisOf(lastOperation?.approvalUntil),
    millisOf(lastOperation?.postingAt) + patienceInMs - 1,
  ];
  return changes.reduce((soonest, at) => (at >= now && at < soonest ? at + 1 : soonest), Number.POSITIVE_INFINITY);
}
