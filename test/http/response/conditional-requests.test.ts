import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { entityTag, versionOfBody } from '../../../lib/http/response/entity-tag.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { sampleEvent, sampleIncident, sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { type Answer, createHttpWorld } from '../support/support.ts';

type World = ReturnType<typeof createHttpWorld>;

const hash = 'h'.repeat(22);
const jobId = 'job-1';
const jobPath = `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/${jobId}`;
const shared = ['/status', '/jobs', '/jobs?tenantId=11111111-1111-4111-8111-111111111111', '/tenants', '/incidents', '/metrics'];
const single = [jobPath, `/tenants/${tenantId}`, `/incidents/${tenantId}.${hash}.1`];

/** The `version`-th state of a fleet of one tenant: it differs from the one before in every representation. */
async function store(world: World, version: number): Promise<void> {
  const isGood = version % 2 === 0;
  const jobs = Array.from({ length: 1 + version }, (_, index): JobRecord => {
    const base = sampleJob(index, { health: isGood ? 'healthy' : 'critical', reasons: isGood ? [] : ['silent'] });
    return { ...base, tenantId, servicePrincipalId: `sp-${index + 1}`, jobId, snapshot: { ...base.snapshot, jobId } };
  });
  const incident = sampleIncident(hash, { causeCode: `Cause${version}`, severity: isGood ? 'warning' : 'critical' });
  await world.poll(tenantId, jobs, {}, [incident]);
  const known = await world.state.getIncident(tenantId, hash);
  await world.state.commit(tenantId, [[{ type: 'incident', value: incident, ...(known && { etag: known.etag }) }]]);
}

const shownBy = ({ json, text }: Answer) => versionOfBody(json ?? text);
const holding = (answer: Answer) => ({ headers: { 'if-none-match': answer.headers.etag ?? '' } });

describe('a caller who holds a version', () => {
  it.each([...shared, ...single])('gets 304 of %s while nothing changed, however often it was read again', async (path) => {
    const world = createHttpWorld();
    await store(world, 1);
    const held = await world.call(path);
    for (let reading = 0; reading < 3; reading++) {
      world.clock.at += 10_000;
      const row = await world.fleet.get(tenantId);
      const at = new Date(world.clock.at).toISOString();
      // The metrics show the time of the reading itself, so for them it is a change.
      if (path !== '/metrics')
        await world.fleet.merge(tenantId, { lastCompletedAt: at, lastAttemptAt: at, lastTickId: at }, row?.etag ?? '');
      expect(await world.call(path, holding(held))).toMatchObject({ status: 304, text: '' });
    }
  });

  it.each(shared)('gets no stale 304 of %s later than two seconds after a change, in any order of changes and requests', async (path) => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), forInMs: fc.integer({ min: 0, max: 3_000 }) }),
      fc.constant({ kind: 'change' as const }),
      fc.constant({ kind: 'ask' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const openTable = createInMemoryTables();
        const world = createHttpWorld({}, openTable);
        let version = 1;
        await store(world, version);
        let changedAt = world.clock.at;
        let held = await world.call(path);
        for (const next of steps) {
          if (next.kind === 'wait') world.clock.at += next.forInMs;
          else if (next.kind === 'change') {
            version += 1;
            await store(world, version);
            changedAt = world.clock.at;
          } else {
            const answer = await world.call(path, holding(held));
            // Another instance, which has kept nothing, knows what holds now.
            const instance = createHttpWorld({}, openTable);
            instance.clock.at = world.clock.at;
            const isOld = shownBy(await instance.call(path)) !== shownBy(answer.status === 304 ? held : answer);
            if (isOld) expect(world.clock.at - changedAt).toBeLessThan(2_000);
            if (answer.status === 200) held = answer;
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each(single)('never gets a stale 304 of %s', async (path) => {
    const world = createHttpWorld();
    for (let version = 1; version < 6; version++) {
      await store(world, version);
      const held = await world.call(path);
      expect((await world.call(path, holding(held))).status).toBe(304);
      await store(world, version + 1);
      expect((await world.call(path, holding(held))).status).toBe(200);
    }
  });

  it('never gets a stale 304 of a history', async () => {
    const world = createHttpWorld();
    await store(world, 1);
    const held = await world.call(`${jobPath}/history`);
    expect((await world.call(`${jobPath}/history`, holding(held))).status).toBe(304);
    await world.state.commit(tenantId, [[{ type: 'event', value: sampleEvent(1, 1, { tenantId, servicePrincipalId: 'sp-1', jobId }) }]]);
    expect((await world.call(`${jobPath}/history`, holding(held))).status).toBe(200);
  });

  it('keeps neither the words of an older catalogue nor those of an older release: both are part of every tag', () => {
    const tag = (versions?: { words?: string; build?: string }) =>
      entityTag('https://api.example/jobs', 'Reader:all', 'same rows', versions);
    expect(tag({ words: '2026.01.01-00000000' })).not.toBe(tag());
    expect(tag({ build: '0.1.0+000000000000' })).not.toBe(tag());
    expect(tag()).toBe(tag());
  });
});
