import { cycleIdOf } from '../model/cycle-id.ts';
import { graphTime, intervalInMs } from '../model/graph-time.ts';
import type { Job, LoggedCause, ServicePrincipal, Tenant } from '../model/model.ts';
import { guidOf } from '../model/random.ts';

/** One line of the provisioning log before it is written out. */
export interface LoggedRow {
  job: Job;
  servicePrincipal: ServicePrincipal;
  cause: LoggedCause;
  index: number;
  /** Milliseconds since the epoch. */
  at: number;
}

const hourInMs = 3_600_000;

/** What a job's log shows unless its causes were given: objects that failed, and deletions that are held back. */
function causesOf({ life }: Job): LoggedCause[] {
  if (life.logged) return life.logged;
  const exportFailed = Math.floor(life.escrows / 3);
  const causes: LoggedCause[] = [
    { code: 'DuplicateTargetEntries', rows: life.escrows - exportFailed, step: 'matching', reason: 'More than one object matches.' },
    {
      code: 'EntryExportFailed',
      rows: exportFailed,
      step: 'export',
      reason: "Invalid value specified for property 'mobile' of resource 'User'.",
    },
    { code: '', action: 'stageddelete', status: 'success', step: 'export', rows: life.causeActive ? (life.cause?.parkedDeletes ?? 0) : 0 },
  ];
  return causes.filter(({ rows }) => rows > 0);
}

/** Every line that a job's log holds, the newest first; each of its objects comes again with every cycle that fails. */
export function loggedRows(job: Job, servicePrincipal: ServicePrincipal, now: number): LoggedRow[] {
  const endedAt = Date.parse(job.document.status.lastExecution?.timeEnded ?? '') || now;
  return causesOf(job)
    .flatMap((cause) => {
      const to = endedAt - (cause.untilHoursAgo ?? 0) * hourInMs;
      const from = endedAt - (cause.sinceHoursAgo ?? 0) * hourInMs;
      const step = cause.rows > 1 ? (to - from) / (cause.rows - 1) : 0;
      return Array.from({ length: cause.rows }, (_, index) => ({ job, servicePrincipal, cause, index, at: Math.round(to - index * step) }));
    })
    .sort((one, other) => other.at - one.at);
}

// Cycles follow each other at the schedule's pace; the last one is the run that the job shows.
function cycleOf(job: Job, at: number): string {
  const { schedule, status } = job.document;
  const turnsAgo = Math.floor((Date.parse(status.lastExecution?.timeEnded ?? '') - at) / intervalInMs(schedule.interval));
  return cycleIdOf(job, Math.max(0, turnsAgo || 0));
}

/** A line as Graph writes it. https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary */
export function writeRow({ tenantId }: Tenant, { job, servicePrincipal, cause, index, at }: LoggedRow): Record<string, unknown> {
  const { code, reason = '', step = 'export', status = 'failure', action = 'create', objects = cause.rows, objectType = 'User' } = cause;
  const { id: jobId } = job.document;
  const id = guidOf(`${servicePrincipal.id}/${jobId}/${code}/${action}/${reason}/${index}`);
  const object = index % objects;
  const stopped = { name: `Entry${step[0]?.toUpperCase() ?? ''}${step.slice(1)}`, provisioningStepType: step, status, description: reason };
  const errorInformation = { errorCode: code, reason, additionalDetails: null, errorCategory: 'failure', recommendedAction: '' };
  return {
    id,
    activityDateTime: graphTime(at),
    changeId: id,
    cycleId: cycleOf(job, at),
    jobId,
    tenantId,
    durationInMilliseconds: 40 + (index % 60),
    provisioningAction: action,
    provisioningStatusInfo: { status, errorInformation: status === 'failure' ? errorInformation : null },
    initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
    servicePrincipal: { id: servicePrincipal.id, displayName: servicePrincipal.displayName },
    sourceSystem: { id: guidOf('source'), displayName: 'Source', details: {} },
    targetSystem: { id: guidOf('target'), displayName: 'Target', details: {} },
    sourceIdentity: {
      id: cause.isNameless ? '' : guidOf(`source/${servicePrincipal.id}/${code}/${action}/${object}`),
      displayName: `${cause.namePrefix ?? 'Object'} ${object + 1}`,
      identityType: objectType,
      details: {},
    },
    targetIdentity: { id: '', displayName: '', identityType: objectType, details: {} },
    provisioningSteps: [
      { name: 'EntryImport', provisioningStepType: 'import', status: 'success', description: '', details: {} },
      { ...stopped, details: status === 'skipped' ? { SkipReason: code } : {} },
    ],
    modifiedProperties: [],
  };
}
