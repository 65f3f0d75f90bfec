import type * as z from 'zod';
import { adminCentre, jobPages } from '../../../admin-centre.ts';
import type { ToldAction } from '../../../application/operate/request/tell-actions.ts';
import type { ShownJob } from '../../../application/show/jobs/get-job.ts';
import type { ExplainedJob } from '../../../application/show/jobs/list-jobs.ts';
import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { quarantineTries } from '../../../domain/job/health/quarantine-tries.ts';
import { kindNames } from '../../../domain/job/kind/job-kind.ts';
import type { JobKey, Quarantine, SynchronizationError } from '../../../domain/job/synchronization-job.ts';
import type { InformedAdvice } from '../../../domain/operation/advise-after.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import { verificationRuns } from '../../../domain/operation/verification.ts';
import { defined } from '../../../domain/optional.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import type { Advice } from '../../schemas/job/advice.ts';
import type { Job, JobListItem } from '../../schemas/job/job.ts';
import { incidentUrl, jobId, jobUrl, operationUrl, tenantUrl } from '../links.ts';
import { actionRequest } from './action-request.ts';
import { jobActions } from './job-actions.ts';
import { lastReadFields, lifeFields, runFields } from './job-life-fields.ts';

/** A job as the lists show it. */
export function jobListItem({ job, explanation, action }: ExplainedJob, baseUrl: string): z.input<typeof JobListItem> {
  return {
    ...commonFields(job, baseUrl),
    ...(job.quarantine && { quarantine: quarantineFields(job, job.quarantine) }),
    ...(explanation && { explanation: briefOf(explanation) }),
    advice: { action },
  };
}

function briefOf({ code, title, whoMustAct }: Explanation): z.input<typeof JobListItem>['explanation'] {
  return { code, title, whoMustAct };
}

/** One job with everything that is known of it. */
export function jobDocument(
  { job, record, row, explanation, advice, operation, trend, failing, watchedSince, now }: ShownJob,
  actions: readonly ToldAction[],
  baseUrl: string,
): z.input<typeof Job> {
  const { schedule, quarantine } = record.snapshot;
  const { links, ...common } = commonFields(job, baseUrl);
  return {
    ...common,
    links: { ...links, trend: `${links.self}/trend` },
    ...(job.quarantine && {
      quarantine: {
        ...quarantineFields(job, job.quarantine),
        ...(quarantine?.error && { error: errorFields(quarantine.error) }),
        tries: quarantineTries(quarantine ?? job.quarantine, now, job.reasons.includes('disabled')),
      },
    }),
    ...(explanation && { explanation }),
    advice: adviceFields(advice, job, baseUrl),
    actions: jobActions(actions, job, baseUrl),
    ...(operation && { lastOperation: operationFields(operation, baseUrl) }),
    ...lifeFields(record, job, now),
    ...defined({ watchedSince, failing }),
    trend,
    schedule,
    ...runFields(record.snapshot),
    lastRead: lastReadFields(record, row),
  };
}

// What this service cannot do itself is done elsewhere: the link says where.
export function adviceFields({ operation, ...advice }: InformedAdvice, job: JobKey, baseUrl: string): z.input<typeof Advice> {
  const link = advice.action === 'checkReading' ? tenantUrl(baseUrl, job.tenantId) : adminCentre.provisioningUrl(job);
  return {
    ...advice,
    ...(operation && { request: actionRequest(baseUrl, job, operation.action, operation.body) }),
    ...(advice.safety === 'noAction' && { link }),
  };
}

function commonFields(job: ListedJob, baseUrl: string): Omit<z.input<typeof JobListItem>, 'quarantine' | 'explanation' | 'advice'> {
  const { tenantId, tenantName, servicePrincipalId, displayName, templateId, state, rawCode, health, reasons } = job;
  const { severity, since, sinceSource, observedAt, freshness, escrows, errorCode, nearQuarantine, kind } = job;
  const { incidentId, incident, activeOperationId } = job;
  const self = jobUrl(baseUrl, job);
  return {
    id: jobId(job),
    tenantId,
    tenantName,
    servicePrincipalId,
    displayName,
    jobId: job.jobId,
    ...(templateId && { templateId }),
    kind,
    kindName: kindNames[kind],
    state,
    ...(rawCode && { rawCode }),
    health,
    reasons,
    severity,
    since,
    sinceSource,
    observedAt,
    freshness,
    ...(escrows !== undefined && { escrows }),
    ...(errorCode && { errorCode }),
    ...(nearQuarantine && { nearQuarantine: { ...nearQuarantine, share: Math.floor(nearQuarantine.share * 10_000) / 10_000 } }),
    ...(incidentId && { incidentId }),
    ...(incident && { incident }),
    ...(activeOperationId && { activeOperationId }),
    links: {
      self,
      history: `${self}/history`,
      tenant: tenantUrl(baseUrl, tenantId),
      ...(incidentId && { incident: incidentUrl(baseUrl, incidentId) }),
      adminCentre: adminCentre.provisioningUrl(job),
      ...jobPages(kind, job),
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

function operationFields(operation: OperationRecord, baseUrl: string): z.input<typeof Job>['lastOperation'] {
  const {
    operationId,
    action,
    status,
    actor,
    request,
    createdAt,
    approvalUntil,
    postingAt: sentAt,
    finishedAt,
    graphRequestId,
  } = operation;
  const { error, verification, verifiedAt, leftQuarantineAt } = operation;
  const { resetScope, reason } = request;
  return {
    operationId,
    action,
    status,
    requestedBy: actor,
    createdAt,
    ...(resetScope && { resetScope: [...resetScope] }),
    ...defined({
      requestedByName: operation.signIn?.actorName,
      reason,
      approvalUntil,
      sentAt,
      finishedAt,
      graphRequestId,
      errorCode: error?.code,
    }),
    ...defined({ verification, verificationRuns: verificationRuns(operation), leftQuarantineAt, verifiedAt }),
    link: operationUrl(baseUrl, operationId),
  };
}
