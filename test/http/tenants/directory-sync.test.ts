import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clients, readerRoles } from '../../../dev/graph/world/clients.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { hourInMs, minuteInMs } from '../../support/worlds/tenant-world.ts';

let world: OperationWorld;
const tenantOf = () => {
  const tenant = world.tenant.world.tenants.get(world.tenant.tenantId);
  if (tenant === undefined) throw new Error('no tenant');
  return tenant;
};
const show = async () => (await world.get(`/tenants/${world.tenant.tenantId}/directorySync`)).json;
const grant = (...roles: string[]) => {
  tenantOf().grants[clients.readerClientId] = roles;
};
const least = ['Synchronization.Read.All', 'Application.Read.All'];
const hour = async (count = 1) => {
  for (let done = 0; done < count; done += 1) {
    world.tenant.clock.advance(hourInMs + 5 * minuteInMs);
    await world.tenant.ticks();
  }
};

describe('the directory synchronization of a tenant', () => {
  beforeAll(async () => {
    world = await startOperationWorld({ jobsPerServicePrincipal: 2, servicePrincipalsPerTenant: 2, interval: 'P1D', withAuthority: true });
    const tenant = tenantOf();
    tenant.onPremisesSyncEnabled = true;
    tenant.directory.domains = [
      { name: 'corp.example', federated: true },
      { name: 'new.example', verified: false },
    ];
    tenant.directory.administrators = { synchronized: 3, cloudOnly: 150, groups: 1 };
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  it('says before the first reading that there was none, in no word that could be taken for health', async () => {
    await world.tenant.plan();
    expect(await show()).toEqual({
      tenantId: world.tenant.tenantId,
      freshness: 'unknown',
      engine: { name: 'unknown', connect: 'unknown', text: 'What serves the tenant is not known.', inferred: true },
      times: { state: 'notYetRead' },
      settings: { state: 'notYetRead' },
      domains: { state: 'notYetRead' },
      administrators: { state: 'notYetRead' },
    });
  });

  it('is read with the first pass in three requests, and the rest an hour later', async () => {
    await world.tenant.tick();
    const first = await show();
    expect(first).toMatchObject({
      freshness: 'fresh',
      engine: { name: 'both', connect: 'running' },
      migration: { stage: 'underWay', inferred: true },
      cloudSync: { users: { total: 2, on: 2, quarantined: 0 }, passwordHashes: { total: 2, on: 2, quarantined: 0 } },
      times: {
        state: 'read',
        value: {
          ...{ syncEnabled: true, passwordUse: 'used' },
          objects: { state: 'onTime', lastAt: expect.any(String) },
          passwords: { state: 'onTime' },
        },
      },
      settings: { state: 'unavailable', unavailable: { reason: 'notSupported' } },
      domains: { state: 'read', value: { total: 3, verified: 2, federated: 1, truncated: false } },
      administrators: { state: 'notYetRead' },
    });
    expect(first.domains.value.domains).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'corp.example', verified: true, authenticationType: 'Federated' }),
        expect.objectContaining({ name: 'new.example', verified: false, authenticationType: 'Managed' }),
      ]),
    );
    await hour();
    expect(await show()).toMatchObject({
      administrators: { state: 'read', value: { total: 153, synchronized: 3, groups: 1, truncated: false } },
    });
  });

  it('keeps of who holds a role no more than the count', async () => {
    const stored = JSON.stringify(await world.tenant.ports.state.readNow(world.tenant.tenantId));
    expect(stored).toContain('"synchronized":3');
    expect(stored).not.toContain('Grace Hopper');
    expect(stored).not.toContain('grace.hopper');
    expect(JSON.stringify(world.tenant.log.entries)).not.toMatch(/grace.?hopper/i);
  });

  it('says nothing good of times that are too old to say it', async () => {
    world.tenant.clock.advance(2 * hourInMs + 16 * minuteInMs);
    expect(await show()).toMatchObject({
      freshness: 'stale',
      times: { state: 'read', value: { objects: { state: 'unknown' }, passwords: { state: 'unknown' } } },
    });
    await world.tenant.ticks();
    expect(await show()).toMatchObject({ freshness: 'fresh', times: { value: { objects: { state: 'onTime' } } } });
  });

  it('tells what password hashes are at where only beta does', async () => {
    tenantOf().directory.hidesPasswordTime = true;
    await hour();
    expect(await show()).toMatchObject({ times: { value: { passwordUse: 'used', passwords: { state: 'onTime' } } } });
    world.tenant.fault({ match: { path: '/beta/organization' }, fault: { kind: 'status', status: 404 } });
    await hour();
    expect((await show()).times.value).not.toHaveProperty('passwords');
    expect(await show()).toMatchObject({ times: { state: 'read', value: { passwordUse: 'unknown' } } });
    tenantOf().directory.hidesPasswordTime = false;
  });

  it('tells the settings where Graph answers them, and believes them before the times', async () => {
    grant(...readerRoles, 'OnPremDirectorySynchronization.Read.All');
    tenantOf().directory.sendsPasswords = false;
    await hour(4);
    expect(await show()).toMatchObject({
      settings: {
        state: 'read',
        value: { features: { passwordSyncEnabled: false }, deletionPrevention: { type: 'enabledForCount', threshold: 500 } },
      },
      times: { value: { passwordUse: 'notUsed' } },
    });
    tenantOf().directory.sendsPasswords = true;
    grant(...readerRoles);
  });
});

