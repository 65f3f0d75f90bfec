import { type JobCondition, jobConditions } from '../../domain/condition.ts';
import type { Verdict } from '../../domain/condition-count.ts';
import type { CurrentIncident } from '../../domain/incident/incident.ts';
import { causeOf } from '../../domain/incident/incident-life.ts';
import type { TargetRead } from '../../domain/job/job-read.ts';
import type { JobReading } from '../../domain/job/record/job-reading.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import { observeJob } from '../../domain/job/record/observe-job.ts';
import { jobPlace } from '../../domain/job/synchronization-job.ts';
import { causeOfChange } from '../../domain/operation/operation-effect.ts';
import { defined } from '../../domain/optional.ts';
import type { StateWrite } from '../ports/ports.ts';
import type { Stored } from '../ports/stored.ts';
import { type AlertOptions, incidentWrites } from '../tenant/incident-writes.ts';
import { rowOf, type TenantMemory } from '../tenant/tenant-memory.ts';

export interface RecordContext extends AlertOptions {
  tenantId: string;
  tickId: string;
  pollIntervalInMs: number;
  now: number;
}

/** The rows one reading of one job writes in one transaction, and what holds after them. */
export interface JobWrites {
  record?: JobRecord;
  /** What is stored, when nothing is to be written. */
  unchanged?: Stored<JobRecord>;
  incidents: CurrentIncident[];
  writes: StateWrite[];
}

/** One reading per job: those of the list, and those we know that the list lacks. A service principal that is gone has an empty list. */
export function readingsOf(memory: TenantMemory, read: TargetRead): Map<string, JobReading> {
  const { observedAt } = read;
  const readings = new Map<string, JobReading>();
  const unlisted: JobReading =
    read.ok || isGone(read) ? { kind: 'missing', observedAt } : { kind: 'failed', observedAt, failure: read.failure };
  for (const jobId of memory.jobs.get(read.servicePrincipalId)?.keys() ?? []) readings.set(jobId, unlisted);
  if (!read.ok) return readings;
  for (const { jobId, detail } of read.malformed) {
    if (jobId !== undefined) readings.set(jobId, { kind: 'malformed', observedAt, detail });
  }
  for (const snapshot of read.jobs) readings.set(snapshot.jobId, { kind: 'snapshot', observedAt, snapshot });
  // An entry without a readable id may be any of those that seem to be missing.
  const nameless = read.malformed.find(({ jobId }) => jobId === undefined);
  if (nameless === undefined) return readings;
  return new Map(
    [...readings].map(([jobId, reading]) => [
      jobId,
      reading.kind === 'missing' ? { kind: 'malformed', observedAt, detail: nameless.detail } : reading,
    ]),
  );
}

/** Whether Graph answered that the service principal does not exist. */
export function isGone(read: TargetRead): boolean {
  return !read.ok && read.failure.reason === 'notFound';
}

/** What one reading of one job is worth in rows; no rows when nothing is new. */
export function jobWrites(
  memory: TenantMemory,
  servicePrincipalId: string,
  jobId: string,
  reading: JobReading,
  context: RecordContext,
): JobWrites {
  const { tenantId, tickId, pollIntervalInMs, now } = context;
  const { value: previous, etag } = rowOf(memory, servicePrincipalId, jobId) ?? {};
  const displayName = memory.targets.get(servicePrincipalId)?.value.displayName ?? previous?.displayName ?? servicePrincipalId;
  const key = { tenantId, servicePrincipalId, jobId };
  const { record, events, conditions } = observeJob(previous, reading, { key, displayName, tickId, pollIntervalInMs, now });
  const holds = record ?? previous;
  if (holds === undefined) return { incidents: [], writes: [] };

  const place = jobPlace(key);
  const operation = memory.operations.get(place);
  // Nearly every job has no trouble, and then there is no incident to decide about.
  const isTroubled = memory.troubled.has(place);
  const concerned = jobConditions.filter((condition) => isTroubled || conditions[condition] === 'open');
  const changes = concerned.map((condition) => conditionWrites(memory, holds, condition, conditions[condition], context));
  const incidentId = changes.find((change) => change.incidentId !== undefined)?.incidentId;
  const writes: StateWrite[] = events.map((value) => ({
    type: 'event',
    value: { ...value, ...(incidentId !== undefined && { incidentId }), ...causeOfChange(operation, previous, value) },
  }));
  if (record !== undefined) writes.push({ type: 'job', value: record, ...defined({ etag }) });
  for (const change of changes) writes.push(...change.writes);
  const unchanged = writes.length === 0 && previous !== undefined && etag !== undefined ? { value: previous, etag } : undefined;
  return { ...defined({ record, unchanged }), incidents: changes.flatMap(({ after }) => after ?? []), writes };
}

function conditionWrites(memory: TenantMemory, job: JobRecord, condition: JobCondition, verdict: Verdict, context: RecordContext) {
  const { tenantId, servicePrincipalId, jobId, displayName, flips } = job;
  const operation = memory.operations.get(jobPlace(job));
  const subject = {
    tenantId,
    scope: { kind: 'job', servicePrincipalId, jobId } as const,
    condition,
    displayName,
    flips,
    ...defined({ operation }),
  };
  const gone = job.removedAt === undefined ? {} : ({ gone: 'jobRemoved' } as const);
  const sight = { verdict, cause: causeOf(job.snapshot, condition), ...gone };
  return incidentWrites(memory, subject, sight, context);
}
