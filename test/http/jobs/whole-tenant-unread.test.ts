import { describe, expect, it } from '@jest/globals';
import { sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { quarantinedJob } from '../support/listed-jobs.ts';
import { createHttpWorld, start } from '../support/support.ts';

const code = 'AzureActiveDirectoryForbidden';
const other = 'bbbbbbbb-2222-4222-8222-222222222222';
const hourAgo = new Date(start - 3_600_000).toISOString();
const consentLost = {
  unreadableSince: hourAgo,
  unreadableReason: 'consentMissing',
  lastError: 'HTTP 403',
  lastCompletedAt: hourAgo,
} as const;

/** A tenant that was read an hour ago for the last time: one of its jobs was in quarantine then, one was well. */
async function consentLostWorld() {
  const world = createHttpWorld();
  const before = { observedAt: hourAgo };
  const held = { ...quarantinedJob(tenantId, 1, { displayName: 'Held', code }), ...before };
  await world.poll(tenantId, [held, { ...sampleJob(2), ...before }], consentLost);
  const get = async (path: string) => (await world.call(path)).json;
  return { ...world, get, held };
}

describe('a job whose whole tenant cannot be read', () => {
  it('tells since when and why, although no reading of its own failed', async () => {
    const world = createHttpWorld();
    const job = sampleJob(1);
    const since = new Date(start - 3_600_000).toISOString();
    await world.poll(tenantId, [job], {
      unreadableSince: since,
      unreadableReason: 'unauthorized',
      unreadableCode: 'AADSTS7000222',
      lastError: 'HTTP 401',
      lastCompletedAt: since,
    });
    const { json } = await world.call(
      `/tenants/${tenantId}/servicePrincipals/${job.servicePrincipalId}/jobs/${encodeURIComponent(job.jobId)}`,
    );
    expect(json.lastRead).toMatchObject({
      failingSince: since,
      failure: { reason: 'unauthorized', code: 'AADSTS7000222', detail: 'HTTP 401' },
    });
  });

  it('keeps what it was known for last, and is for whoever lets the tenant be read again, in every list and number alike', async () => {
    const { get, held } = await consentLostWorld();
    const { tenants, jobs } = await get('/status');
    const [{ explanation }] = tenants.unreadable;
    const lastKnown = { code, title: expect.stringMatching(/^Last known: ./), whoMustAct: explanation.whoMustAct };
    const { value } = await get('/jobs');
    expect(value).toMatchObject([
      { health: 'critical', freshness: 'stale', reasons: ['quarantined', 'stale'], errorCode: code, explanation: lastKnown },
      { health: 'unknown', freshness: 'stale', explanation: { code: 'ReadingStale', whoMustAct: explanation.whoMustAct } },
    ]);
    expect(jobs).toMatchObject({ byHealth: { critical: 1, unknown: 1, healthy: 0 }, byWhoMustAct: { [explanation.whoMustAct]: 2 } });
    const one = await get(`/tenants/${tenantId}/servicePrincipals/${held.servicePrincipalId}/jobs/${held.jobId}`);
    expect(one.explanation).toMatchObject({ ...lastKnown, remedies: explanation.remedies });
    expect(one.explanation.meaning).toContain(explanation.meaning);
    expect(one.advice).toMatchObject({ action: 'checkReading', whoMustAct: explanation.whoMustAct, link: expect.stringMatching(tenantId) });
    expect(one.advice.why).toContain(explanation.remedies[0]);
  });

  it('is told otherwise as soon as the tenant is refused for another reason, and under another tag', async () => {
    const world = await consentLostWorld();
    const first = await world.call('/jobs');
    const row = await world.fleet.get(tenantId);
    await world.fleet.merge(tenantId, { unreadableReason: 'unauthorized', unreadableCode: 'AADSTS7000222' }, row?.etag ?? '');
    world.clock.at += 3_000;
    const next = await world.call('/jobs', { headers: { 'if-none-match': first.headers.etag ?? '' } });
    expect(next.status).toBe(200);
    expect(first.json.value[0].explanation.whoMustAct).toBe('tenant-admin');
    expect(next.json.value[0].explanation).toMatchObject({ code, whoMustAct: 'service-owner' });
  });

  it('is grouped with the others of its cause and actor, under the title of one that still can be read', async () => {
    const world = await consentLostWorld();
    const titles = async () => (await world.get('/jobGroups?by=cause')).value.map(({ title }: { title: string }) => title);
    const [before] = await titles();
    await world.poll(other, [quarantinedJob(other, 3, { displayName: 'Third', code })]);
    world.clock.at += 3_000;
    expect([before, (await titles())[0]]).toEqual([`Last known: ${(await titles())[0]}`, expect.not.stringMatching(/^Last known/)]);
    expect((await world.get('/jobGroups?by=cause')).value[0]).toMatchObject({ key: code, count: 2, tenants: 2 });
  });
});
