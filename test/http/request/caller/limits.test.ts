import { describe, expect, it } from '@jest/globals';
import { takeToken } from '../../../../lib/domain/access/token-bucket.ts';
import { isoOf } from '../../../../lib/domain/time.ts';
import { createInMemoryTables } from '../../../support/storage/in-memory-table.ts';
import { principal, signedIn } from '../../support/people.ts';
import { createHttpWorld, settingsOf, start } from '../../support/support.ts';

const people = { ann: principal(1, 'Admin'), bob: principal(2, 'Reader'), robot: principal(3, 'Operator', 'app') };
const tenants = ['a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1001', 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1002'] as const;

async function createLimited(rateLimitPerMinute: number | undefined) {
  const settings = { ...settingsOf('entra'), ...(rateLimitPerMinute !== undefined && { rateLimitPerMinute }) };
  const world = createHttpWorld({ settings, principalOf: signedIn(people) }, createInMemoryTables());
  for (const tenantId of tenants) await world.tenants.create({ v: 1, tenantId, addedAt: isoOf(start), source: 'settings' });
  const ask = (who: string, path = '/jobs', method = 'GET') => world.call(path, { method, headers: { 'x-who': who } });
  const list = { from: isoOf(0), to: isoOf(start * 2), pageSize: 1_000 };
  const rows = async (tenantId: string) => (await world.audit.list(tenantId, list)).value;
  return { world, ask, rows };
}

describe('a caller who asks too often', () => {
  it('is told when to come again, and nobody else is', async () => {
    const { ask, world } = await createLimited(10);
    for (let index = 0; index < 10; index += 1) expect((await ask('ann')).status).toBe(200);
    const refused = await ask('ann');
    expect(refused).toMatchObject({ status: 429, json: { code: 'RateLimitExceeded' }, headers: { 'retry-after': '6' } });
    expect((await ask('bob')).status).toBe(200);
    expect((await ask('robot')).status).toBe(200);
    world.clock.at += 5_999;
    expect((await ask('ann')).headers['retry-after']).toBe('1');
    world.clock.at += 1;
    expect((await ask('ann')).status).toBe(200);
    expect((await ask('ann')).status).toBe(429);
    world.clock.at += 3_600_000;
    for (let index = 0; index < 10; index += 1) expect((await ask('ann')).status).toBe(200);
    expect((await ask('ann')).status).toBe(429);
    expect((await ask('bob', '/metrics')).text).toContain('entrasync_rate_limited_total 4\n');
  });

  it('still reaches what is open to everybody', async () => {
    const { ask } = await createLimited(1);
    await ask('ann');
    expect((await ask('ann')).status).toBe(429);
    expect((await ask('ann', '/health/live')).status).toBe(200);
    expect((await ask('ann', '/openapi.json')).status).toBe(200);
  });

  it('is no stranger: those are 401, however many', async () => {
    const { ask } = await createLimited(1);
    for (let index = 0; index < 20; index += 1) expect((await ask('nobody')).status).toBe(401);
    expect((await ask('ann')).status).toBe(200);
  });

  it('meets no limit where the settings give none', async () => {
    const { ask } = await createLimited(undefined);
    for (let index = 0; index < 500; index += 1) expect((await ask('ann')).status).toBe(200);
  });
});

describe('the bucket of a caller', () => {
  it('gives nothing for a clock that was set back, and never more than a minute holds', () => {
    expect(takeToken({ tokens: 0, at: start }, 60, start - 3_600_000)).toEqual({ waitInMs: 1_000 });
    expect(takeToken({ tokens: 0, at: start }, 60, start + 86_400_000)).toEqual({ bucket: { tokens: 59, at: start + 86_400_000 } });
  });
});

describe('a caller who is refused again and again', () => {
  const unknownJob = (tenantId: string, index: number) => `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/job-${index}/start`;

  it('fills 60 rows of the audit log in a minute, then one for each tenant', async () => {
    const { ask, rows, world } = await createLimited(undefined);
    for (let index = 0; index < 200; index += 1) await ask('robot', unknownJob(tenants[0], index), 'POST');
    for (let index = 0; index < 20; index += 1) await ask('robot', unknownJob(tenants[1], index), 'POST');
    const { actor } = people.robot;
    const first = await rows(tenants[0]);
    expect(first.filter(({ code }) => code === 'IdempotencyKeyMissing')).toHaveLength(60);
    expect(first.filter(({ code }) => code === 'FurtherRefusals')).toMatchObject([{ phase: 'refused', actor, action: 'start-job' }]);
    expect(first).toHaveLength(61);
    expect(await rows(tenants[1])).toMatchObject([{ code: 'FurtherRefusals', actor }]);

    await ask('ann', unknownJob(tenants[1], 1), 'POST');
    expect(await rows(tenants[1])).toHaveLength(2);
    world.clock.at += 60_000;
    await ask('robot', unknownJob(tenants[1], 2), 'POST');
    expect(await rows(tenants[1])).toHaveLength(3);
  });

  it('writes nothing more for being too fast', async () => {
    const { ask, rows } = await createLimited(5);
    for (let index = 0; index < 50; index += 1) await ask('robot', unknownJob(tenants[0], index), 'POST');
    expect(await rows(tenants[0])).toHaveLength(5);
  });
});
