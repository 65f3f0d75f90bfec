import { describe, expect, it } from '@jest/globals';
import { clients } from '../../../dev/graph/world/clients.ts';
import { minuteInMs, startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';

const isoNow = (cloud: TenantWorld) => new Date(cloud.clock.at).toISOString();
const incidentsOf = async (cloud: TenantWorld, tenantId = cloud.tenantId) =>
  (await cloud.ports.state.readNow(tenantId)).incidents.map(({ value }) => value);
const tokenRequests = (cloud: TenantWorld) =>
  cloud.shared.log.entries().filter(({ service, method }) => service === 'authority' && method === 'POST');

describe('identity', () => {
  it('F11 answers a single 401 by one new token and one repetition', async () => {
    await using cloud = await startTenantWorld({ withAuthority: true });
    await cloud.tick();
    cloud.forget();
    cloud.fault({ match: { service: 'graph' }, fault: { kind: 'status', status: 401 } });
    await cloud.ticks();
    expect(cloud.asked().map(({ status }) => status)).toEqual([401, 200]);
    expect(tokenRequests(cloud)).toHaveLength(1);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(isoNow(cloud));
  });

  it('F11 gives the tenant up for this pass when the new token is refused too', async () => {
    await using cloud = await startTenantWorld({ withAuthority: true, servicePrincipalsPerTenant: 60, poll: { concurrency: 1 } });
    await cloud.tick();
    cloud.forget();
    cloud.fault({ match: { service: 'graph', inBatch: false }, times: null, fault: { kind: 'status', status: 401 } });
    await cloud.ticks();
    expect(cloud.asked()).toHaveLength(2);
    expect(tokenRequests(cloud)).toHaveLength(1);
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'unauthorized', failedPasses: 1 });
    await cloud.ticks(2);
    // Only an administrator can mend it: from the third pass on it is looked at once an hour.
    expect(Date.parse((await cloud.fleetRow()).notBefore ?? '') - cloud.clock.at).toBe(60 * minuteInMs);
  });

  it.each([
    ['answers 500', { kind: 'status', status: 500 }],
    ['cuts the connection', { kind: 'reset' }],
  ] as const)('F12 comes back by itself, with one incident at most, after the token endpoint %s for a while', async (_name, fault) => {
    await using cloud = await startTenantWorld({ withAuthority: true });
    await cloud.tick();
    cloud.clock.advance(60 * minuteInMs);
    cloud.fault({ match: { service: 'authority' }, times: null, fault });
    await cloud.ticks(5);
    expect(await cloud.fleetRow()).toMatchObject({ unreadableReason: 'identityUnavailable' });
    expect(await incidentsOf(cloud)).toMatchObject([{ state: 'open', condition: 'unreachable' }]);
    cloud.shared.faults.clear();
    await cloud.ticks(6);
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(isoNow(cloud));
    expect(await incidentsOf(cloud)).toMatchObject([{ state: 'stub', openedSeq: 1 }]);
  });

  it('F12 needs no token endpoint while the token at hand is valid', async () => {
    await using cloud = await startTenantWorld({ withAuthority: true });
    await cloud.tick();
    cloud.clock.advance(50 * minuteInMs);
    cloud.fault({ match: { service: 'authority' }, times: null, fault: { kind: 'status', status: 500 } });
    await cloud.ticks();
    expect((await cloud.fleetRow()).lastCompletedAt).toBe(isoNow(cloud));
  });

  it.each([
    ['a permission is taken back', (cloud: TenantWorld, tenantId: string) => setRoles(cloud, tenantId, []), /Insufficient privileges/],
    ['the application is removed', (cloud: TenantWorld, tenantId: string) => setRoles(cloud, tenantId, undefined), /AADSTS700016/],
  ])(
    'F13 says precisely what is missing in the one of 50 tenants in which %s, and reads the others on time',
    async (_name, revoke, text) => {
      await using cloud = await startTenantWorld({ withAuthority: true, tenants: 50 });
      await cloud.tick();
      const [revoked = '', ...others] = cloud.tenantIds;
      revoke(cloud, revoked);
      cloud.clock.at += 55 * minuteInMs;
      await cloud.ticks();
      const tickAt = isoNow(cloud);
      expect(await cloud.fleetRow(revoked)).toMatchObject({ unreadableReason: 'consentMissing', lastError: expect.stringMatching(text) });
      expect(await incidentsOf(cloud, revoked)).toMatchObject([{ state: 'open', condition: 'consentMissing' }]);
      const failure = { reason: 'consentMissing', requestId: expect.any(String), detail: expect.stringMatching(text) };
      const passes = cloud.log.entries.filter((entry) => entry.text === 'Pass ended' && entry.facts?.tenantId === revoked);
      expect(passes.at(-1)?.facts).toMatchObject({ complete: false, ...failure });
      const rows = await Promise.all(others.map((tenantId) => cloud.fleetRow(tenantId)));
      expect(rows.every(({ lastCompletedAt, unreadableReason }) => lastCompletedAt === tickAt && unreadableReason === undefined)).toBe(
        true,
      );
      await cloud.ticks(2);
      cloud.forget();
      await cloud.ticks(10);
      expect(cloud.asked(revoked).length + tokenRequests(cloud).filter(({ tenantId }) => tenantId === revoked).length).toBeLessThanOrEqual(
        2,
      );
      expect(cloud.asked(others[0]).filter(({ batch }) => batch !== undefined)).toHaveLength(10);
      setRoles(cloud, revoked, ['Synchronization.Read.All', 'Application.Read.All']);
      cloud.clock.advance(60 * minuteInMs + tickInMs);
      await cloud.ticks();
      expect((await cloud.fleetRow(revoked)).lastCompletedAt).toBe(isoNow(cloud));
      expect(await incidentsOf(cloud, revoked)).toMatchObject([{ state: 'stub' }]);
    },
    // Fifteen passes over fifty tenants, each with its own tokens.
    60_000,
  );
});

function setRoles(cloud: TenantWorld, tenantId: string, roles: string[] | undefined): void {
  const grants = cloud.world.tenants.get(tenantId)?.grants ?? {};
  if (roles === undefined) delete grants[clients.readerClientId];
  else grants[clients.readerClientId] = roles;
}
