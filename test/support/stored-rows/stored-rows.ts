import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedTenant } from './recorded-graph.ts';
import type { DumpedRow, StorageDump } from './storage-dump.ts';

/** An action that a person asked for during the busy hour. */
interface Asked {
  operationId: string;
  by: string;
  path: string;
  idempotencyKey: string;
  body?: unknown;
}

const folder = 'test/fixtures/stored-rows';
const files = ['tables.json', 'queues.json', 'graph.json', 'facts.json'] as const;

/** What an earlier release left behind, and what it had told and asked. */
export interface StoredRows extends StorageDump {
  graph: RecordedTenant[];
  /** The moment after its last write. */
  at: string;
  asked: Asked[];
  /** Cards that a channel took. */
  told: { channel: string; kind: string; incidentIds: string[] }[];
}

function read(name: (typeof files)[number]) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

export function readStoredRows(): StoredRows {
  return { tables: read('tables.json'), queues: read('queues.json'), graph: read('graph.json'), ...read('facts.json') };
}

/** Names the bytes of the whole dump. */
export function fingerprintOfStoredRows(): string {
  const hash = createHash('sha256');
  for (const name of files) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** What an incident's row holds, as the first release named it. */
export interface StoredIncident {
  state: 'open' | 'closed';
  incidentId: string;
  tenantId: string;
  hash: string;
  condition: string;
  scope: { kind: string; servicePrincipalId?: string; jobId?: string; name?: string };
  openedAt: string;
  openedSeq: number;
  resolution?: string;
  remindedAt?: string;
  flappingSince?: string;
  acknowledgedAt?: string;
  snoozedUntil?: string;
  outboxKey?: string;
  claimedBy?: string;
  announced?: Record<string, string>;
}

export interface StoredStub {
  state: 'closed';
  hash: string;
  seq: number;
}

export interface StoredCard {
  key: string;
  tenantId: string;
  incidentId: string;
  kind: string;
  cardId?: string;
}

export interface StoredOperation {
  operationId: string;
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
  status: string;
  verification?: string;
  postingAt?: string;
  attemptUntil?: string;
  notBefore?: string;
  finishedAt?: string;
  doubt?: object;
  error?: { code: string };
  result?: object;
}

export interface StoredJob {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
  seq: number;
  removedAt?: string;
  readFailingSince?: string;
}

/** The rows of `SyncState` by what they are, without a key of the code that reads them. */
export function sortState({ tables }: StorageDump) {
  const rows = tables.SyncState ?? [];
  const list = <Value>(isMeant: (rowKey: string) => boolean) =>
    rows.filter(({ rowKey }) => isMeant(rowKey)).map((row) => ({ tenantId: row.partitionKey, ...dataOf<Value>(row) }));
  const parts = (rowKey: string) => rowKey.split('!').length;
  const current = list<StoredIncident | StoredStub>((key) => key.startsWith('now!incident!'));
  return {
    targets: list<object>((key) => key.startsWith('now!target!') && parts(key) === 3),
    jobs: list<StoredJob>((key) => key.startsWith('now!target!') && parts(key) === 4),
    open: current.filter((row): row is StoredIncident => 'incidentId' in row && row.state === 'open'),
    stubs: current.filter((row): row is StoredStub & { tenantId: string } => !('incidentId' in row)),
    past: list<StoredIncident>((key) => key.startsWith('past!incident!')),
    events: list<StoredJob & { type: string }>((key) => key.startsWith('past!event!')),
    gaps: list<{ from: string; to: string }>((key) => key.startsWith('past!gap!')),
    cards: list<StoredCard>((key) => key.startsWith('outbox!')),
    operations: list<StoredOperation>((key) => key.startsWith('operation!')),
    currentOperations: list<StoredOperation>((key) => key.startsWith('now!operation!')),
  };
}

function dataOf<Value>({ data }: DumpedRow): Value {
  return JSON.parse(String(data)) as Value;
}

/** What the host hands to a function for the text of a message. */
export function payloadOf(text: string): unknown {
  const content = Buffer.from(text, 'base64').toString();
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

/** Whether what the incident is about still stands in Graph as it was recorded, or in the service itself. */
export function isStillBad({ condition, scope }: StoredIncident, graph: readonly RecordedTenant[]): boolean {
  const jobs = graph.flatMap(({ servicePrincipals }) => servicePrincipals.flatMap(({ jobs: found }) => found));
  if (scope.kind === 'job') return jobs.some(({ document: { id, status } }) => id === scope.jobId && status.code === 'Quarantine');
  return condition === 'consentMissing' || condition === 'poison';
}

/** Whether the service switches the job off within two weeks, which the first release told nobody. */
export function isDeadlineNear({ condition, scope }: StoredIncident, { graph, at }: Pick<StoredRows, 'graph' | 'at'>): boolean {
  const jobs = graph.flatMap(({ servicePrincipals }) => servicePrincipals.flatMap(({ jobs: found }) => found));
  const document = jobs.find((job) => scope.kind === 'job' && job.document.id === scope.jobId)?.document;
  const leftInMs = Date.parse(document?.status.quarantine?.seriesBegan ?? '') + 28 * 86_400_000 - Date.parse(at);
  return condition === 'quarantine' && leftInMs > 0 && leftInMs <= 14 * 86_400_000;
}

/** Whether it has been a day since anybody heard of it, and nobody said that he knows. */
export function isReminderDue({ announced, remindedAt = '', acknowledgedAt, snoozedUntil }: StoredIncident, at: string): boolean {
  const last = [...Object.values(announced ?? {}), remindedAt].sort().at(-1) ?? '';
  return last !== '' && acknowledgedAt === undefined && snoozedUntil === undefined && Date.parse(at) - Date.parse(last) >= 86_400_000;
}
