import { describe, expect, it } from '@jest/globals';
import type { Health } from '../../../lib/domain/job/health/health.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleJob } from '../../support/storage/state-samples.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';
import { type Answer, callerOf, createHttpWorld, pollIntervalInMs, start } from '../support/support.ts';

const tenantA = 'aaaaaaaa-1111-4111-8111-111111111111';
const tenantB = 'bbbbbbbb-1111-4111-8111-111111111111';

function job(tenantId: string, index: number, health: Health, change: Partial<JobRecord> = {}): JobRecord {
  const reasons = { healthy: [], warning: ['paused'], unknown: ['unknownState'], critical: ['silent'] } as const;
  return sampleJob(index, { tenantId, health, reasons: [...reasons[health]], ...change });
}

function quarantined(tenantId: string, index: number, seriesBegan: string): JobRecord {
  const base = sampleJob(index);
  const quarantine = {
    reason: 'EncounteredQuarantineException',
    seriesBegan,
    seriesCount: 3,
    error: { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials' },
  };
  return {
    ...base,
    tenantId,
    health: 'critical',
    reasons: ['quarantined'],
    since: seriesBegan,
    snapshot: { ...base.snapshot, state: 'Quarantine', quarantine },
  };
}

const ids = ({ json }: Answer) => json.value.map(({ tenantId, servicePrincipalId }: JobRecord) => `${tenantId[0]}:${servicePrincipalId}`);

async function twoTenants() {
  const world = createHttpWorld();
  await world.poll(tenantA, [job(tenantA, 1, 'healthy'), job(tenantA, 2, 'warning'), quarantined(tenantA, 3, '2026-11-10T12:00:00.000Z')]);
  await world.poll(tenantB, [quarantined(tenantB, 1, '2026-11-01T12:00:00.000Z'), job(tenantB, 2, 'unknown'), job(tenantB, 3, 'healthy')]);
  return world;
}

describe('GET /jobs', () => {
  it('shows the jobs of every tenant, worst first, then what has lasted longest', async () => {
    const { call } = await twoTenants();
    const answer = await call('/jobs');
    expect(answer.status).toBe(200);
    expect(ids(answer)).toEqual(['b:sp-1', 'a:sp-3', 'b:sp-2', 'a:sp-2', 'a:sp-1', 'b:sp-3']);
    expect(answer.json.nextLink).toBeUndefined();
  });

  it('counts a quarantine down to the day the service disables the job', async () => {
    const { call } = await twoTenants();
    const [worst] = (await call('/jobs')).json.value;
    expect(worst.quarantine).toMatchObject({
      reason: 'EncounteredQuarantineException',
      disableAt: '2026-11-29T12:00:00.000Z',
      daysLeft: 8,
    });
    expect(worst).toMatchObject({ errorCode: 'HybridSynchronizationActiveDirectoryInvalidCredentials', severity: 3, freshness: 'fresh' });
  });

  it.each([
    ['tenantId', tenantB.toUpperCase(), 3],
    ['state', 'Quarantine', 2],
    ['health', 'healthy', 2],
    ['reason', 'quarantined', 2],
    ['servicePrincipalId', 'sp-1', 2],
    ['errorCode', 'HybridSynchronizationActiveDirectoryInvalidCredentials', 2],
    ['templateId', 'nothing', 0],
    ['freshness', 'fresh', 6],
    ['whoMustAct', 'tenant-admin', 4],
    ['whoMustAct', 'microsoft', 0],
  ])('filters by %s', async (name, value, expected) => {
    const { call } = await twoTenants();
    const { value: jobs } = (await call(`/jobs?${name}=${value}`)).json;
    expect(jobs).toHaveLength(expected);
    if (name === 'whoMustAct') for (const job of jobs) expect(job.explanation.whoMustAct).toBe(value);
  });

  it('pages to the end without showing a job twice, also while other jobs change', async () => {
    const world = await twoTenants();
    const first = await world.call('/jobs?pageSize=2');
    expect(first.json.nextLink).toMatch(/^http:\/\/127\.0\.0\.1:7071\/api\/v1\/jobs\?pageSize=2&continuation=/);
    world.clock.at += 3_000;
    await world.poll(tenantA, [job(tenantA, 1, 'healthy'), job(tenantA, 2, 'warning'), job(tenantA, 3, 'healthy')]);
    const seen = ids(first);
    for (let next = first.json.nextLink; next !== undefined; ) {
      const page = await world.call(next);
      seen.push(...ids(page));
      next = page.json.nextLink;
    }
    expect(seen.filter((id: string) => id !== 'a:sp-3')).toEqual(['b:sp-1', 'b:sp-2', 'a:sp-2', 'a:sp-1', 'b:sp-3']);
  });

  it.each(['continuation=x', 'continuation=WzEsImEiLDFd', 'continuation='])('refuses the continuation "%s"', async (query) => {
    const { call } = await twoTenants();
    expect(await call(`/jobs?${query}`)).toMatchObject({ status: 400, json: { errors: [{ parameter: 'continuation' }] } });
  });

  it('refuses a continuation that belongs to other filters', async () => {
    const { call } = await twoTenants();
    const { nextLink } = (await call('/jobs?pageSize=1')).json;
    expect(await call(`${nextLink}&health=critical`)).toMatchObject({ status: 400, json: { code: 'InvalidContinuation' } });
  });

  it('shows what was not read for two intervals and a minute as stale and never as healthy', async () => {
    const world = await twoTenants();
    world.clock.at = start + 2 * pollIntervalInMs + 60_001;
    const { json } = await world.call('/jobs');
    expect(new Set(json.value.map(({ freshness }: { freshness: string }) => freshness))).toEqual(new Set(['stale']));
    expect(new Set(json.value.map(({ health }: { health: string }) => health))).toEqual(new Set(['critical', 'unknown']));
    expect(json.value.every(({ reasons }: { reasons: string[] }) => reasons.includes('stale'))).toBe(true);
  });

  it('answers 304 until something changed, and within two seconds of the change the new list', async () => {
    const world = await twoTenants();
    const { headers } = await world.call('/jobs');
    const held = { headers: { 'if-none-match': headers.etag ?? '' } };
    expect((await world.call('/jobs', held)).status).toBe(304);

    world.clock.at += 2_000;
    await world.poll(tenantA, [job(tenantA, 1, 'warning')]);
    world.clock.at += 2_000;
    const changed = await world.call('/jobs', held);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(headers.etag);
  });

  it('keeps the ETag when only the time of the reading moved, and shows the new time to whoever has none', async () => {
    const world = await twoTenants();
    const first = await world.call('/jobs');
    world.clock.at += pollIntervalInMs;
    for (const tenantId of [tenantA, tenantB]) {
      const row = await world.fleet.get(tenantId);
      await world.fleet.merge(tenantId, { lastCompletedAt: new Date(world.clock.at).toISOString() }, row?.etag ?? '');
    }
    const second = await world.call('/jobs');
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(second.json.value[0].observedAt).toBe(new Date(world.clock.at).toISOString());
  });

  it('changes the ETag when the list grows stale', async () => {
    const world = await twoTenants();
    const first = await world.call('/jobs');
    world.clock.at += 2 * pollIntervalInMs + 60_001;
    expect((await world.call('/jobs', { headers: { 'if-none-match': first.headers.etag ?? '' } })).status).toBe(200);
  });

  it('reads the pages of a tenant again only when its row names another version', async () => {
    const world = await twoTenants();
    await world.call('/jobs');
    let reads = 0;
    const { read } = world.views;
    world.deps.views.read = (tenantId) => {
      reads += 1;
      return read(tenantId);
    };
    world.clock.at += 5_000;
    await world.poll(tenantB, [job(tenantB, 9, 'warning')]);
    expect(ids(await world.call('/jobs?tenantId=bbbbbbbb-1111-4111-8111-111111111111'))).toEqual(['b:sp-9']);
    expect(reads).toBe(1);
  });

  it('shows only the tenants of the caller, also through a link of somebody else', async () => {
    const tenants = { caller: callerOf('Reader') };
    const world = createHttpWorld({ authenticate: async () => tenants.caller });
    await world.poll(tenantA, [job(tenantA, 1, 'healthy'), job(tenantA, 2, 'healthy')]);
    await world.poll(tenantB, [job(tenantB, 1, 'critical')]);
    const all = await world.call('/jobs?pageSize=1');
    tenants.caller = callerOf('Reader', tenantA);
    expect(ids(await world.call('/jobs'))).toEqual(['a:sp-1', 'a:sp-2']);
    expect(ids(await world.call(all.json.nextLink))).toEqual(['a:sp-1']);
    expect((await world.call('/jobs', { headers: { 'if-none-match': all.headers.etag ?? '' } })).status).toBe(200);
  });

  it('ignores a removed tenant at once', async () => {
    const world = await twoTenants();
    await removeTenant(world, tenantB, new Date(world.clock.at).toISOString());
    expect(ids(await world.call('/jobs'))).toEqual(['a:sp-3', 'a:sp-2', 'a:sp-1']);
    expect((await world.call(`/tenants/${tenantB}`)).status).toBe(404);
  });
});
