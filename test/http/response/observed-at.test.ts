import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import { freshForInMs } from '../../../lib/domain/job/health/freshness.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleIncident, sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { nameOf, principal, signedIn } from '../support/people.ts';
import { createHttpWorld, pollIntervalInMs, settingsOf } from '../support/support.ts';

type World = ReturnType<typeof createHttpWorld>;

const isoOf = (millis: number) => new Date(millis).toISOString();
const scope = { kind: 'job', servicePrincipalId: 'sp-1', jobId: 'job-1' } as const;
const hash = incidentHash(scope, 'quarantine');
const jobPath = `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/job-1`;
const reads = [
  '/status',
  '/jobs',
  '/jobs?state=Paused',
  '/incidents',
  `/incidents/${tenantId}.${hash}.1`,
  '/tenants',
  `/tenants/${tenantId}`,
  jobPath,
  `${jobPath}/history`,
  `${jobPath}/trend?from=2026-11-20T00:00:00Z`,
  '/jobs?q=nothing',
  '/jobGroups?by=cause',
  '/jobGroups?by=kind&q=nothing',
  '/incidents?state=closed',
  '/operations',
];

function job(change: Partial<JobRecord> = {}): JobRecord {
  const base = sampleJob(0);
  const place = { tenantId, servicePrincipalId: 'sp-1', jobId: 'job-1' };
  return { ...base, ...place, snapshot: { ...base.snapshot, jobId: 'job-1' }, ...change };
}

async function store(world: World, change: Partial<JobRecord> = {}): Promise<void> {
  const incident = sampleIncident(hash, { scope, incidentId: `${tenantId}.${hash}.1` });
  await world.poll(tenantId, [job({ observedAt: isoOf(world.clock.at), ...change })], {}, [incident]);
  await world.state.commit(tenantId, [[{ type: 'incident', value: incident }]]);
}

/** A pass that found nothing new leaves its times and nothing else. */
async function readAgain(world: World): Promise<void> {
  const row = await world.fleet.get(tenantId);
  const at = isoOf(world.clock.at);
  await world.fleet.merge(tenantId, { lastCompletedAt: at, lastAttemptAt: at, lastTickId: at }, row?.etag ?? '');
}

/** A world in which `part` sees one service principal of the tenant, by a grant of just now. */
async function worldOfPart() {
  const part = principal(1, 'Admin');
  const world = createHttpWorld({ principalOf: signedIn({ part }) });
  const at = isoOf(world.clock.at);
  const { tenantId: home, objectId } = part;
  const scopes = [{ tenantId, servicePrincipalId: 'sp-2' }];
  await world.grants.create({ v: 1, tenantId: home, objectId, scopes, createdAt: at, updatedAt: at, updatedBy: 'home/chief' });
  return world;
}

