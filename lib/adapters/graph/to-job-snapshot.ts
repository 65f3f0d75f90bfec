import { cleanText } from '../../domain/clean-text.ts';
import { executionStates, type JobSnapshot, scheduleStates, statusCodes, type TaskExecution } from '../../domain/synchronization-job.ts';
import { MalformedJobError } from './malformed-job-error.ts';
import {
  type Members,
  membersOf,
  readCount,
  readDuration,
  readFlag,
  readList,
  readMember,
  readMembers,
  readName,
  readText,
  readTime,
} from './members.ts';
import { readError, readQuarantine } from './to-quarantine.ts';

// Strict for each field we read and blind to all others: new fields change nothing, and what is not named here is never copied.

/**
 * One `synchronizationJob` of Graph in our words: see the contract at `JobSnapshot`.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob
 * @throws MalformedJobError that names each field which is missing or has a type it cannot have.
 */
export function toJobSnapshot(raw: unknown): JobSnapshot {
  const faults: string[] = [];
  const job = membersOf(raw, 'entry', faults);
  if (job === undefined) throw new MalformedJobError(['entry: is no object']);
  const snapshot = readJob({ ...job, place: '' });
  if (faults.length > 0) throw new MalformedJobError(faults);
  return snapshot;
}

/** The id of a job; undefined when it has none that can be used. */
export function jobIdOf(raw: unknown): string | undefined {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'string' && (plainId.test(id) || usableId.test(id)) ? id : undefined;
}

const plainId = /^[\w.-]{1,256}$/;
const usableId = /^[^\p{C}\s]{1,256}$/u;

function readJob(job: Members): JobSnapshot {
  const jobId = jobIdOf(job.object);
  if (jobId === undefined) job.faults.push('id: is no usable id');
  const status = readMembers(job, 'status');
  if (status === undefined) job.faults.push('status: is missing');
  const there = status ?? { object: {}, place: 'status.', faults: job.faults };
  const state = memberOf(statusCodes, readMember(there, 'code'));
  const snapshot: JobSnapshot = {
    jobId: jobId ?? '',
    state: state.member,
    schedule: readSchedule(readMembers(job, 'schedule')),
    countSuccessiveCompleteFailures: readCount(there, 'countSuccessiveCompleteFailures'),
    escrowsPruned: readFlag(there, 'escrowsPruned'),
    progress: readList(there, 'progress').map(readProgress),
    synchronizedEntryCountByType: readList(there, 'synchronizedEntryCountByType').flatMap((entry) => {
      const [key, value] = [readName(entry, 'key'), readCount(entry, 'value')];
      return key === undefined ? [] : [{ key, value }];
    }),
    settings: readSettings(job),
  };
  setPresent(snapshot, 'templateId', readName(job, 'templateId'));
  setPresent(snapshot, 'rawCode', state.raw);
  for (const name of ['lastExecution', 'lastSuccessfulExecution', 'lastSuccessfulExecutionWithExports'] as const) {
    setPresent(snapshot, name, readExecution(readMembers(there, name)));
  }
  for (const name of ['steadyStateFirstAchievedTime', 'steadyStateLastAchievedTime'] as const) {
    setPresent(snapshot, name, readTime(there, name));
  }
  // Only in state Quarantine: in others Graph leaves remnants here.
  if (snapshot.state === 'Quarantine') snapshot.quarantine = readQuarantine(there);
  return snapshot;
}

function readSchedule(members: Members | undefined): JobSnapshot['schedule'] {
  const { member, raw } = memberOf(scheduleStates, members && readMember(members, 'state'));
  const schedule: JobSnapshot['schedule'] = { state: member };
  setPresent(schedule, 'rawState', raw);
  if (members === undefined) return schedule;
  setPresent(schedule, 'intervalInSeconds', readDuration(members, 'interval'));
  setPresent(schedule, 'expiration', readTime(members, 'expiration'));
  return schedule;
}

function readProgress(members: Members): JobSnapshot['progress'][number] {
  const [completedUnits, totalUnits] = [readCount(members, 'completedUnits'), readCount(members, 'totalUnits')];
  const progress: JobSnapshot['progress'][number] = { completedUnits, totalUnits, units: readName(members, 'units') ?? '' };
  setPresent(progress, 'progressObservationDateTime', readTime(members, 'progressObservationDateTime'));
  return progress;
}

// The reference shows one object, its samples a list.
function readSettings(job: Members): JobSnapshot['settings'] {
  const raw = job.object.synchronizationJobSettings;
  const single = Array.isArray(raw) ? undefined : readMembers(job, 'synchronizationJobSettings');
  const settings = Array.isArray(raw) ? readList(job, 'synchronizationJobSettings') : single === undefined ? [] : [single];
  return settings.flatMap((setting) => {
    const [key, value = ''] = [readName(setting, 'name'), readText(setting, 'value')];
    return key === undefined ? [] : [{ key, value }];
  });
}

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution */
function readExecution(members: Members | undefined): TaskExecution | undefined {
  if (members === undefined) return undefined;
  const { member, raw } = memberOf(executionStates, readMember(members, 'state'));
  const execution: TaskExecution = {
    state: member,
    countEntitled: readCount(members, 'countEntitled'),
    countEntitledForProvisioning: readCount(members, 'countEntitledForProvisioning'),
    countEscrowed: readCount(members, 'countEscrowed'),
    countEscrowedRaw: readCount(members, 'countEscrowedRaw'),
    countExported: readCount(members, 'countExported'),
    countExports: readCount(members, 'countExports'),
    countImported: readCount(members, 'countImported'),
    countImportedDeltas: readCount(members, 'countImportedDeltas'),
    countImportedReferenceDeltas: readCount(members, 'countImportedReferenceDeltas'),
  };
  setPresent(execution, 'rawState', raw);
  setPresent(execution, 'activityIdentifier', readName(members, 'activityIdentifier'));
  setPresent(execution, 'timeBegan', readTime(members, 'timeBegan'));
  setPresent(execution, 'timeEnded', readTime(members, 'timeEnded'));
  setPresent(execution, 'error', readError(members));
  return execution;
}

/** The published member in Graph's casing; anything else, `unknownFutureValue` included, is `Unknown` with the raw text. */
function memberOf<Member extends string>(
  published: readonly Member[],
  text: string | undefined,
): { member: Member | 'Unknown'; raw?: string } {
  const exact = published.find((candidate) => candidate === text);
  if (exact !== undefined) return { member: exact };
  const key = text?.toLowerCase();
  const member = published.find((candidate) => candidate.toLowerCase() === key);
  return member === undefined ? { member: 'Unknown', ...(text && { raw: cleanText(text, 256) }) } : { member };
}

function setPresent<Target extends object, Name extends keyof Target>(target: Target, name: Name, value: Target[Name] | undefined): void {
  if (value !== undefined) target[name] = value;
}
