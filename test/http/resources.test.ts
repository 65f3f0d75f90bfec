import { describe, expect, it } from '@jest/globals';
import type { Incident, OpenIncident } from '../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../lib/domain/job/record/job-record.ts';
import { sampleEvent, sampleIncident, sampleJob, tenantId } from '../support/storage/state-samples.ts';
import { registerTenant } from '../support/worlds/register-tenant.ts';
import { callerOf, createHttpWorld, pollIntervalInMs, start } from './support/support.ts';

const jobKey = { tenantId, servicePrincipalId: 'sp-1', jobId: 'job-1' };
const jobPath = `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/job-1`;
const hash = 'h'.repeat(22);
const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

function quarantinedJob(change: Partial<JobRecord> = {}): JobRecord {
  const base = sampleJob(1);
  const quarantine = {
    reason: 'EncounteredQuarantineException',
    seriesBegan: iso(-86_000_000),
    seriesCount: 3,
    error: { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials', message: 'no', tenantActionable: true },
  };
  const snapshot = { ...base.snapshot, jobId: 'job-1', state: 'Quarantine', quarantine } as const;
  return { ...base, ...jobKey, health: 'critical', reasons: ['quarantined'], since: iso(-86_000_000), snapshot, ...change };
}

describe('GET one job', () => {
  it('tells reason, error, countdown, explanation and the last reading', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob()]);
    const { status, json } = await world.call(jobPath);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: `${tenantId}/sp-1/job-1`,
      state: 'Quarantine',
      health: 'critical',
      quarantine: { daysLeft: 27, error: { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials' } },
      explanation: {
        code: 'HybridSynchronizationActiveDirectoryInvalidCredentials',
        whoMustAct: 'tenant-admin',
        causes: expect.arrayContaining([expect.any(String)]),
        remedies: expect.arrayContaining([expect.any(String)]),
        sources: expect.arrayContaining([expect.stringMatching(/^https:/)]),
      },
      lastRead: { lastAttemptAt: iso(0) },
      links: { history: `http://127.0.0.1:7071/api/v1${jobPath}/history` },
    });
    expect(json.advice.action).toBe('renewCredentials');
  });

  it('is found by the link of the list, whatever characters its id has, and explained by the catalogue in both', async () => {
    const world = createHttpWorld();
    const jobId = sampleJob(1).jobId;
    const job = quarantinedJob({ jobId });
    await world.poll(tenantId, [{ ...job, snapshot: { ...job.snapshot, jobId } }]);
    const [listed] = (await world.call('/jobs')).json.value;
    const { status, json } = await world.call(listed.links.self);
    expect({ status, jobId: json.jobId }).toEqual({ status: 200, jobId });
    expect(listed.explanation).toEqual({
      code: json.explanation.code,
      title: json.explanation.title,
      whoMustAct: json.explanation.whoMustAct,
    });
    expect(json.explanation.remedies).not.toEqual([]);
  });

  it('is never answered from a cache', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob()]);
    const { headers } = await world.call(jobPath);
    expect((await world.call(jobPath, { headers: { 'if-none-match': headers.etag ?? '' } })).status).toBe(304);
    await world.poll(tenantId, [
      quarantinedJob({
        health: 'unknown',
        reasons: ['unreadable'],
        readFailingSince: iso(0),
        readFailure: { reason: 'timeout', detail: 'too slow' },
      }),
    ]);
    const changed = await world.call(jobPath, { headers: { 'if-none-match': headers.etag ?? '' } });
    expect(changed).toMatchObject({ status: 200, json: { health: 'unknown', lastRead: { failure: { reason: 'timeout' } } } });
  });

  it('keeps its ETag when it was read again and nothing was new', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob()]);
    const { headers } = await world.call(jobPath);
    world.clock.at += pollIntervalInMs;
    await world.poll(tenantId, [quarantinedJob()]);
    expect((await world.call(jobPath)).headers.etag).toBe(headers.etag);
  });

  it('is not there once it was removed, or for whoever may not see its tenant', async () => {
    const world = createHttpWorld({ authenticate: async () => callerOf('Admin', 'other') });
    await world.poll(tenantId, [quarantinedJob()]);
    expect((await world.call(jobPath)).status).toBe(404);
    const own = createHttpWorld();
    await own.poll(tenantId, [quarantinedJob({ removedAt: iso(0) })]);
    expect((await own.call(jobPath)).status).toBe(404);
    expect((await own.call(`${jobPath}/history`)).status).toBe(200);
  });
});

