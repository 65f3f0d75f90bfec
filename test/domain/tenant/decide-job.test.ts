import { describe, expect, it } from '@jest/globals';
import type { CurrentIncident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { JobReading } from '../../../lib/domain/job/record/job-reading.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { needsRecall, recallMarks } from '../../../lib/domain/job/record/recall-marks.ts';
import { jobPlace } from '../../../lib/domain/job/synchronization-job.ts';
import { decideJob, type JobTerms } from '../../../lib/domain/tenant/decide/decide-job.ts';
import type { Known, KnownTenant } from '../../../lib/domain/tenant/decide/known-tenant.ts';
import { ago, execution, good, key, now, quarantined, record, snapshot } from '../fixtures.ts';

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
    const stub = { v: 1, state: 'stub', hash: 'hash-of-quarantine', openedSeq: 1, resolvedAt: ago(0) };
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

describe('a job that Microsoft switches off out of its quarantine', () => {
  const isOff = { state: 'Disabled', intervalInSeconds: 120 } as const;
  const off = snapshot({ state: 'Paused', schedule: isOff, lastExecution: execution({ timeEnded: ago(86_400_000) }) });
  const ran = snapshot({ lastExecution: execution({ activityIdentifier: 'run-2', timeBegan: ago(-500_000), timeEnded: ago(-540_000) }) });
  const restarted = { ...ran, lastExecution: execution({ timeEnded: ago(86_400_000) }) };

  /** Reads one after the other, five minutes apart, and answers what holds of the incident after each. */
  function follow(...snapshots: ReturnType<typeof snapshot>[]) {
    let stored: Partial<Known<JobRecord>> = {};
    let current: CurrentIncident | undefined;
    return snapshots.map((value, index) => {
      const at = now + index * 300_000;
      const known = knownTenant(...(current === undefined ? [] : [{ value: current, etag: 'incident' }]));
      const decided = decideJob(known, { key, stored }, good(value, new Date(at).toISOString()), { ...terms, now: at });
      stored = { value: decided.record ?? stored.value, etag: 'job' } as Known<JobRecord>;
      current = decided.incidents[0] ?? current;
      const cards = decided.writes.flatMap((write) => (write.type === 'outbox' ? write.value.kind : []));
      const resolved = decided.writes.some(({ type }) => type === 'pastIncident');
      const { condition, incidentId } = current?.state === 'open' ? current : {};
      return { condition, incidentId, cards, resolved, reasons: stored.value?.reasons };
    });
  }

  it('keeps its incident open, under its id, as disabled, until a good run', () => {
    const [first, second, third, fourth, last] = follow(quarantined(), off, off, restarted, ran);
    expect(first).toMatchObject({ condition: 'quarantine', cards: ['opened'] });
    expect(second).toMatchObject({
      condition: 'disabled',
      incidentId: first?.incidentId,
      resolved: false,
      reasons: ['disabled', 'paused'],
    });
    expect(third).toEqual({ ...second, cards: [] });
    expect(fourth).toMatchObject({ condition: 'disabled', incidentId: first?.incidentId, resolved: false, reasons: [] });
    expect(last).toMatchObject({ condition: undefined, resolved: true, reasons: [] });
  });

  it('is a quarantine again, of the same incident, when it falls back after it was switched on', () => {
    const [first, , back] = follow(quarantined(), off, quarantined());
    expect(back).toMatchObject({ condition: 'quarantine', incidentId: first?.incidentId, resolved: false });
  });

  it('is not over because somebody paused it in quarantine', () => {
    const paused = snapshot({ state: 'Paused', schedule: { state: 'Paused', intervalInSeconds: 120 } });
    const [first, second, third] = follow(quarantined(), paused, ran);
    expect(second).toMatchObject({ condition: 'quarantine', incidentId: first?.incidentId, resolved: false, reasons: ['paused'] });
    expect(third).toMatchObject({ resolved: true });
  });

  it.each([
    ['never set up', snapshot({ state: 'NotConfigured', schedule: isOff })],
    ['switched off without a quarantine', off],
  ])('is not meant by one that was %s: no incident, no card', (_title, value) => {
    for (const seen of follow(snapshot(), value, value, value)) expect(seen).toMatchObject({ condition: undefined, cards: [] });
  });

  it('is told of a row older than that knowledge by its events, which are read once', () => {
    const { marks: _, ...older } = record({ snapshot: off });
    const seen = [snapshot(), quarantined(), off].map((value, index) => ({ snapshot: value, observedAt: ago(3000 - index * 1000) }));
    const events = seen.map((change, index) => ({ ...event, ...change, seq: index + 1 })).reverse();
    expect(needsRecall(older)).toBe(true);
    const recalled = new Map([[jobPlace(key), recallMarks(events)]]);
    const known: KnownTenant = { ...knownTenant(), recalled };
    const decided = decide(known, { value: older, etag: 'job' }, good(off, ago(0)));
    expect(decided.incidents).toMatchObject([{ condition: 'disabled', state: 'open' }]);
    expect(decided.record && needsRecall(decided.record)).toBe(false);
    const quiet = new Map([[jobPlace(key), recallMarks(events.filter(({ seq }) => seq !== 2))]]);
    const other = decide({ ...knownTenant(), recalled: quiet }, { value: older, etag: 'job' }, good(off, ago(0)));
    expect(other).toMatchObject({ incidents: [], record: { reasons: ['paused'], marks: {} } });
  });
});

const event: JobEvent = {
  v: 1,
  ...key,
  type: 'stateChanged',
  seq: 1,
  at: ago(0),
  observedAt: ago(0),
  tickId: ago(0),
  changes: [],
  cause: 'poll',
};

describe('a job whose failing objects swing about the limit', () => {
  const failing = (minute: number, countEscrowed: number) =>
    snapshot({ lastExecution: execution({ countEscrowed, countEscrowedRaw: countEscrowed, timeEnded: ago(-minute * 60_000) }) });

  it('is told twice, then once that it comes and goes, and not again until it has been quiet for an hour', () => {
    let stored: Partial<Known<JobRecord>> = { value: record(), etag: 'e' };
    let incidents: CurrentIncident[] = [];
    const cards: string[] = [];
    const read = (minute: number, countEscrowed: number) => {
      const at = now + minute * 60_000;
      const known = knownTenant(...incidents.map((value) => ({ value, etag: 'e' })));
      const reading = good(failing(minute, countEscrowed), ago(-minute * 60_000));
      const decision = decideJob(known, { key, stored }, reading, { ...terms, now: at });
      stored = { value: decision.record ?? stored.value ?? record(), etag: 'e' };
      for (const each of decision.incidents) incidents = [...incidents.filter(({ hash }) => hash !== each.hash), each];
      cards.push(...decision.writes.flatMap((write) => (write.type === 'outbox' ? [`${minute}: ${write.value.kind}`] : [])));
      // The sender takes what waits, and marks it.
      incidents = incidents.map((each) => {
        if (each.state !== 'open' || each.unsent === undefined) return each;
        const { unsent, ...rest } = each;
        return { ...rest, announced: { ...rest.announced, [unsent.kind]: ago(-minute * 60_000) } };
      });
    };
    for (let turn = 0; turn < 12; turn += 1) read(turn * 40, turn % 2 === 0 ? 4_200 : 3_400);
    expect(cards).toEqual(['0: opened', '40: resolved', '80: opened', '120: updated']);
    read(480, 3_400);
    expect(cards).toHaveLength(4);
    read(510, 3_400);
    expect(cards.slice(4)).toEqual(['510: resolved']);
  });
});