describe('how old what is shown is', () => {
  it.each(reads)(
    'is told by %s for an hour of 304s: never younger than the last good reading, never older by more than a tick',
    async (path) => {
      const steps = fc.array(fc.record({ waitInMs: fc.integer({ min: 1, max: pollIntervalInMs }), asks: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 12,
        maxLength: 20,
      });
      await fc.assert(
        fc.asyncProperty(steps, async (ticks) => {
          const world = createHttpWorld();
          await store(world);
          const held = await world.call(path);
          let readAt = world.clock.at;
          expect(held.headers['x-observed-at']).toBe(isoOf(readAt));
          for (const { waitInMs, asks } of ticks) {
            world.clock.at += waitInMs;
            for (let ask = 0; ask < asks; ask++) {
              world.clock.at += 700;
              const { status, headers } = await world.call(path, { headers: { 'if-none-match': held.headers.etag ?? '' } });
              expect(status).toBe(304);
              const told = Date.parse(headers['x-observed-at'] ?? '');
              expect(told).toBeLessThanOrEqual(readAt);
              expect(readAt - told).toBeLessThanOrEqual(pollIntervalInMs + 3 * 700);
            }
            await readAgain(world);
            readAt = world.clock.at;
          }
        }),
        { numRuns: 8 },
      );
    },
  );

  it.each(['/status', '/jobs', '/tenants'])('is that of the oldest reading that %s shows', async (path) => {
    const world = createHttpWorld();
    const other = '22222222-2222-4222-8222-222222222222';
    await store(world);
    const first = isoOf(world.clock.at);
    world.clock.at += 60_000;
    await world.poll(other, [job({ tenantId: other, observedAt: isoOf(world.clock.at) })]);
    expect((await world.call(path)).headers['x-observed-at']).toBe(first);
    expect((await world.call(`/jobs?tenantId=${other}`)).headers['x-observed-at']).toBe(isoOf(world.clock.at));
  });

  it('is that of the last good reading where a job cannot be read any more', async () => {
    const world = createHttpWorld();
    const readAt = isoOf(world.clock.at);
    world.clock.at += 3_600_000;
    await store(world, { observedAt: readAt, readFailingSince: isoOf(world.clock.at - 60_000) });
    expect((await world.call('/jobs')).headers['x-observed-at']).toBe(readAt);
    expect((await world.call(jobPath)).headers['x-observed-at']).toBe(readAt);
  });

  const emptied = ['/jobs?q=nothing', '/jobGroups?by=cause&q=nothing', '/incidents?causeCode=nothing'];

  it.each(['/status', '/tenants', `/tenants/${tenantId}`, '/metrics', ...emptied])(
    'is by %s that of the job that could not be read the longest, though the passes go on without it',
    async (path) => {
      const world = createHttpWorld();
      const readAt = isoOf(world.clock.at);
      world.clock.at += 3_600_000;
      const failing = job({
        observedAt: readAt,
        readFailingSince: isoOf(world.clock.at - 60_000),
        health: 'unknown',
        reasons: ['unreadable'],
      });
      const well = { servicePrincipalId: 'sp-2', observedAt: isoOf(world.clock.at) };
      await world.poll(tenantId, [failing, job(well)]);
      expect((await world.call(path)).headers['x-observed-at']).toBe(readAt);
      await world.poll(tenantId, [job({ observedAt: isoOf(world.clock.at) }), job(well)]);
      world.clock.at += 3_000;
      expect((await world.call(path)).headers['x-observed-at']).toBe(isoOf(world.clock.at - 3_000));
    },
  );

  it.each(['/status', '/tenants', `/tenants/${tenantId}`, '/jobs', ...emptied])(
    'tells whoever sees a part of a tenant by %s nothing of the readings of the rest',
    async (path) => {
      const world = await worldOfPart();
      const at = isoOf(world.clock.at);
      world.clock.at += 3_600_000;
      const failing = job({ observedAt: at, readFailingSince: isoOf(world.clock.at - 60_000), health: 'unknown', reasons: ['unreadable'] });
      await world.poll(tenantId, [failing, job({ servicePrincipalId: 'sp-2', observedAt: isoOf(world.clock.at) })]);
      expect((await world.call(path, { headers: { 'x-who': 'part' } })).headers['x-observed-at']).toBe(isoOf(world.clock.at));
    },
  );

  it('is not told where nothing was read yet, and is the moment itself of what comes from the store alone', async () => {
    const world = createHttpWorld();
    expect((await world.call('/jobs')).headers).not.toHaveProperty('x-observed-at');
    for (const path of ['/me', '/errors', '/grants', '/openapi.json'])
      expect((await world.call(path)).headers['x-observed-at']).toBe(isoOf(world.clock.at));
  });

  it('is told also where there is nothing to tell: that nothing changed is as old as the last reading', async () => {
    const world = createHttpWorld();
    await store(world);
    const readAt = isoOf(world.clock.at);
    world.clock.at += 3_600_000;
    const { deltaLink } = (await world.call('/changes')).json;
    expect(await world.call(deltaLink)).toMatchObject({ status: 204, headers: { 'x-observed-at': readAt } });
  });

  it('may be read by pages of other origins', async () => {
    const origin = 'https://portal.example';
    const world = createHttpWorld({ settings: settingsOf('none', [origin]) });
    await store(world);
    const { headers } = await world.call('/jobs', { headers: { origin } });
    expect(headers['access-control-expose-headers']).toContain('x-fresh-observed-at, x-observed-at');
  });
});

describe('how old what is still fresh is', () => {
  const other = '22222222-2222-4222-8222-222222222222';
  const limitInMs = freshForInMs(pollIntervalInMs);
  const tell = (world: World, path: string, etag?: string) =>
    world.call(path, etag === undefined ? {} : { headers: { 'if-none-match': etag } });

  /** One tenant that is read no more and one that is read a moment ago. */
  async function oldAndNew(ageInMs: number): Promise<{ world: World; old: string; recent: string }> {
    const world = createHttpWorld();
    await store(world);
    const old = isoOf(world.clock.at);
    world.clock.at += ageInMs;
    const recent = isoOf(world.clock.at);
    await world.poll(other, [job({ tenantId: other, observedAt: recent })]);
    return { world, old, recent };
  }

  it.each(['/status', '/jobs', '/tenants', '/jobGroups?by=cause', '/jobs?q=nothing', '/incidents?state=closed', '/operations', '/metrics'])(
    'is told by %s beside the age of the oldest, and is not spoilt by a tenant that is read no more',
    async (path) => {
      const { world, old, recent } = await oldAndNew(limitInMs + 1);
      const { headers } = await tell(world, path);
      expect([headers['x-observed-at'], headers['x-fresh-observed-at']]).toEqual([old, recent]);
      const held = await tell(world, path, headers.etag);
      expect(held).toMatchObject({ status: 304, headers: { 'x-observed-at': old, 'x-fresh-observed-at': recent } });
    },
  );

  it.each(['/status', '/jobs', '/jobs?q=nothing', '/incidents?causeCode=nothing', '/tenants'])(
    'is that of the oldest by %s for as long as the service calls it fresh, to the millisecond, though nothing is read meanwhile',
    async (path) => {
      const { world, old, recent } = await oldAndNew(60_000);
      await tell(world, path);
      world.clock.at += limitInMs - 60_000;
      expect((await tell(world, path)).headers['x-fresh-observed-at']).toBe(old);
      world.clock.at += 1;
      expect((await tell(world, path)).headers['x-fresh-observed-at']).toBe(recent);
    },
  );

  it('moves with the readings of those that are read while whoever holds the version is told 304 and one tenant stays unread', async () => {
    const { world, old } = await oldAndNew(limitInMs + 1);
    for (const path of ['/status', '/jobs', '/tenants']) {
      const held = await tell(world, path);
      for (let tick = 0; tick < 5; tick++) {
        world.clock.at += pollIntervalInMs;
        const at = isoOf(world.clock.at);
        const row = await world.fleet.get(other);
        await world.fleet.merge(other, { lastCompletedAt: at, lastAttemptAt: at, lastTickId: at }, row?.etag ?? '');
        const { status, headers } = await tell(world, path, held.headers.etag);
        expect([status, headers['x-observed-at'], headers['x-fresh-observed-at']]).toEqual([304, old, at]);
      }
    }
  });

  it.each(['/status', '/jobs', '/tenants', jobPath, `${jobPath}/history`])('is not told by %s where nothing is fresh', async (path) => {
    const world = createHttpWorld();
    await store(world);
    const readAt = isoOf(world.clock.at);
    world.clock.at += limitInMs + 1;
    const { headers } = await tell(world, path);
    expect(headers['x-observed-at']).toBe(readAt);
    expect(headers).not.toHaveProperty('x-fresh-observed-at');
  });

  it('is told to whoever sees a part of a tenant of that part alone', async () => {
    const world = await worldOfPart();
    const at = isoOf(world.clock.at);
    world.clock.at += 60_000;
    const failing = job({ observedAt: at, readFailingSince: isoOf(world.clock.at - 1), health: 'unknown', reasons: ['unreadable'] });
    await world.poll(tenantId, [failing, job({ servicePrincipalId: 'sp-2', observedAt: isoOf(world.clock.at) })]);
    for (const path of ['/jobs', '/status', '/tenants'])
      expect((await world.call(path, { headers: { 'x-who': 'part' } })).headers['x-fresh-observed-at']).toBe(isoOf(world.clock.at));
  });

  it('comes with how many tenants are not, and when the first of them was read last', async () => {
    const { world, old, recent } = await oldAndNew(60_000);
    const told = async () => (await tell(world, '/status')).json.freshness;
    expect(await told()).toEqual({ fresh: 2, stale: 0, unknown: 0 });
    world.clock.at += limitInMs - 60_000 + 1;
    const one = await tell(world, '/status');
    expect(one.json.freshness).toEqual({ fresh: 1, stale: 1, unknown: 0, oldestStaleReading: old });
    // The one for the other: as many as before, and yet something else.
    const at = isoOf(world.clock.at);
    const row = await world.fleet.get(tenantId);
    await world.fleet.merge(tenantId, { lastCompletedAt: at }, row?.etag ?? '');
    world.clock.at += 60_000;
    const two = await tell(world, '/status', one.headers.etag);
    expect(two).toMatchObject({ status: 200, json: { freshness: { fresh: 1, stale: 1, unknown: 0, oldestStaleReading: recent } } });
  });
});

describe('a version that somebody holds', () => {
  it('of the last 48 hours is good within the hour, though they begin later at each request', async () => {
    const world = createHttpWorld();
    await store(world);
    const held = await world.call(`${jobPath}/trend`);
    world.clock.at += 59 * 60_000;
    await readAgain(world);
    const holding = { headers: { 'if-none-match': held.headers.etag ?? '' } };
    expect((await world.call(`${jobPath}/trend`, holding)).status).toBe(304);
    world.clock.at += 60_000;
    expect((await world.call(`${jobPath}/trend`, holding)).status).toBe(200);
  });

  it.each(['/jobs', '/status', jobPath])('of %s is worth nothing once their grant has changed', async (path) => {
    const people = { reader: principal(1, 'Admin'), admin: principal(2, 'Admin') };
    const world = createHttpWorld({ settings: settingsOf('entra'), principalOf: signedIn(people) });
    await store(world);
    const grant = (body: unknown) =>
      world.call(`/grants/${nameOf(people.reader)}`, {
        method: 'PUT',
        headers: { 'x-who': 'admin', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await grant({ scopes: [{ tenantId }] });
    const held = await world.call(path, { headers: { 'x-who': 'reader' } });
    const again = () => world.call(path, { headers: { 'x-who': 'reader', 'if-none-match': held.headers.etag ?? '' } });
    expect((await again()).status).toBe(304);
    await grant({ scopes: [{ tenantId, cap: 'Reader' }] });
    expect((await again()).status).toBe(200);
  });
});
