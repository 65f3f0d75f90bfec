import { meansTheSame } from '../../../domain/canonical-text.ts';
import {
  executionStates,
  type JobSnapshot,
  scheduleStates,
  statusCodes,
  type TaskExecution,
} from '../../../domain/job/synchronization-job.ts';
import { countOf, durationOf, memberOf, nameOf, textOf, timeOf } from './field-values.ts';
import { MalformedJobError } from './malformed-job-error.ts';
import { ExecutionSchema, JobSchema, type RawJob, type RawStatus } from './schema.ts';
import { toError, toQuarantine } from './to-quarantine.ts';

/**
 * One `synchronizationJob` of Graph in our words: see the contract at `JobSnapshot`.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob
 * @throws MalformedJobError that names what is missing or has a value it cannot have.
 */
export function toJobSnapshot(raw: unknown): JobSnapshot {
  const { data: job, error } = JobSchema.safeParse(raw);
  if (error !== undefined) throw MalformedJobError.of(error);
  const { status } = job;
  const { member: state, raw: rawCode } = memberOf(statusCodes, status.code);
  const snapshot: JobSnapshot = {
    jobId: job.id,
    state,
    schedule: toSchedule(job.schedule),
    countSuccessiveCompleteFailures: countOf(status, 'countSuccessiveCompleteFailures', 'status'),
    escrowsPruned: status.escrowsPruned ?? false,
    progress: toProgress(status.progress),
    synchronizedEntryCountByType: toEntryCounts(status.synchronizedEntryCountByType),
    settings: toSettings(job.synchronizationJobSettings),
  };
  setPresent(snapshot, 'templateId', nameOf(job.templateId));
  setPresent(snapshot, 'rawCode', rawCode);
  setExecutions(snapshot, status);
  for (const name of ['steadyStateFirstAchievedTime', 'steadyStateLastAchievedTime'] as const) {
    setPresent(snapshot, name, timeOf(status, name, 'status'));
  }
  setPresent(snapshot, 'troubleshootingUrl', linkOf(status.troubleshootingUrl));
  if (state === 'Quarantine') snapshot.quarantine = toQuarantine(status.quarantine);
  return snapshot;
}

// A foreign text becomes a link only where it is one.
function linkOf(text: string | null | undefined): string | undefined {
  const url = text ? URL.parse(text) : null;
  return url?.protocol === 'https:' && url.href.length <= 2048 && url.username === '' ? url.href : undefined;
}

function toSchedule(raw: RawJob['schedule']): JobSnapshot['schedule'] {
  const { member: state, raw: rawState } = memberOf(scheduleStates, raw?.state);
  const schedule: JobSnapshot['schedule'] = { state };
  setPresent(schedule, 'rawState', rawState);
  setPresent(schedule, 'intervalInSeconds', durationOf(raw ?? {}, 'interval', 'schedule'));
  setPresent(schedule, 'expiration', timeOf(raw ?? {}, 'expiration', 'schedule'));
  return schedule;
}

const executionNames = ['lastExecution', 'lastSuccessfulExecution', 'lastSuccessfulExecutionWithExports'] as const;

// Mostly the last run was good too: then they are one object.
function setExecutions(snapshot: JobSnapshot, status: RawStatus): void {
  for (const name of executionNames) {
    const raw = status[name];
    if (raw === undefined || raw === null) continue;
    const twin = executionNames.find((other) => snapshot[other] !== undefined && meansTheSame(status[other], raw));
    snapshot[name] = (twin && snapshot[twin]) ?? toExecution(raw, `status.${name}`);
  }
}

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution */
function toExecution(given: unknown, place: string): TaskExecution {
  const { data: raw, error } = ExecutionSchema.safeParse(given);
  if (error !== undefined) throw MalformedJobError.of(error, place);
  const { member: state, raw: rawState } = memberOf(executionStates, raw.state);
  const counts = given as Partial<Record<keyof TaskExecution, unknown>>;
  const execution: TaskExecution = {
    state,
    countEntitled: countOf(counts, 'countEntitled', place),
    countEntitledForProvisioning: countOf(counts, 'countEntitledForProvisioning', place),
    countEscrowed: countOf(counts, 'countEscrowed', place),
    countEscrowedRaw: countOf(counts, 'countEscrowedRaw', place),
    countExported: countOf(counts, 'countExported', place),
    countExports: countOf(counts, 'countExports', place),
    countImported: countOf(counts, 'countImported', place),
    countImportedDeltas: countOf(counts, 'countImportedDeltas', place),
    countImportedReferenceDeltas: countOf(counts, 'countImportedReferenceDeltas', place),
  };
  setPresent(execution, 'activityIdentifier', nameOf(raw.activityIdentifier));
  setPresent(execution, 'rawState', rawState);
  setPresent(execution, 'timeBegan', timeOf(raw, 'timeBegan', place));
  setPresent(execution, 'timeEnded', timeOf(raw, 'timeEnded', place));
  setPresent(execution, 'error', toError(raw.error));
  return execution;
}

function toProgress(list: RawStatus['progress']): JobSnapshot['progress'] {
  return (list ?? []).map((raw, index) => {
    const place = `status.progress.${index}`;
    const progress: JobSnapshot['progress'][number] = {
      completedUnits: countOf(raw, 'completedUnits', place),
      totalUnits: countOf(raw, 'totalUnits', place),
      units: nameOf(raw.units) ?? '',
    };
    setPresent(progress, 'progressObservationDateTime', timeOf(raw, 'progressObservationDateTime', place));
    return progress;
  });
}

function toEntryCounts(list: RawStatus['synchronizedEntryCountByType']): JobSnapshot['synchronizedEntryCountByType'] {
  return (list ?? []).flatMap((raw, index) => {
    const [key, value] = [nameOf(raw.key), countOf(raw, 'value', `status.synchronizedEntryCountByType.${index}`)];
    return key === undefined ? [] : [{ key, value }];
  });
}

function toSettings(settings: RawJob['synchronizationJobSettings']): JobSnapshot['settings'] {
  return [settings ?? []].flat().flatMap(({ name, value }) => {
    const key = nameOf(name);
    return key === undefined ? [] : [{ key, value: textOf(value) ?? '' }];
  });
}

function setPresent<Target extends object, Name extends keyof Target>(target: Target, name: Name, value: Target[Name] | undefined): void {
  if (value !== undefined) target[name] = value;
}
