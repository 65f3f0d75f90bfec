import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../dev/graph/faults/fault-rules.ts';
import { showAll } from '../../support/worlds/shown-world.ts';
import {
  hourInMs,
  minuteInMs,
  startTenantWorld,
  type TenantWorld,
  type TenantWorldOptions,
  tickInMs,
} from '../../support/worlds/tenant-world.ts';

const status = (status: number, code?: string, headers?: Record<string, string>, message = 'Refused.'): Fault => ({
  kind: 'status',
  status,
  ...(code !== undefined && { body: { error: { code, message } } }),
  ...(headers && { headers }),
});

const itemOf = (cloud: TenantWorld, place: number) => ({ inBatch: true, path: cloud.jobAt(place).key.servicePrincipalId });
const show = (cloud: TenantWorld) => showAll(cloud.ports, tickInMs);

const openIncidents = async (cloud: TenantWorld) =>
  (await cloud.ports.state.readNow(cloud.tenantId)).incidents.flatMap(({ value }) => (value.state === 'open' ? [value] : []));

const targetAt = async (cloud: TenantWorld, place: number) => {
  const { servicePrincipalId } = cloud.jobAt(place).key;
  return (await cloud.ports.state.readNow(cloud.tenantId)).targets.find(({ value }) => value.servicePrincipalId === servicePrincipalId)
    ?.value;
};

async function startPolled(options: TenantWorldOptions = {}): Promise<TenantWorld> {
  const cloud = await startTenantWorld({ servicePrincipalsPerTenant: 45, ...options });
  await cloud.tick();
  cloud.forget();
  return cloud;
}

/** Minutes since `since` at which an item was asked, each once however often it was asked within one pass. */
function askedAfter(cloud: TenantWorld, since: number, path: string): number[] {
  const asked = cloud.asked().filter(({ batch }) => batch?.some(({ url }) => url.includes(path)));
  return [...new Set(asked.map(({ at }) => Math.floor((Date.parse(at) - since) / minuteInMs)))];
}

const backOff = [5, 10, 20, 40];

