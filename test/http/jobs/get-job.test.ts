import { describe, expect, it } from '@jest/globals';
import { sampleEvent, sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { quarantinedJob, quarantinedKey } from '../support/quarantined-job.ts';
import { callerOf, createHttpWorld, pollIntervalInMs, start } from '../support/support.ts';

const jobPath = `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/job-1`;
const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

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
      sampleEvent(1, seq, { ...quarantinedKey, at: iso(seq * 60_000), type: seq === 1 ? 'appeared' : 'stateChanged' }),
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