describe('GET the history of a job', () => {
  async function worldWithHistory() {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob()]);
    const events = [1, 2, 3, 4, 5].map((seq) =>
      sampleEvent(1, seq, { ...jobKey, at: iso(seq * 60_000), type: seq === 1 ? 'appeared' : 'stateChanged' }),
    );
    const gap = { v: 1, tenantId, from: iso(150_000), to: iso(210_000) } as const;
    await world.state.commit(tenantId, [...events.map((value) => [{ type: 'event', value } as const]), [{ type: 'gap', value: gap }]]);
    return world;
  }

  it('shows events newest first, and a time without readings as a gap', async () => {
    const { call } = await worldWithHistory();
    const { json } = await call(`${jobPath}/history`);
    expect(json.value.map(({ type, seq }: { type: string; seq?: number }) => seq ?? type)).toEqual([5, 4, 'gap', 3, 2, 1]);
    expect(json.value[2].gap).toEqual({ from: iso(150_000), to: iso(210_000) });
  });

  it.each([1, 2, 3, 4])('pages through it by %d and shows everything once', async (pageSize) => {
    const { call } = await worldWithHistory();
    const seen: (number | string)[] = [];
    for (let next: string | undefined = `${jobPath}/history?pageSize=${pageSize}`; next !== undefined; ) {
      const { json }: { json: { value: { seq?: number; type: string }[]; nextLink?: string } } = await call(next);
      seen.push(...json.value.map(({ type, seq }) => seq ?? type));
      next = json.nextLink;
    }
    expect(seen).toEqual([5, 4, 'gap', 3, 2, 1]);
  });

  it('filters by time and type', async () => {
    const { call } = await worldWithHistory();
    const count = async (query: string) => (await call(`${jobPath}/history?${query}`)).json.value.length;
    expect(await count(`from=${iso(120_000)}&to=${iso(180_000)}`)).toBe(2);
    expect(await count('type=gap')).toBe(1);
    expect(await count('type=appeared')).toBe(1);
  });
});

describe('GET /status', () => {
  it('counts the fleet and names the tenants that cannot be read', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob(), sampleJob(2, { tenantId })], {}, [sampleIncident(hash)]);
    await world.poll('no-consent', [], {
      unreadableReason: 'consentMissing',
      unreadableSince: iso(0),
      lastError: 'Synchronization.Read.All',
      lastCompletedAt: null,
    });
    await world.poll('refused', [sampleJob(1, { tenantId: 'refused' })], { unreadableReason: 'throttled', lastCompletedAt: iso(0) });
    await registerTenant(world, { tenantId: 'new', addedAt: iso(0) });
    expect((await world.call('/status')).json).toMatchObject({
      monitor: 'ok',
      lastTick: iso(0),
      tenants: {
        total: 4,
        unreadable: [
          { tenantId: 'new', reason: 'notYetRead', jobs: 0 },
          { tenantId: 'no-consent', reason: 'consentMissing', detail: 'Synchronization.Read.All', jobs: 0 },
          { tenantId: 'refused', reason: 'throttled', jobs: 1, observedAt: iso(0) },
        ],
      },
      jobs: { total: 3, byState: { Quarantine: 1, Active: 2, Unknown: 0 }, byHealth: { critical: 1, healthy: 2 } },
      incidents: { critical: 1, warning: 0 },
      freshness: { fresh: 2, stale: 0, unknown: 2 },
    });
  });

  it('names the open incidents of a whole tenant, which no row of a job tells of, and so does the tenant', async () => {
    const world = createHttpWorld();
    const own = sampleIncident('own', { scope: { kind: 'tenant' }, condition: 'passwordSyncStale', displayName: tenantId });
    await world.poll(tenantId, [quarantinedJob()], {}, [sampleIncident(hash), own]);
    await world.poll('other', []);
    const { incidentId } = own;
    const { incidentsBeyondJobs } = (await world.call('/status')).json;
    expect(incidentsBeyondJobs).toMatchObject({
      count: 1,
      value: [{ incidentId, condition: 'passwordSyncStale', scope: 'tenant', tenantId }],
    });
    const { value } = (await world.call('/tenants')).json as { value: { tenantId: string; incidentsBeyondJobs?: object }[] };
    const of = (id: string) => value.find((tenant) => tenant.tenantId === id)?.incidentsBeyondJobs;
    expect(of(tenantId)).toMatchObject({ count: 1, value: [{ incidentId }] });
    expect(of('other')).toBeUndefined();
  });

  it('calls nothing healthy that is stale, and says when no tick happens any more', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob(), sampleJob(2, { tenantId })]);
    world.clock.at += 2 * pollIntervalInMs + 60_001;
    expect((await world.call('/status')).json).toMatchObject({
      monitor: 'blind',
      jobs: { byHealth: { critical: 1, unknown: 1, healthy: 0 } },
      freshness: { stale: 1 },
    });
    await world.poll('other', []);
    world.clock.at += 2_000;
    expect((await world.call('/status')).json.monitor).toBe('degraded');
  });

  it('reads no view and no job', async () => {
    const refuse = async () => {
      throw new Error('not needed');
    };
    const world = createHttpWorld();
    Object.assign(world.deps.views, { read: refuse, readAll: refuse });
    await world.poll(tenantId, [quarantinedJob()]);
    expect((await world.call('/status')).status).toBe(200);
  });
});