describe('one application of 45 that Graph does not answer for', () => {
  it.each<[title: string, fault: Fault, expected: { reason: string; code?: string; asked: number[]; requests: number }]>([
    [
      '401 without a reason',
      status(401, 'UnknownError', {}, ''),
      { reason: 'consentMissing', code: 'UnknownError', asked: backOff, requests: 8 },
    ],
    [
      '403 Authorization_RequestDenied',
      status(403, 'Authorization_RequestDenied'),
      { reason: 'consentMissing', code: 'Authorization_RequestDenied', asked: backOff, requests: 4 },
    ],
    ['403 of another kind', status(403, 'Forbidden'), { reason: 'unauthorized', code: 'Forbidden', asked: backOff, requests: 4 }],
    ['429 without a time, for ever', status(429, 'TooManyRequests'), { reason: 'throttled', asked: backOff, requests: 6 }],
    [
      '429 for 30 seconds, for ever',
      status(429, 'TooManyRequests', { 'retry-after': '30' }),
      { reason: 'throttled', asked: backOff, requests: 4 },
    ],
    [
      '429 for half an hour',
      status(429, 'TooManyRequests', { 'retry-after': '1800' }),
      { reason: 'throttled', asked: [5, 35], requests: 2 },
    ],
    ['500', status(500, 'InternalServerError'), { reason: 'unavailable', asked: backOff, requests: 6 }],
    ['503', status(503), { reason: 'unavailable', asked: backOff, requests: 6 }],
    ['504', status(504), { reason: 'timeout', asked: backOff, requests: 6 }],
    ['a page of HTML', { kind: 'html' }, { reason: 'malformed', asked: backOff, requests: 4 }],
    ['a list that is none', { kind: 'body', body: { value: null } }, { reason: 'malformed', asked: backOff, requests: 4 }],
  ])('leaves the other 44 fresh in list, document, status and metrics while it answers %s', async (_title, fault, expected) => {
    await using cloud = await startPolled();
    const { key } = cloud.jobAt(7);
    const since = cloud.clock.at;
    cloud.fault({ match: itemOf(cloud, 7), times: null, fault });
    for (let tick = 1; tick <= 12; tick += 1) {
      await cloud.ticks();
      cloud.clock.at = since + tick * tickInMs + 4 * minuteInMs;
      const { list, documents, counted, status: fleet } = await show(cloud);
      const others = list.filter(({ servicePrincipalId }) => servicePrincipalId !== key.servicePrincipalId);
      expect(others.filter(({ freshness, health }) => freshness === 'fresh' && health === 'healthy')).toHaveLength(44);
      expect(documents.map(({ job }) => job)).toEqual(list);
      const expectedCounts = { healthy: 44, unknown: 1 };
      expect(counted).toEqual({ list: expectedCounts, documents: expectedCounts, status: expectedCounts, metrics: expectedCounts });
      expect(fleet.tenants).toMatchObject({ unreadable: [], byFreshness: { fresh: 1 } });
    }
    const { documents } = await show(cloud);
    const refused = documents.find(({ job }) => job.jobId === key.jobId);
    expect(refused).toMatchObject({ job: { health: 'unknown', reasons: expect.arrayContaining(['stale']) } });
    expect(refused?.job.reasons).toContain(expected.reason === 'malformed' ? 'malformed' : 'unreadable');
    expect(refused?.record.readFailure).toMatchObject({ reason: expected.reason, ...(expected.code && { code: expected.code }) });
    const { asked, requests } = expected;
    expect(askedAfter(cloud, since, key.servicePrincipalId)).toEqual(asked);
    expect(cloud.asked().filter(({ batch }) => batch?.some(({ url }) => url.includes(key.servicePrincipalId)))).toHaveLength(requests);
    const incidents = asked.length < 3 ? [] : [{ condition: 'servicePrincipalUnreadable', severity: 'warning' }];
    expect(await openIncidents(cloud)).toMatchObject(incidents);
    expect(await cloud.fleetRow()).not.toHaveProperty('unreadableReason');
  });

  it('is told by one incident that names it, and that ends with the first good answer', async () => {
    await using cloud = await startPolled({ poll: { channelConfigured: true } });
    const { servicePrincipalId } = cloud.jobAt(3).key;
    cloud.fault({ match: itemOf(cloud, 3), times: null, fault: status(403, 'Authorization_RequestDenied') });
    await cloud.ticks(12);
    expect(await targetAt(cloud, 3)).toMatchObject({ failedReads: 4, readFailure: { reason: 'consentMissing' } });
    const scope = { kind: 'servicePrincipal', servicePrincipalId };
    const opened = { scope, causeCode: 'Authorization_RequestDenied', displayName: 'domain4.tenant1.example' };
    expect(await openIncidents(cloud)).toMatchObject([opened]);
    expect((await cloud.ports.outbox.list(cloud.tenantId)).map(({ value }) => value.kind)).toEqual(['opened']);

    cloud.shared.faults.clear();
    await cloud.ticks(8);
    expect(await openIncidents(cloud)).toEqual([]);
    const past = await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 });
    expect(past.value).toMatchObject([{ ...opened, resolution: 'recovered' }]);
    expect(await targetAt(cloud, 3)).not.toHaveProperty('failedReads');
    expect((await show(cloud)).counted.status).toEqual({ healthy: 45 });
  });

  it('is told even when no job of it is known', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 3 });
    cloud.fault({ match: itemOf(cloud, 1), times: null, fault: status(401, 'UnknownError', {}, '') });
    await cloud.ticks(12);
    expect(await openIncidents(cloud)).toMatchObject([{ condition: 'servicePrincipalUnreadable', causeCode: 'UnknownError' }]);
    expect((await show(cloud)).counted.list).toEqual({ healthy: 2 });
  });

  it('takes its incident with it when it is removed', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 3 });
    cloud.fault({ match: itemOf(cloud, 1), times: null, fault: status(403, 'Forbidden') });
    await cloud.ticks(8);
    expect(await openIncidents(cloud)).toHaveLength(1);
    cloud.shared.faults.clear();
    cloud.fault({ match: itemOf(cloud, 1), times: null, fault: status(404, 'Request_ResourceNotFound') });
    await cloud.ticks(20);
    expect(await openIncidents(cloud)).toEqual([]);
    const past = await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 });
    expect(past.value).toMatchObject([{ condition: 'servicePrincipalUnreadable', resolution: 'servicePrincipalRemoved' }]);
    expect(await targetAt(cloud, 1)).toBeUndefined();
  });

  it.each([
    ['without a time', undefined],
    ['for ten minutes', '600'],
  ])(
    'is one of two of different batches that are throttled %s: all were asked, so the pass vouches for the others',
    async (_title, retryAfter) => {
      await using cloud = await startPolled();
      const fault = status(429, 'TooManyRequests', retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      for (const place of [3, 44]) cloud.fault({ match: itemOf(cloud, place), times: null, fault });
      for (let tick = 0; tick < 12; tick += 1) {
        await cloud.ticks();
        cloud.clock.advance(4 * minuteInMs);
        const { counted, status: fleet } = await show(cloud);
        expect(counted.list).toEqual({ healthy: 43, unknown: 2 });
        expect(fleet).toMatchObject({ tenants: { unreadable: [] }, monitor: { state: 'ok' } });
      }
      expect((await openIncidents(cloud)).map(({ condition }) => condition)).toEqual(Array(2).fill('servicePrincipalUnreadable'));
    },
  );

  it.each([2, 20])('is one of %d, and still the others are fresh', async (count) => {
    await using cloud = await startPolled();
    for (let place = 0; place < count; place += 1) {
      cloud.fault({ match: itemOf(cloud, place), times: null, fault: status(429, 'TooManyRequests') });
    }
    for (let tick = 0; tick < 12; tick += 1) {
      await cloud.ticks();
      expect((await show(cloud)).counted.list).toEqual({ healthy: 45 - count, unknown: count });
    }
    expect(await openIncidents(cloud)).toHaveLength(count);
  });
});

