import fc from 'fast-check';
import type { JobReading, ReadingContext } from '../../lib/domain/job/record/job-reading.ts';
import type { JobRecord } from '../../lib/domain/job/record/job-record.ts';
import {
  executionStates,
  type JobSnapshot,
  type Quarantine,
  scheduleStates,
  statusCodes,
  type TaskExecution,
} from '../../lib/domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../lib/domain/operation/operation.ts';

export const now = Date.parse('2026-03-10T12:00:00.000Z');

export function ago(millis: number): string {
  return new Date(now - millis).toISOString();
}

export function execution(changes: Partial<TaskExecution> = {}): TaskExecution {
  return {
    activityIdentifier: 'run-1',
    state: 'Succeeded',
    timeBegan: ago(120_000),
    timeEnded: ago(60_000),
    countEntitled: 0,
    countEntitledForProvisioning: 0,
    countEscrowed: 0,
    countEscrowedRaw: 0,
    countExported: 0,
    countExports: 0,
    countImported: 0,
    countImportedDeltas: 0,
    countImportedReferenceDeltas: 0,
    ...changes,
  };
}

/** A job nobody has to worry about. */
export function snapshot(changes: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    jobId: 'job',
    templateId: 'AD2AADProvisioning',
    state: 'Active',
    schedule: { state: 'Active', intervalInSeconds: 120 },
    countSuccessiveCompleteFailures: 0,
    escrowsPruned: false,
    lastExecution: execution(),
    progress: [],
    steadyStateFirstAchievedTime: '2025-11-02T10:00:00.000Z',
    synchronizedEntryCountByType: [
      { key: 'user to User', value: 412 },
      { key: 'group to Group', value: 7 },
    ],
    settings: [],
    ...changes,
  };
}

export function quarantine(changes: Partial<Quarantine> = {}): Quarantine {
  return { reason: 'EncounteredQuarantineException', seriesBegan: ago(86_400_000), seriesCount: 2, ...changes };
}

export function quarantined(changes: Partial<Quarantine> = {}): JobSnapshot {
  return snapshot({ state: 'Quarantine', quarantine: quarantine(changes) });
}

export const key = { tenantId: 'tenant', servicePrincipalId: 'sp', jobId: 'job' };

export function record(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    v: 1,
    ...key,
    displayName: 'HR to AD',
    snapshot: snapshot(),
    seq: 1,
    observedAt: ago(300_000),
    health: 'healthy',
    reasons: [],
    since: ago(86_400_000),
    samples: [],
    flips: [],
    counts: {},
    ...changes,
  };
}

export function context(changes: Partial<ReadingContext> = {}): ReadingContext {
  return { key, displayName: 'HR to AD', tickId: ago(0), pollIntervalInMs: 300_000, now, ...changes };
}

export function good(value: JobSnapshot, observedAt = ago(1000)): JobReading {
  return { kind: 'snapshot', observedAt, snapshot: value };
}

const time = fc.option(
  fc.integer({ min: -40 * 86_400, max: 86_400 }).map((seconds) => new Date(now + seconds * 1000).toISOString()),
  { nil: undefined },
);
const error = fc.constantFrom(
  undefined,
  { code: 'HybridIdentityServiceNoActiveAgents' },
  { code: 'Other', message: 'x', tenantActionable: true },
);

function present<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

const anyExecution = fc
  .record({
    state: fc.constantFrom(...executionStates, 'Unknown'),
    timeEnded: time,
    countEscrowed: fc.constantFrom(0, 15, 20_000, 40_000),
    error,
  })
  .map((parts) => execution(present(parts) as Partial<TaskExecution>));

const anyQuarantine = fc
  .record({
    reason: fc.constantFrom('TooManyDeletes', 'Unknown', 'EncounteredTotalEscrowThreshold'),
    seriesBegan: time,
    nextAttempt: time,
    error,
  })
  .map((parts) => quarantine(present(parts) as Partial<Quarantine>));

/** Any job as normalisation may hand it on. */
export const anySnapshot: fc.Arbitrary<JobSnapshot> = fc
  .record({
    state: fc.constantFrom(...statusCodes, 'Unknown'),
    schedule: fc.record({ state: fc.constantFrom(...scheduleStates, 'Unknown'), intervalInSeconds: fc.constantFrom(120, 2400) }),
    countSuccessiveCompleteFailures: fc.integer({ min: 0, max: 5 }),
    escrowsPruned: fc.boolean(),
    lastExecution: fc.option(anyExecution, { nil: undefined }),
    quarantine: fc.option(anyQuarantine, { nil: undefined }),
    steadyStateFirstAchievedTime: time,
    steadyStateLastAchievedTime: time,
  })
  .map(({ lastExecution, ...parts }) => {
    const { lastExecution: _, steadyStateFirstAchievedTime: __, ...base } = snapshot();
    return { ...base, ...present({ ...parts, lastExecution }) } as JobSnapshot;
  });

/** An operation that was asked for half an hour ago. */
export function operation(changes: Partial<OperationRecord> = {}): OperationRecord {
  return {
    v: 1,
    ...key,
    operationId: 'tenant.hash',
    hash: 'hash',
    bodyHash: 'body',
    action: 'clearQuarantine',
    request: {},
    actor: 'home/alice',
    status: 'NotStarted',
    createdAt: ago(31 * 60_000),
    updatedAt: ago(31 * 60_000),
    attempts: 0,
    lastPostedAt: {},
    verification: 'pending',
    ...changes,
  };
}
