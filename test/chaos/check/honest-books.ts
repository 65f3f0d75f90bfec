import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import type { Incident } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import type { Books, Claim, Order } from '../books/books.ts';

/** The small world of these books: one job that went into quarantine, was told, cleared by an operation, and told again. */
const startedAt = Date.parse('2026-11-21T10:00:00.000Z');
const tenantId = 'tenant-1';
const servicePrincipalId = 'sp-1';
const jobId = 'job-1';
export const job = `${tenantId}/${servicePrincipalId}/${jobId}`;
export const incidentId = `${tenantId}.hash.1`;
export const operationId = `${tenantId}.operation`;
const quarantine = 'Quarantine InvalidCredentials';

export function at(seconds: number): number {
  return startedAt + seconds * 1000;
}

export function timeAt(seconds: number): string {
  return new Date(at(seconds)).toISOString();
}

export function claim(state: string, observedAt: number, answeredAt: number, change: Partial<Claim> = {}): Claim {
  return {
    job,
    state,
    observedAt: at(observedAt),
    answeredAt: at(answeredAt),
    lastAskedAt: at(answeredAt),
    freshness: 'fresh',
    where: 'list',
    ...change,
  };
}

export function event(seq: number, seconds: number, from: string | undefined, to: string): JobEvent {
  const snapshot = {
    state: to,
    schedule: { state: 'Active' },
    ...(to === 'Quarantine' && { quarantine: { reason: 'x', error: { code: 'InvalidCredentials' } } }),
  };
  return {
    v: 1,
    tenantId,
    servicePrincipalId,
    jobId,
    type: from === undefined ? 'appeared' : 'stateChanged',
    seq,
    at: timeAt(seconds + 1),
    observedAt: timeAt(seconds),
    tickId: timeAt(0),
    changes: ['status.code'],
    ...(from !== undefined && { from: { 'status.code': from } }),
    to: { 'status.code': to },
    snapshot: snapshot as JobEvent['snapshot'] & object,
    cause: 'poll',
  };
}

function incident(): Incident {
  return {
    v: 1,
    state: 'closed',
    incidentId,
    hash: 'hash',
    tenantId,
    scope: { kind: 'job', servicePrincipalId, jobId },
    condition: 'quarantine',
    causeCode: 'InvalidCredentials',
    severity: 'critical',
    displayName: 'One',
    openedAt: timeAt(21),
    openedSeq: 1,
    seq: 2,
    updatedAt: timeAt(61),
    resolvedAt: timeAt(61),
    resolution: 'recovered',
    timeline: [],
    announced: { opened: timeAt(26), resolved: timeAt(66) },
  };
}

function operation(): OperationRecord {
  return {
    v: 1,
    tenantId,
    servicePrincipalId,
    jobId,
    operationId,
    hash: 'operation',
    bodyHash: 'body',
    action: 'clearQuarantine',
    request: {},
    actor: 'somebody',
    status: 'Succeeded',
    createdAt: timeAt(48),
    updatedAt: timeAt(51),
    attempts: 1,
    postingAt: timeAt(50),
    lastPostedAt: {},
  };
}

export function order(): Order {
  const location = `http://127.0.0.1/api/v1/operations/${operationId}`;
  return { key: 'key-1', job, action: 'clearQuarantine', answers: [{ at: at(48), status: 202, location }] };
}

export function post(seconds: number): LogEntry {
  const path = `/v1.0/servicePrincipals/${servicePrincipalId}/synchronization/jobs/${jobId}/restart`;
  return { at: timeAt(seconds), service: 'graph', method: 'POST', path, tenantId, clientId: 'operator', status: 204 };
}

export function read(seconds: number, status = 200): LogEntry {
  const batch = [{ id: '1', method: 'GET', url: `/servicePrincipals/${servicePrincipalId}/synchronization/jobs`, status }];
  return { at: timeAt(seconds), service: 'graph', method: 'POST', path: '/v1.0/$batch', tenantId, clientId: 'reader', status, batch };
}

export function card(kind: string, seconds: number, status = 202): Books['cards'][number] {
  return { at: at(seconds), status, kind, incidentIds: [incidentId], unnamed: 0 };
}

/** Books in which every promise was kept. */
export function honestBooks(): Books {
  return {
    freshLimitInMs: 80_000,
    retryAfterInMs: 12_000,
    truth: new Map([
      [
        job,
        [
          { from: 0, state: 'Active' },
          { from: at(15), state: quarantine },
          { from: at(50.1), state: 'Active' },
        ],
      ],
    ]),
    events: new Map([
      [job, [event(1, 1, undefined, 'Active'), event(2, 20, 'Active', 'Quarantine'), event(3, 60, 'Quarantine', 'Active')]],
    ]),
    claims: [claim('Active', 1, 5), claim(quarantine, 20, 22), claim(quarantine, 40, 42, { where: 'document' }), claim('Active', 60, 62)],
    final: { value: [{ job, state: 'Active', observedAt: at(90) }], total: 1 },
    incidents: [incident()],
    waiting: [],
    cards: [card('opened', 25), card('resolved', 65)],
    posts: [
      { at: at(25), status: 202 },
      { at: at(65), status: 202 },
    ],
    requests: [read(1), read(20), read(40), post(50.05), read(60)],
    owners: new Map([
      [servicePrincipalId, tenantId],
      ['sp-2', 'tenant-2'],
    ]),
    operations: [operation()],
    orders: [order()],
    kills: [],
    outages: [],
    deaths: [],
    answers: new Map([[200, 10]]),
    leaks: [],
  };
}