describe('what is seen of staging mode, which Graph does not tell', () => {
  it.each([
    ['no objects and no password hashes any more', 'serverSilent', { connectStoppedAt: true, passwordsStoppedAt: true }],
    ['no password hashes any more', 'passwordsStopped', { passwordsStoppedAt: true }],
  ])('is a symptom, and said to be inferred: %s', async (_, kind, stopped) => {
    await using own = await startOperationWorld({ interval: 'P1D', withAuthority: true });
    world = own;
    tenantOf().onPremisesSyncEnabled = true;
    await world.tenant.tick();
    expect(await show()).not.toHaveProperty('symptom');
    for (const name of Object.keys(stopped)) Object.assign(tenantOf().directory, { [name]: world.tenant.clock.at });
    await hour(5);
    const shown = await show();
    expect(shown.symptom).toEqual({ kind, text: expect.any(String), inferred: true });
    expect(shown.times.value.objects.state === 'onTime').toBe(kind === 'passwordsStopped');
  });
});

describe('an answer without an entry', () => {
  it('is not whole where Graph names no domain, as every tenant has one, and has no settings where it tells none', async () => {
    await using own = await startOperationWorld({ withAuthority: true });
    world = own;
    const nothing = { kind: 'body', body: { value: [] } } as const;
    const paths = ['/domains', '/directory/onPremisesSynchronization'];
    world.tenant.fault(...paths.map((path) => ({ match: { path }, times: null, fault: nothing })));
    await world.tenant.tick();
    await hour(4);
    const { domains, settings } = await show();
    expect(domains).toMatchObject({ state: 'read', value: { total: 0, truncated: true } });
    expect(settings).not.toHaveProperty('value');
  });
});

describe('a reading that lies ahead', () => {
  it('as a clock noted it that was a day ahead, is none of now, and the next tick reads anew', async () => {
    world = await startOperationWorld({ interval: 'P1D' });
    tenantOf().onPremisesSyncEnabled = true;
    world.tenant.clock.advance(24 * hourInMs);
    await world.tenant.ticks();
    world.tenant.clock.advance(-24 * hourInMs);
    expect(await show()).toMatchObject({ freshness: 'unknown', times: { value: { objects: { state: 'unknown' } } } });
    await world.tenant.ticks();
    expect(await show()).toMatchObject({ freshness: 'fresh', times: { askedAt: new Date(world.tenant.clock.at).toISOString() } });
    await world[Symbol.asyncDispose]();
  });
});

