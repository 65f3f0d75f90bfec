import { dayInMs, graphTime, hourInMs, intervalInMs } from '../model/graph-time.ts';
import type { Cause, Job } from '../model/model.ts';

export const unnamedCause: Cause = {
  code: 'QuarantineUnknown',
  message: 'The synchronization job could not be completed.',
  tenantActionable: true,
  reason: 'EncounteredQuarantineException',
  failuresBeforeQuarantine: 1,
};

/** https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status */
const retryAfterInHours = [6, 12, 24];
const disabledAfterInMs = 28 * dayInMs;

function retryIn(seriesCount: number): number {
  return (retryAfterInHours[seriesCount - 1] ?? 24) * hourInMs;
}

function errorOf(cause: Cause) {
  return { code: cause.code, message: cause.message, tenantActionable: cause.tenantActionable };
}

/** Begins a series: from now on only the retries run. */
export function imposeQuarantine(job: Job, at: number): void {
  const cause = job.life.cause ?? unnamedCause;
  const { status } = job.document;
  status.code = 'Quarantine';
  status.quarantine = {
    reason: cause.reason,
    currentBegan: graphTime(at),
    seriesBegan: graphTime(at),
    seriesCount: 1,
    nextAttempt: graphTime(at + retryIn(1)),
    error: errorOf(cause),
  };
  job.life.nextCycleAt = Number.POSITIVE_INFINITY;
}

/** Ends it. The cause counts as mended, except for a job that relapses. */
export function liftQuarantine(job: Job, at: number): void {
  const { status, schedule } = job.document;
  status.code = 'Active';
  status.quarantine = null;
  status.countSuccessiveCompleteFailures = 0;
  schedule.state = 'Active';
  job.life.causeActive = job.life.relapses;
  job.life.lifted = true;
  job.life.nextCycleAt = at + intervalInMs(schedule.interval);
}

/** When the quarantine is looked at again; infinite when it is not. */
export function nextAttemptAt(job: Job): number {
  const { status, schedule } = job.document;
  if (status.code !== 'Quarantine' || schedule.state === 'Disabled') return Number.POSITIVE_INFINITY;
  const at = Date.parse(status.quarantine?.nextAttempt ?? '');
  return at > 0 ? at : Number.POSITIVE_INFINITY;
}

/** One re-evaluation: keeps the quarantine for longer, lifts it, or after 28 days gives the job up. */
export function retryQuarantine(job: Job, at: number): void {
  const { quarantine } = job.document.status;
  if (!quarantine) return;
  if (!job.life.causeActive) {
    liftQuarantine(job, at);
    return;
  }
  if (at - Date.parse(quarantine.seriesBegan) >= disabledAfterInMs) {
    job.document.schedule.state = 'Disabled';
    return;
  }
  quarantine.seriesCount += 1;
  quarantine.currentBegan = graphTime(at);
  quarantine.nextAttempt = graphTime(at + retryIn(quarantine.seriesCount));
  job.document.status.countSuccessiveCompleteFailures += 1;
}
