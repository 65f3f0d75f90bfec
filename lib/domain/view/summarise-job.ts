import { errorTextOf } from '../job/advice/job-figure.ts';
import { situationOf } from '../job/advice/job-situation.ts';
import { domainOf } from '../job/agents/on-premises-domain.ts';
import { nearestLimit } from '../job/health/near-quarantine.ts';
import { errorCodeOf } from '../job/job-facts.ts';
import type { JobRecord } from '../job/record/job-record.ts';
import type { Quarantine } from '../job/synchronization-job.ts';
import type { AdvisingOperation } from '../operation/advise-after.ts';
import { isFinished, type OperationRecord } from '../operation/operation.ts';
import { defined } from '../optional.ts';
import { millisOf } from '../time.ts';
import type { JobSummary } from './job-view.ts';

/** One job as lists store it. The order of its members is fixed and absent ones are left out, so that equal jobs give equal text. */
export function summariseJob(record: JobRecord): JobSummary {
  const { snapshot } = record;
  const { templateId, state, rawCode, quarantine, lastExecution } = snapshot;
  const domain = domainOf(record);
  const errorCode = errorCodeOf(snapshot);
  const situation = situationOf(record);
  const errorText = situation === undefined ? undefined : errorTextOf(snapshot);
  const near = record.reasons.includes('nearQuarantine') ? nearestLimit(record, millisOf(record.observedAt)) : undefined;
  return {
    servicePrincipalId: record.servicePrincipalId,
    jobId: record.jobId,
    displayName: record.displayName,
    ...(templateId !== undefined && { templateId }),
    ...(domain !== undefined && { domain }),
    state,
    ...(rawCode !== undefined && { rawCode }),
    health: record.health,
    reasons: record.reasons,
    since: record.since,
    observedAt: record.observedAt,
    ...(record.readFailingSince !== undefined && { readFailingSince: record.readFailingSince }),
    ...(quarantine !== undefined && { quarantine: withoutError(quarantine) }),
    ...(lastExecution !== undefined && { escrows: lastExecution.countEscrowed }),
    ...(errorCode !== undefined && { errorCode }),
    ...(errorText !== undefined && { errorText }),
    ...(situation !== undefined && { situation }),
    ...(near !== undefined && { nearQuarantine: near }),
  };
}

/** The summary with its open incident and what its last operation, as it stands now, has to do with it. */
export function linkJob(job: JobSummary, incidentId: string | undefined, operation: OperationRecord | undefined): JobSummary {
  const isActive = operation !== undefined && !isFinished(operation);
  const bears = isActive || operation?.verification === 'pending' || operation?.verification === 'relapsed';
  if (incidentId === undefined && !bears) return job;
  return {
    ...job,
    ...(incidentId !== undefined && { incidentId }),
    ...(isActive && { activeOperationId: operation.operationId }),
    ...(bears && { lastOperation: advisingPart(operation) }),
  };
}

function advisingPart({ operationId, action, status, verification, postingAt, approvalUntil, error }: OperationRecord): AdvisingOperation {
  const code = error && { code: error.code };
  return { operationId, action, status, ...defined({ verification, postingAt, approvalUntil, error: code }) };
}

function withoutError({ reason, seriesBegan, currentBegan, seriesCount, nextAttempt }: Quarantine): Omit<Quarantine, 'error'> {
  return {
    reason,
    ...(seriesBegan !== undefined && { seriesBegan }),
    ...(currentBegan !== undefined && { currentBegan }),
    seriesCount,
    ...(nextAttempt !== undefined && { nextAttempt }),
  };
}