describe('a tenant of which nothing can be read', () => {
  const parts = ['times', 'settings', 'domains', 'administrators'] as const;
  const consentMissing = { reason: 'consentMissing', code: 'AADSTS700016' };
  const agents = async () => (await world.get(`/tenants/${world.tenant.tenantId}/agents`)).json;
  beforeEach(async () => {
    world = await startOperationWorld({ interval: 'P1D', withAuthority: true });
    tenantOf().onPremisesSyncEnabled = true;
  });
  afterEach(async () => world[Symbol.asyncDispose]());

  it('because it never consented says so of each part and of its agents, and calls none merely unread', async () => {
    delete tenantOf().grants[clients.readerClientId];
    await world.tenant.ticks();
    const shown = await show();
    for (const name of parts) expect(shown[name]).toEqual({ state: 'unavailable', unavailable: consentMissing });
    expect(await agents()).toMatchObject({ domains: [], unavailable: consentMissing, freshness: 'unknown' });
  });

  it('because it withdrew its consent says so at once, beside what was read before', async () => {
    await world.tenant.ticks();
    expect((await show()).times.state).toBe('read');
    expect(await agents()).not.toHaveProperty('unavailable.reason', 'consentMissing');
    delete tenantOf().grants[clients.readerClientId];
    await hour();
    const shown = await show();
    for (const name of parts) expect(shown[name]).toMatchObject({ state: 'unavailable', unavailable: consentMissing });
    expect(shown.times.value).toMatchObject({ syncEnabled: true });
    expect(await agents()).toMatchObject({ unavailable: consentMissing });
  });

  it('because of something else tells that its tries fail, and by what', async () => {
    world.tenant.fault({ match: { path: '' }, times: null, fault: { kind: 'status', status: 503 } });
    await world.tenant.ticks(3);
    const shown = await show();
    for (const name of parts) expect(shown[name]).toEqual({ state: 'failed', failure: 'identityUnavailable' });
    expect(await agents()).toMatchObject({ domains: [], failure: { reason: 'identityUnavailable' }, freshness: 'unknown' });
  });
});

// Each row: what is granted beyond the least, and which parts may then be read.
const permitted: [granted: string[], readable: string[]][] = [
  [[], []],
  [['Organization.Read.All'], ['times']],
  [['Domain.Read.All'], ['domains']],
  [['OnPremDirectorySynchronization.Read.All'], ['settings']],
  [['RoleManagement.Read.Directory'], []],
  [['RoleManagement.Read.Directory', 'User.Read.All'], ['administrators']],
  [['Directory.Read.All'], ['times', 'domains', 'administrators']],
];
const needed = {
  times: { reason: 'permissionMissing', permission: 'Organization.Read.All' },
  settings: { reason: 'notSupported' },
  domains: { reason: 'permissionMissing', permission: 'Domain.Read.All' },
  administrators: { reason: 'permissionMissing', permission: 'RoleManagement.Read.Directory' },
} as const;

describe('each permission that is missing', () => {
  beforeAll(async () => {
    world = await startOperationWorld({ interval: 'P1D', withAuthority: true });
    tenantOf().onPremisesSyncEnabled = true;
    await world.tenant.tick();
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  it.each(permitted)('of %j makes its own part unavailable, with what to grant, and no other', async (granted, readable) => {
    grant(...least, ...granted);
    await hour(4);
    const shown = await show();
    for (const [name, unavailable] of Object.entries(needed)) {
      const part = shown[name];
      if (readable.includes(name)) expect(part).toMatchObject({ state: 'read', value: {} });
      else {
        const hidesUsers = name === 'administrators' && granted.includes('RoleManagement.Read.Directory');
        expect({ name, ...part }).toMatchObject({
          name,
          state: 'unavailable',
          unavailable: hidesUsers ? { reason: 'permissionMissing', permission: 'User.Read.All' } : unavailable,
        });
        expect(part).not.toHaveProperty('value');
      }
    }
    expect(shown.engine.name === 'unknown').toBe(!readable.includes('times'));
  });

  it('of the whole tenant leaves what was read to grow old, and says that it did', async () => {
    grant(...readerRoles);
    await hour(2);
    const before = await show();
    expect(before).toMatchObject({ freshness: 'fresh', times: { state: 'read' } });
    delete tenantOf().grants[clients.readerClientId];
    await hour(3);
    expect(await show()).toMatchObject({
      freshness: 'stale',
      times: { state: 'unavailable', readAt: before.times.readAt, value: { objects: { state: 'unknown' } } },
    });
  });

  it('is not what an outage is taken for: that keeps what was read, and says that the last try failed', async () => {
    grant(...readerRoles);
    await hour(3);
    const before = await show();
    world.tenant.fault({ match: { path: '/organization', inBatch: false }, times: null, fault: { kind: 'status', status: 503 } });
    await hour();
    expect(await show()).toMatchObject({
      freshness: 'fresh',
      times: { state: 'failed', failure: 'unavailable', readAt: before.times.readAt, value: { syncEnabled: true } },
    });
  });
});
