import { describe, expect, it } from '@jest/globals';
import type { CurrentIncident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import type { JobReading } from '../../../lib/domain/job/record/job-reading.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { jobPlace } from '../../../lib/domain/job/synchronization-job.ts';
import { decideJob, type JobTerms } from '../../../lib/domain/tenant/decide-job.ts';
import type { Known, KnownTenant } from '../../../lib/domain/tenant/known-tenant.ts';
import { ago, good, key, now, quarantined, record, snapshot } from '../fixtures.ts';

const terms: JobTerms = {
  channelConfigured: true,
  reminderInMs: 86_400_000,
  pollIntervalInMs: 300_000,
  tickId: ago(0),
  now,
  incidentHash: (_scope, condition) => `hash-of-${condition}`,
};

function knownTenant(...incidents: Known<CurrentIncident>[]): KnownTenant {
  return {
    targets: new Map(),
    incidents: new Map(incidents.map((known) => [known.value.hash, known])),
    troubled: new Set(incidents.some(({ value }) => value.state === 'open') ? [jobPlace(key)] : []),
    operations: new Map(),
  };
}

function decide(known: KnownTenant, stored: Partial<Known<JobRecord>>, reading: JobReading) {
  return decideJob(known, { key, stored }, reading, terms);
}

function openQuarantine(): { incident: OpenIncident; job: JobRecord } {
  const { record: job, incidents } = decide(knownTenant(), { value: record(), etag: 'job-1' }, good(quarantined(), ago(900)));
  const [incident] = incidents;
  if (job === undefined || incident?.state !== 'open') throw new Error('nothing opened');
  return { incident, job };
}

describe('a reading of a job', () => {
  it('writes nothing while nothing is new', () => {
    expect(decide(knownTenant(), { value: record(), etag: 'job-1' }, good(snapshot()))).toEqual({ incidents: [], writes: [] });
    expect(decide(knownTenant(), {}, { kind: 'missing', observedAt: ago(0) })).toEqual({ incidents: [], writes: [] });
  });

  it('creates the row of a new job with its first event', () => {
    const { record: job, writes } = decide(knownTenant(), {}, good(snapshot()));
    expect(writes).toEqual([
      { type: 'event', value: expect.objectContaining({ type: 'appeared', seq: 1 }) },
      { type: 'job', value: job },
    ]);
  });

  it('opens an incident that its event names, in one transaction with the job and the card', () => {
    const { record: job, incidents, writes } = decide(knownTenant(), { value: record(), etag: 'job-1' }, good(quarantined()));
    const incidentId = `${key.tenantId}.hash-of-quarantine.1`;
    expect(writes).toEqual([
      { type: 'event', value: expect.objectContaining({ type: 'stateChanged', incidentId }) },
      { type: 'job', value: job, etag: 'job-1' },
      { type: 'incident', value: expect.objectContaining({ state: 'open', incidentId }) },
      { type: 'outbox', value: expect.objectContaining({ kind: 'opened', incidentId }) },
    ]);
    expect(incidents).toMatchObject([{ state: 'open', hash: 'hash-of-quarantine' }]);
  });

  it('continues the numbering of the stub that an incident left, and replaces it only if it is unchanged', () => {
    const stub = { v: 1, state: 'stub', hash: 'hash-of-quarantine', openedSeq: 4 } as const;
    const { writes } = decide(knownTenant({ value: stub, etag: 'stub-1' }), { value: record(), etag: 'job-1' }, good(quarantined()));
    expect(writes.find(({ type }) => type === 'incident')).toMatchObject({ value: { openedSeq: 5 }, etag: 'stub-1' });
  });

  it('ends the incident once the quarantine is over: to the past, a stub in its place, the unsent card taken back', () => {
    const { incident, job } = openQuarantine();
    const known = knownTenant({ value: incident, etag: 'incident-1' });
    const { incidents, writes } = decide(known, { value: job, etag: 'job-2' }, good(snapshot(), ago(0)));
    const stub = { v: 1, state: 'stub', hash: 'hash-of-quarantine', openedSeq: 1 };
    expect(writes.slice(2)).toEqual([
      { type: 'pastIncident', value: expect.objectContaining({ state: 'closed', resolution: 'recovered' }) },
      { type: 'incident', value: stub, etag: 'incident-1' },
      { type: 'outboxRemoved', row: incident.unsent },
    ]);
    expect(incidents).toEqual([stub]);
  });

  it('leaves an incident open when the job could not be read', () => {
    const { incident, job } = openQuarantine();
    const failed = { kind: 'failed', observedAt: ago(0), failure: { reason: 'throttled', detail: 'HTTP 429' } } as const;
    const { incidents, writes } = decide(knownTenant({ value: incident, etag: 'incident-1' }), { value: job, etag: 'job-2' }, failed);
    expect({ incidents, types: writes.map(({ type }) => type) }).toEqual({ incidents: [], types: ['job'] });
  });

  it('names the job as its target is named', () => {
    const target = {
      v: 1,
      tenantId: key.tenantId,
      servicePrincipalId: key.servicePrincipalId,
      displayName: 'New',
      discoveredAt: ago(0),
    } as const;
    const known = { ...knownTenant(), targets: new Map([[key.servicePrincipalId, { value: target }]]) };
    expect(decide(known, { value: record(), etag: 'job-1' }, good(snapshot())).record?.displayName).toBe('New');
  });
});