describe('GET /tenants', () => {
  it('lists them by id with poll state, consent and counts, page by page', async () => {
    const world = createHttpWorld();
    await world.poll('tenant-b', [sampleJob(1, { tenantId: 'tenant-b' })]);
    await world.poll('tenant-a', [], { unreadableReason: 'consentMissing', lastCompletedAt: null });
    const first = await world.call('/tenants?pageSize=1');
    expect(first.json.value).toMatchObject([
      { tenantId: 'tenant-a', consent: { state: 'missing' }, unreadable: { reason: 'consentMissing' } },
    ]);
    const second = await world.call(first.json.nextLink);
    expect(second.json.value).toMatchObject([
      { tenantId: 'tenant-b', consent: { state: 'granted' }, jobs: { total: 1 }, freshness: 'fresh' },
    ]);
    expect(second.json.nextLink).toBeUndefined();
    // Alone it tells besides what the caller may do there.
    const { actions, ...alone } = (await world.call('/tenants/tenant-b')).json;
    expect(alone).toEqual(second.json.value[0]);
    expect(actions).not.toEqual([]);
  });
});

describe('GET /incidents', () => {
  const closed = { state: 'closed', resolvedAt: iso(0), resolution: 'recovered' } as const;

  function incident(index: number, change: Partial<OpenIncident> = {}): OpenIncident {
    const own = `${index}`.repeat(22).slice(0, 22);
    const unsent = { createdAt: iso(0), hash: own, seq: 1, kind: 'internal' };
    return sampleIncident(own, { openedAt: iso(index * 1000), unsent, claimedBy: 'internal', ...change });
  }

  it('lists the open ones worst first, filtered and page by page, without what the sender notes', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [], {}, [incident(3), incident(1, { severity: 'warning', condition: 'escrowsRising' }), incident(2)]);
    const first = await world.call('/incidents?pageSize=2');
    expect(first.json.value.map(({ openedAt }: Incident) => openedAt)).toEqual([iso(2000), iso(3000)]);
    expect((await world.call(first.json.nextLink)).json.value).toMatchObject([{ severity: 'warning' }]);
    expect((await world.call('/incidents?condition=escrowsRising')).json.value).toHaveLength(1);
    expect(first.text).not.toContain('internal');
  });

  it('shows one with its timeline, also after it was closed', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, []);
    await world.state.commit(tenantId, [
      [{ type: 'incident', value: incident(1) }],
      [{ type: 'pastIncident', value: { ...incident(2), ...closed } }],
    ]);
    expect((await world.call(`/incidents/${incident(1).incidentId}`)).json).toMatchObject({
      state: 'open',
      timeline: [{ what: 'opened' }],
    });
    const past = await world.call(`/incidents/${incident(2).incidentId}`);
    expect(past.json).toMatchObject({ state: 'closed', resolution: 'recovered' });
    expect((await world.call(`/incidents?state=closed&tenantId=${tenantId}`)).json.value).toHaveLength(1);
    expect((await world.call(`/incidents/${incident(3).incidentId}`)).status).toBe(404);
  });
});
