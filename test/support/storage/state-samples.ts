import type { ClosedIncident, OpenIncident, OutboxRow } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { JobRecord, Target } from '../../../lib/domain/job/record/job-record.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';

export const tenantId = '11111111-1111-4111-8111-111111111111';
const at = '2026-11-20T10:00:00.000Z';

export function sampleKey(index: number): JobKey {
  return { tenantId, servicePrincipalId: `sp-${index}`, jobId: `Workday2AAD.${index}.é/#?\\` };
}

export function sampleTarget(index: number): Target {
  return { v: 1, tenantId, servicePrincipalId: `sp-${index}`, displayName: `App ${index}`, discoveredAt: at };
}

export function sampleJob(index: number, change: Partial<JobRecord> = {}): JobRecord {
  const key = sampleKey(index);
  return {
    v: 1,
    ...key,
    displayName: `App ${index}`,
    snapshot: {
      jobId: key.jobId,
      state: 'Active',
      schedule: { state: 'Active', intervalInSeconds: 2_400 },
      countSuccessiveCompleteFailures: 0,
      escrowsPruned: false,
      progress: [],
      synchronizedEntryCountByType: [{ key: 'User', value: 7 }],
      settings: [],
    },
    seq: 1,
    observedAt: at,
    health: 'healthy',
    reasons: [],
    since: at,
    samples: [],
    flips: [],
    counts: {},
    ...change,
  };
}

export function sampleEvent(index: number, seq: number, change: Partial<JobEvent> = {}): JobEvent {
  return {
    v: 1,
    ...sampleKey(index),
    type: 'stateChanged',
    seq,
    at,
    observedAt: at,
    tickId: at,
    changes: ['status.code'],
    cause: 'poll',
    ...change,
  };
}

export function sampleIncident(hash: string, change: Partial<OpenIncident> = {}): OpenIncident {
  return {
    v: 1,
    state: 'open',
    incidentId: `${tenantId}.${hash}.1`,
    hash,
    tenantId,
    scope: { kind: 'job', servicePrincipalId: 'sp-1', jobId: 'job-1' },
    condition: 'quarantine',
    causeCode: 'EncounteredQuarantineException',
    severity: 'critical',
    displayName: 'App 1',
    openedAt: at,
    openedSeq: 1,
    seq: 1,
    updatedAt: at,
    timeline: [{ at, what: 'opened' }],
    ...change,
  };
}

export function sampleClosedIncident(hash: string, change: Partial<ClosedIncident> = {}): ClosedIncident {
  return { ...sampleIncident(hash), state: 'closed', resolvedAt: at, resolution: 'recovered', ...change };
}

export function sampleOutbox(hash: string): OutboxRow {
  return {
    v: 1,
    tenantId,
    incidentId: `${tenantId}.${hash}.1`,
    hash,
    kind: 'opened',
    seq: 1,
    createdAt: at,
    condition: 'quarantine',
    causeCode: 'EncounteredQuarantineException',
  };
}

/** An operation that waits to be sent. */
export function sampleOperation(hash: string, change: Partial<OperationRecord> = {}): OperationRecord {
  const at = '2026-11-20T10:00:00.000Z';
  return {
    v: 1,
    ...sampleKey(1),
    operationId: `${tenantId}.${hash}`,
    hash,
    bodyHash: 'body',
    action: 'clearQuarantine',
    request: {},
    actor: 'home/alice',
    status: 'NotStarted',
    createdAt: at,
    updatedAt: at,
    attempts: 0,
    lastPostedAt: {},
    verification: 'pending',
    ...change,
  };
}
