import { describe, expect, it } from '@jest/globals';
import { sampleIncident } from '../../support/storage/state-samples.ts';
import { jobOf, quarantinedJob } from '../support/listed-jobs.ts';
import { type Answer, createHttpWorld, start } from '../support/support.ts';

const tenantA = 'aaaaaaaa-1111-4111-8111-111111111111';
const tenantB = 'bbbbbbbb-2222-4222-8222-222222222222';
const names = ({ json }: Answer): string[] => json.value.map(({ displayName }: { displayName: string }) => displayName).sort();

async function twoTenants() {
  const world = createHttpWorld();
  const ada = { acknowledgedBy: 'home/ada', acknowledgedByName: 'Ada', acknowledgedAt: new Date(start).toISOString() };
  const scope = (sp: number) => ({ kind: 'job', servicePrincipalId: `sp-${sp}`, jobId: `Job.${sp}` }) as const;
  const known = sampleIncident('known', { tenantId: tenantA, incidentId: `${tenantA}.known.1`, scope: scope(1), ...ada });
  const snoozedUntil = new Date(start + 3_600_000).toISOString();
  const open = sampleIncident('open', { tenantId: tenantA, incidentId: `${tenantA}.open.1`, scope: scope(2), snoozedUntil });
  const jobs = [
    quarantinedJob(tenantA, 1, { displayName: 'Workday to AD', code: 'AADSTS7000215' }),
    quarantinedJob(tenantA, 2, { displayName: 'Zürich Zendesk', code: 'HybridSynchronizationActiveDirectoryInvalidCredentials' }),
    jobOf(tenantA, 3, { displayName: 'Zendesk', templateId: 'zendesk' }),
  ];
  await world.poll(tenantA, jobs, {}, [known, open]);
  await world.poll(tenantB, [jobOf(tenantB, 4, { displayName: 'Kantine "50 %" (.*)' }), jobOf(tenantB, 5, { displayName: '😀 smile' })]);
  for (const [tenantId, displayName] of [
    [tenantA, 'Contoso Ärzte'],
    [tenantB, 'Fabrikam'],
  ] as const) {
    const row = await world.fleet.get(tenantId);
    await world.fleet.merge(tenantId, { registration: { ...row?.value.registration, displayName } } as never, row?.etag ?? '');
  }
  return world;
}

describe('GET /jobs?q', () => {
  it.each([
    ['workday', ['Workday to AD']],
    ['WORKDAY AD', ['Workday to AD']],
    ['ad work', ['Workday to AD']],
    ['zurich', ['Zürich Zendesk']],
    ['zend', ['Zendesk', 'Zürich Zendesk']],
    ['arzte', ['Workday to AD', 'Zendesk', 'Zürich Zendesk']],
    ['Contoso Zendesk', ['Zendesk', 'Zürich Zendesk']],
    ['7000215', ['Workday to AD']],
    ['aadsts7000215', ['Workday to AD']],
    ['invalidcredentials', ['Zürich Zendesk']],
    ['EncounteredQuarantine', ['Workday to AD', 'Zürich Zendesk']],
    [tenantB, ['Kantine "50 %" (.*)', '😀 smile']],
    [`${tenantA}/sp-3/job.3`, ['Zendesk']],
    ['job.5', ['😀 smile']],
    ['😀', ['😀 smile']],
    ['(.*)', ['Kantine "50 %" (.*)']],
    ['50 %"', ['Kantine "50 %" (.*)']],
    ['fabrikam workday', []],
    ['.*', ['Kantine "50 %" (.*)']],
    ['\u202ezen\u200bdesk\0', ['Zendesk', 'Zürich Zendesk']],
  ])('finds by %j', async (q, expected) => {
    const { call } = await twoTenants();
    expect(names(await call(`/jobs?q=${encodeURIComponent(q)}`))).toEqual(expected);
  });

  it.each([' ', '\u200b', '\0', '\u0301'])('finds everything by %j, which names nothing', async (q) => {
    const { call } = await twoTenants();
    expect((await call(`/jobs?q=${encodeURIComponent(q)}`)).json.value).toHaveLength(5);
  });

  it.each(['', 'x'.repeat(201), '漢'.repeat(101)])('refuses a text that is too long or empty', async (q) => {
    const { call } = await twoTenants();
    expect(await call(`/jobs?q=${encodeURIComponent(q)}`)).toMatchObject({ status: 400, json: { errors: [{ parameter: 'q' }] } });
  });

  it('goes with the other filters and from page to page, and a continuation belongs to its search', async () => {
    const { call } = await twoTenants();
    const first = await call('/jobs?q=contoso&pageSize=1&state=Quarantine');
    const second = await call(first.json.nextLink);
    expect([...names(first), ...names(second)].sort()).toEqual(['Workday to AD', 'Zürich Zendesk']);
    expect(second.json.nextLink).toBeUndefined();
    expect(await call(first.json.nextLink.replace('q=contoso', 'q=fabrikam'))).toMatchObject({ json: { code: 'InvalidContinuation' } });
  });

  it('continues the longest search through an address that the API accepts', async () => {
    const world = createHttpWorld();
    const displayName = '漢'.repeat(100);
    await world.poll(tenantA, [jobOf(tenantA, 1, { displayName }), jobOf(tenantA, 2, { displayName })]);
    const { json } = await world.call(`/jobs?pageSize=1&q=${encodeURIComponent(displayName)}`);
    expect((await world.call(json.nextLink)).json.value).toHaveLength(1);
  });
});

describe('a row of GET /jobs', () => {
  it('says who is on it, until when it is silent, what to do next and how its beginning is known', async () => {
    const { call } = await twoTenants();
    const { value } = (await call('/jobs?tenantId=aaaaaaaa-1111-4111-8111-111111111111')).json;
    expect(value.find(({ displayName }: { displayName: string }) => displayName === 'Workday to AD')).toMatchObject({
      kind: 'other',
      kindName: 'Other provisioning',
      explanation: { code: 'AADSTS7000215', whoMustAct: expect.any(String), title: expect.any(String) },
      advice: { action: 'renewCredentials' },
      incident: { id: `${tenantA}.known.1`, acknowledgedBy: 'home/ada', acknowledgedByName: 'Ada' },
      sinceSource: 'graph',
    });
    const [zurich, zendesk] = ['Zürich Zendesk', 'Zendesk'].map((name) =>
      value.find(({ displayName }: { displayName: string }) => displayName === name),
    );
    expect(zurich.incident).toEqual({ id: `${tenantA}.open.1`, snoozedUntil: '2026-11-21T11:00:00.000Z' });
    expect(zendesk).toMatchObject({ advice: { action: 'none' }, sinceSource: 'firstSeen' });
    expect(zendesk.incident).toBeUndefined();
  });

  it('forgets a snooze when it is over, with a new ETag', async () => {
    const world = await twoTenants();
    const before = await world.call('/jobs?q=zurich');
    world.clock.at = start + 3_600_000;
    const after = await world.call('/jobs?q=zurich');
    expect(after.json.value[0].incident).toEqual({ id: `${tenantA}.open.1` });
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it.each([
    ['acknowledged=true', ['Workday to AD']],
    ['acknowledged=false', ['Zürich Zendesk']],
    ['kind=scim', ['Zendesk']],
    ['cause=AADSTS7000215', ['Workday to AD']],
    ['cause=', []],
  ])('is filtered by %s', async (query, expected) => {
    const { call } = await twoTenants();
    expect(names(await call(`/jobs?${query}`))).toEqual(expected);
  });
});