describe('a tenant that refuses by every application', () => {
  it('is refused as a whole: one incident, and its jobs keep their last reading', async () => {
    await using cloud = await startPolled();
    cloud.fault({ match: { inBatch: true }, times: null, fault: status(403, 'Authorization_RequestDenied') });
    await cloud.ticks(4);
    expect(await openIncidents(cloud)).toMatchObject([{ condition: 'consentMissing', scope: { kind: 'tenant' } }]);
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'consentMissing' });
    const { documents, counted } = await show(cloud);
    expect(documents.filter(({ record }) => record.readFailingSince !== undefined)).toEqual([]);
    expect(counted.status).toEqual({ unknown: 45 });
  });

  it.each([
    ['of two', 2, ['unreachable']],
    ['of one, which speaks for itself alone', 1, ['servicePrincipalUnreadable']],
  ])('%s', async (_title, servicePrincipalsPerTenant, conditions) => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant });
    cloud.fault({ match: { inBatch: true }, times: null, fault: status(503) });
    await cloud.ticks(6);
    expect((await openIncidents(cloud)).map(({ condition }) => condition)).toEqual(conditions);
  });

  it('is refused when the last of its applications joins those that failed before', async () => {
    await using cloud = await startPolled({ servicePrincipalsPerTenant: 3 });
    for (const place of [0, 1]) cloud.fault({ match: itemOf(cloud, place), times: null, fault: status(403, 'Forbidden') });
    await cloud.ticks(4);
    expect(await cloud.fleetRow()).not.toHaveProperty('unreadableReason');
    cloud.fault({ match: itemOf(cloud, 2), times: null, fault: status(403, 'Forbidden') });
    await cloud.ticks();
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'unauthorized' });
  });

  it('is not refused by applications that are only looked through for jobs', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 12 });
    const others = [...(cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.values() ?? [])].slice(0, 10);
    for (const [place, each] of others.entries()) {
      Object.assign(each, { applicationTemplateId: null });
      cloud.fault({ match: itemOf(cloud, place), times: null, fault: status(401, 'UnknownError', {}, '') });
    }
    await cloud.tick();
    expect(await cloud.fleetRow()).toMatchObject({ lastCompletedAt: new Date(cloud.clock.at).toISOString() });
    expect((await show(cloud)).counted.status).toEqual({ healthy: 2 });
  });

  it('is refused when nobody but those that are looked through is there, and all of them refuse', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    for (const each of cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.values() ?? []) {
      Object.assign(each, { applicationTemplateId: null });
    }
    cloud.fault({ match: { inBatch: true }, times: null, fault: status(403, 'Authorization_RequestDenied') });
    await cloud.tick();
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'consentMissing' });
    cloud.shared.faults.clear();
    cloud.clock.advance(hourInMs);
    await cloud.ticks();
    expect((await show(cloud)).counted.status).toEqual({ healthy: 4 });
  });
});

describe('an application that is only looked through, and whose list cannot be read', () => {
  it('is asked again in minutes, and forgotten once its list turns out empty', async () => {
    await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 4 });
    const [odd] = [...(cloud.world.tenants.get(cloud.tenantId)?.servicePrincipals.values() ?? [])];
    Object.assign(odd ?? {}, { applicationTemplateId: null, jobs: [] });
    const path = odd?.id ?? '';
    cloud.fault({ match: { inBatch: true, path }, times: 3, fault: status(503) });
    await cloud.tick();
    const targets = async () => (await cloud.ports.state.readNow(cloud.tenantId)).targets.map(({ value }) => value.servicePrincipalId);
    expect(await targets()).toContain(path);
    await cloud.ticks(1);
    expect(await targets()).not.toContain(path);
  });
});
