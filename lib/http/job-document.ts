import type * as z from 'zod';
import type { StoredJob } from '../application/get-job.ts';
import type { ListedJob } from '../application/judge-tenant.ts';
import type { Advice } from '../domain/advice.ts';
import type { Explanation } from '../domain/catalogue/explanation.ts';
import type { Quarantine, SynchronizationError } from '../domain/synchronization-job.ts';
import { adminCentreUrl, incidentUrl, jobId, jobUrl, tenantUrl } from './links.ts';
import type { Job, JobListItem } from './schemas/job.ts';

interface Surroundings {
  baseUrl: string;
  explanation: Explanation | undefined;
}

interface JobSurroundings extends Surroundings {
  advice: Advice;
}

/** A job as the lists show it. */
export function jobListItem(job: ListedJob, { baseUrl, explanation }: Surroundings): z.input<typeof JobListItem> {
  return {
    ...commonFields(job, baseUrl),
    ...(job.quarantine && { quarantine: quarantineFields(job, job.quarantine) }),
    ...(explanation && { explanation: { code: explanation.code, title: explanation.title } }),
  };
}

/** One job with everything that is known of it. */
export function jobDocument(
  job: ListedJob,
  { record, row }: StoredJob,
  { baseUrl, explanation, advice }: JobSurroundings,
): z.input<typeof Job> {
  const { schedule, lastExecution, lastSuccessfulExecution, steadyStateLastAchievedTime, quarantine } = record.snapshot;
  const { readFailingSince, readFailure } = record;
  return {
    ...commonFields(job, baseUrl),
    ...(job.quarantine && {
      quarantine: { ...quarantineFields(job, job.quarantine), ...(quarantine?.error && { error: errorFields(quarantine.error) }) },
    }),
    ...(explanation && {
      explanation: {
        ...explanation,
        causes: [...explanation.causes],
        remedies: [...explanation.remedies],
        sources: [...explanation.sources],
      },
    }),
    advice,
    schedule,
    ...(lastExecution && { lastExecution }),
    ...(lastSuccessfulExecution && { lastSuccessfulExecution }),
    ...(steadyStateLastAchievedTime && { steadyStateLastAchievedTime }),
    lastRead: {
      ...(row?.lastAttemptAt && { lastAttemptAt: row.lastAttemptAt }),
      ...(readFailingSince && { failingSince: readFailingSince }),
      ...(readFailure && { failure: failureFields(readFailure) }),
    },
  };
}

function commonFields(job: ListedJob, baseUrl: string): Omit<z.input<typeof JobListItem>, 'quarantine' | 'explanation'> {
  const { tenantId, tenantName, servicePrincipalId, displayName, templateId, state, rawCode, health, reasons } = job;
  const { severity, since, observedAt, freshness, escrows, errorCode, incidentId, activeOperationId } = job;
  const self = jobUrl(baseUrl, job);
  return {
    id: jobId(job),
    tenantId,
    tenantName,
    servicePrincipalId,
    displayName,
    jobId: job.jobId,
    ...(templateId && { templateId }),
    state,
    ...(rawCode && { rawCode }),
    health,
    reasons,
    severity,
    since,
    observedAt,
    freshness,
    ...(escrows !== undefined && { escrows }),
    ...(errorCode && { errorCode }),
    ...(incidentId && { incidentId }),
    ...(activeOperationId && { activeOperationId }),
    links: {
      self,
      history: `${self}/history`,
      tenant: tenantUrl(baseUrl, tenantId),
      ...(incidentId && { incident: incidentUrl(baseUrl, incidentId) }),
      adminCentre: adminCentreUrl(job),
    },
  };
}

function quarantineFields({ countdown }: ListedJob, quarantine: Omit<Quarantine, 'error'>) {
  const { reason, seriesBegan, currentBegan, seriesCount, nextAttempt } = quarantine;
  return {
    reason,
    ...(seriesBegan && { seriesBegan }),
    ...(currentBegan && { currentBegan }),
    seriesCount,
    ...(nextAttempt && { nextAttempt }),
    ...countdown,
  };
}

function errorFields({ code, message, tenantActionable }: SynchronizationError) {
  return { code, ...(message && { message }), ...(tenantActionable !== undefined && { tenantActionable }) };
}

function failureFields({ reason, status, code, detail }: NonNullable<StoredJob['record']['readFailure']>) {
  return { reason, ...(status && { status }), ...(code && { code }), detail };
}
