import { describe, expect, it } from '@jest/globals';
import { clients, fullConsent } from '../../../dev/graph/world/clients.ts';
import { onlyTenants, person } from '../../support/worlds/callers.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { tickInMs } from '../../support/worlds/tenant-world.ts';

const quarantine = { status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } };

/** A world in which the second tenant exists, is not registered and has not consented. */
async function startWithStranger(): Promise<{ world: OperationWorld; tenantId: string; consent(roles?: Record<string, string[]>): void }> {
  const world = await startOperationWorld({
    tenants: 2,
    servicePrincipalsPerTenant: 3,
    withAuthority: true,
    poll: { channelConfigured: true },
  });
  const tenantId = world.tenant.tenantIds[1] ?? '';
  world.tenant.tenantIds.pop();
  const tenant = world.tenant.world.tenants.get(tenantId);
  if (tenant === undefined) throw new Error('no second tenant');
  tenant.grants = {};
  await world.tenant.tick();
  return {
    world,
    tenantId,
    consent: (roles = fullConsent()) => {
      tenant.grants = roles;
    },
  };
}

async function handlePolls(world: OperationWorld): Promise<void> {
  for (let poll = world.waitingPolls.shift(); poll !== undefined; poll = world.waitingPolls.shift()) await world.tenant.handle(poll);
}

function statuses(permissions: { name: string; status: string }[]): Record<string, string> {
  return Object.fromEntries(permissions.map(({ name, status }) => [name, status]));
}

describe('a tenant whose consent comes later', () => {
  it('is put with the addresses of consent, checked for what is missing, shown within one tick after the consent, and leaves nothing behind', async () => {
    const { world, tenantId, consent } = await startWithStranger();
    await using _ = world;
    const put = await world.ask('PUT', `/tenants/${tenantId}`, { body: { displayName: 'Fabrikam', tags: ['gold', 'north'] } });
    expect(put).toMatchObject({
      status: 201,
      headers: { 'content-location': `http://127.0.0.1:7071/api/v1/tenants/${tenantId}` },
      json: {
        tenantId,
        displayName: 'Fabrikam',
        tags: ['gold', 'north'],
        source: 'api',
        consent: {
          state: 'unknown',
          reader: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${clients.readerClientId}`,
          operator: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${clients.operatorClientId}`,
        },
      },
    });
    await handlePolls(world);
    // Longer than our patience with a tenant that refuses what it once permitted.
    await world.tenant.ticks(5);
    const refused = await world.post(`/tenants/${tenantId}/check`);
    expect(refused).toMatchObject({
      status: 200,
      json: { credential: { ok: false, code: 'AADSTS700016', explanation: { whoMustAct: 'tenant-admin' } }, jobs: { total: 0 } },
    });
    expect(statuses(refused.json.permissions)).toMatchObject({
      'Synchronization.Read.All': 'missing',
      'Application.Read.All': 'missing',
      'Synchronization.ReadWrite.All': 'missing',
    });

    consent();
    await world.tenant.ticks();
    const jobs = (await world.get(`/jobs?tenantId=${tenantId}`)).json.value;
    expect(jobs).toHaveLength(3);
    expect(jobs).toMatchObject([{ tenantId, tenantName: 'Fabrikam' }, {}, {}]);

    const { servicePrincipalId, jobId } = jobs[0];
    world.tenant.patch({ tenantId, servicePrincipalId, jobId }, quarantine);
    await world.tenant.ticks();
    expect(await world.tenant.ports.outbox.list(tenantId)).toHaveLength(1);
    world.tenant.clock.advance(1_000);
    const removed = await world.ask('DELETE', `/tenants/${tenantId}`);
    expect(removed.status).toBe(204);
    expect((await world.get(`/tenants/${tenantId}`)).status).toBe(404);
    world.tenant.forget();
    await handlePolls(world);
    const { outbox, views, fleet, state } = world.tenant.ports;
    expect(world.tenant.asked(tenantId)).toEqual([]);
    expect(await outbox.list(tenantId)).toEqual([]);
    expect(await views.read(tenantId)).toBeUndefined();
    expect(await fleet.get(tenantId)).toBeUndefined();
    const past = (await state.listPastIncidents(tenantId, { pageSize: 9 })).value;
    expect(past.filter(({ condition }) => condition === 'quarantine')).toMatchObject([{ resolution: 'tenantRemoved' }]);
    const { value } = (await world.get(`/audit?tenantId=${tenantId}`)).json;
    expect(value.map(({ action }: { action: string }) => action).sort()).toEqual(['checkTenant', 'deleteTenant', 'putTenant']);
  });

  it('is read as soon as a check finds all that is needed, whatever our patience with it was', async () => {
    const { world, tenantId, consent } = await startWithStranger();
    await using _ = world;
    consent({ [clients.readerClientId]: ['Application.Read.All'] });
    await world.ask('PUT', `/tenants/${tenantId}`);
    await handlePolls(world);
    await world.tenant.ticks(4);
    const partly = await world.post(`/tenants/${tenantId}/check`);
    expect(partly.json.credential).toEqual({ ok: true });
    expect(partly.json.operatorCredential).toMatchObject({ ok: false, code: 'AADSTS700016' });
    expect(statuses(partly.json.permissions)).toMatchObject({
      'Application.Read.All': 'granted',
      'Synchronization.Read.All': 'missing',
      'Synchronization.ReadWrite.All': 'missing',
    });
    await handlePolls(world);
    expect((await world.get(`/tenants/${tenantId}`)).json.consent.state).not.toBe('granted');

    consent();
    const whole = await world.post(`/tenants/${tenantId}/check`);
    expect(new Set(Object.values(statuses(whole.json.permissions.filter(({ optional }: { optional: boolean }) => !optional))))).toEqual(
      new Set(['granted']),
    );
    await handlePolls(world);
    expect((await world.get(`/jobs?tenantId=${tenantId}`)).json.value).toHaveLength(3);
    expect((await world.get(`/tenants/${tenantId}`)).json.consent.state).toBe('granted');
  });

  it('comes back by another PUT, under the numbers that its history has reached', async () => {
    const { world, tenantId, consent } = await startWithStranger();
    await using _ = world;
    consent();
    await world.ask('PUT', `/tenants/${tenantId}`);
    await handlePolls(world);
    world.tenant.clock.advance(1_000);
    await world.ask('DELETE', `/tenants/${tenantId}`);
    await handlePolls(world);
    await world.tenant.ticks(2);
    expect(await world.tenant.ports.fleet.get(tenantId)).toBeUndefined();
    const again = await world.ask('PUT', `/tenants/${tenantId}`);
    expect(again.status).toBe(201);
    await handlePolls(world);
    expect((await world.get(`/jobs?tenantId=${tenantId}`)).json.value).toHaveLength(3);
    expect((await world.ask('PUT', `/tenants/${tenantId}`)).status).toBe(200);
  });

  it('is erased with its history when it is purged, also after it was removed; the audit stays', async () => {
    const { world, tenantId, consent } = await startWithStranger();
    await using _ = world;
    consent();
    await world.ask('PUT', `/tenants/${tenantId}`, { body: { displayName: 'Fabrikam' } });
    await handlePolls(world);
    const [job] = (await world.get(`/jobs?tenantId=${tenantId}`)).json.value;
    const key = { tenantId, servicePrincipalId: job.servicePrincipalId, jobId: job.jobId };
    world.tenant.clock.advance(1_000);
    await world.ask('DELETE', `/tenants/${tenantId}`);
    await handlePolls(world);
    const { state, tenants, fleet, audit, sightings } = world.tenant.ports;
    for (const seenIn of [tenantId, world.tenant.tenantId])
      await sightings.record({ family: 'cloud-sync', code: 'NewCode', tenantId: seenIn, at: '2026-03-02T08:00:00.000Z', sample: 'a text' });
    expect((await state.listEvents(key, { pageSize: 9 })).value).not.toEqual([]);
    const unsure = await world.ask('DELETE', `/tenants/${tenantId}?purge=true&confirm=yes`);
    expect(unsure).toMatchObject({ status: 400, json: { code: 'ConfirmationRequired', errors: [{ parameter: 'confirm' }] } });
    world.tenant.clock.advance(1_000);
    expect((await world.ask('DELETE', `/tenants/${tenantId}?purge=true&confirm=${tenantId}`)).status).toBe(204);
    await handlePolls(world);
    expect((await state.listEvents(key, { pageSize: 9 })).value).toEqual([]);
    expect(await state.readNow(tenantId)).toEqual({ targets: [], jobs: [], incidents: [], operations: [], domains: [], hourly: [] });
    expect(await fleet.get(tenantId)).toBeUndefined();
    expect((await sightings.list()).map((sighting) => sighting.tenantId)).toEqual([world.tenant.tenantId]);
    expect((await tenants.get(tenantId))?.value).not.toHaveProperty('displayName');
    expect((await audit.list(tenantId, { from: '2026', to: '2027', pageSize: 9 })).value).toHaveLength(3);
    await world.tenant.ticks(2);
    expect(await fleet.get(tenantId)).toBeUndefined();
  });
});

describe('a check of a tenant that we cannot sign in to', () => {
  it.each([
    ['AADSTS7000222: The provided client secret keys for app are expired.', 'AADSTS7000222', 'service-owner', 'unknown'],
    [
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'x'.",
      'AADSTS700213',
      'service-owner',
      'unknown',
    ],
    ['AADSTS53003: Access has been blocked by Conditional Access policies.', 'AADSTS53003', 'tenant-admin', 'unknown'],
    ["AADSTS700016: Application with identifier 'x' was not found in the directory.", 'AADSTS700016', 'tenant-admin', 'missing'],
    ["AADSTS90002: Tenant 'x' not found.", 'AADSTS90002', 'service-owner', 'missing'],
  ])('says whose fault %s is, and of the permissions no more than that says', async (text, code, whoMustAct, status) => {
    await using world = await startOperationWorld({ withAuthority: true });
    const { tenant } = world;
    await tenant.tick();
    const body = { error: 'invalid_client', error_description: text };
    tenant.fault({ match: { service: 'authority' }, times: null, fault: { kind: 'status', status: 401, body } });
    const { json } = await world.post(`/tenants/${tenant.tenantId}/check`);
    expect(json.credential).toMatchObject({ ok: false, code, explanation: { whoMustAct } });
    const reader = json.permissions.filter(({ identity }: { identity: string }) => identity === 'reader');
    expect(new Set(Object.values(statuses(reader)))).toEqual(new Set([status]));
  });
});

describe('who registers and removes tenants', () => {
  const limited = (tenantId: string) => person('limited', 'Admin', onlyTenants(tenantId));

  it('an administrator with limits adds none, be it there or not, and changes and removes only what they see as a whole', async () => {
    const { world, tenantId } = await startWithStranger();
    await using _ = world;
    const own = world.tenant.tenantId;
    for (const wanted of [tenantId, own, '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10']) {
      const caller = limited(wanted === own ? tenantId : own);
      expect(await world.ask('PUT', `/tenants/${wanted}`, { caller })).toMatchObject({ status: 403, json: { code: 'CappedByGrant' } });
    }
    const put = await world.ask('PUT', `/tenants/${own}`, { caller: limited(own), body: { displayName: 'Ours' } });
    expect(put).toMatchObject({ status: 200, json: { displayName: 'Ours', source: 'settings' } });
    expect((await world.ask('DELETE', `/tenants/${own}`, { caller: limited(tenantId) })).status).toBe(404);
    expect((await world.post(`/tenants/${own}/check`, { caller: limited(tenantId) })).status).toBe(404);
    expect((await world.ask('DELETE', `/tenants/${own}`, { caller: person('reader', 'Operator') })).status).toBe(403);
    expect((await world.ask('DELETE', `/tenants/${own}`, { caller: limited(own) })).status).toBe(204);
    expect((await world.ask('PUT', `/tenants/${own}`, { caller: limited(own) })).json.code).toBe('CappedByGrant');
  });

  it('an unknown tenant can be neither removed nor checked, a removed one removed once more', async () => {
    const { world, tenantId } = await startWithStranger();
    await using _ = world;
    expect((await world.ask('DELETE', `/tenants/${tenantId}`)).status).toBe(404);
    expect((await world.post(`/tenants/${tenantId}/check`)).status).toBe(404);
    await world.ask('PUT', `/tenants/${tenantId}`);
    expect((await world.ask('DELETE', `/tenants/${tenantId}`)).status).toBe(204);
    expect((await world.ask('DELETE', `/tenants/${tenantId}`)).status).toBe(204);
    expect((await world.post(`/tenants/${tenantId}/check`)).status).toBe(404);
  });

  it('a domain is looked up, and the address of the tenant told by its id', async () => {
    const { world, tenantId } = await startWithStranger();
    await using _ = world;
    const domain = world.tenant.world.tenants.get(tenantId)?.domain ?? '';
    const put = await world.ask('PUT', `/tenants/${domain.toUpperCase()}`);
    expect(put).toMatchObject({ status: 201, json: { tenantId } });
    expect(put.headers['content-location']).toMatch(new RegExp(`/tenants/${tenantId}$`));
    const unknown = await world.ask('PUT', '/tenants/nobody.example');
    expect(unknown).toMatchObject({ status: 400, json: { code: 'UnknownDomain', errors: [{ parameter: 'tenantId' }] } });
    for (const name of ['common', 'organizations', 'contoso', '-a.com', 'a..com', '1.2.3.4', 'contoso.com.', '%2e%2e.com'])
      expect(await world.ask('PUT', `/tenants/${name}`)).toMatchObject({ status: 400, json: { code: 'InvalidRequest' } });
  });

  it('what is left out of a PUT is not kept, and saying the same again writes no registration', async () => {
    const { world, tenantId } = await startWithStranger();
    await using _ = world;
    const { tenants } = world.tenant.ports;
    await world.ask('PUT', `/tenants/${tenantId}`, { body: { displayName: 'Fabrikam', tags: ['a'] } });
    const first = await tenants.get(tenantId);
    world.tenant.clock.advance(tickInMs);
    await world.ask('PUT', `/tenants/${tenantId}`, { body: { displayName: 'Fabrikam', tags: ['a'] } });
    expect(await tenants.get(tenantId)).toEqual(first);
    const bare = await world.ask('PUT', `/tenants/${tenantId}`);
    expect(bare.json).toMatchObject({ tags: [], addedAt: first?.value.addedAt });
    expect(bare.json).not.toHaveProperty('displayName');
  });
});

describe('a check keeps to the pacing of the tenant', () => {
  it('asks nothing before the time that Graph named', async () => {
    await using world = await startOperationWorld();
    const { tenant } = world;
    await tenant.tick();
    tenant.fault({ match: { service: 'graph' }, times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '900' } } });
    await tenant.ticks();
    tenant.forget();
    tenant.clock.advance(60_000);
    const early = await world.post(`/tenants/${tenant.tenantId}/check`);
    expect(early).toMatchObject({ status: 503, headers: { 'retry-after': '840' } });
    expect(tenant.asked()).toEqual([]);
    await world.ask('PUT', `/tenants/${tenant.tenantId}`);
    await handlePolls(world);
    expect(tenant.asked()).toEqual([]);
    tenant.clock.advance(840_000);
    expect((await world.post(`/tenants/${tenant.tenantId}/check`)).status).toBe(200);
  });

  it('waits for a pass under way, and says so where it lasts', async () => {
    await using world = await startOperationWorld();
    const { tenant } = world;
    await tenant.tick();
    const { fleet } = tenant.ports;
    const row = await fleet.get(tenant.tenantId);
    const leaseUntil = new Date(tenant.clock.at + 60_000).toISOString();
    await fleet.merge(tenant.tenantId, { leaseOwner: 'a pass', leaseUntil }, row?.etag ?? '');
    const busy = await world.post(`/tenants/${tenant.tenantId}/check`);
    expect(busy).toMatchObject({ status: 409, json: { code: 'Conflict' } });
    tenant.clock.advance(60_000);
    expect((await world.post(`/tenants/${tenant.tenantId}/check`)).status).toBe(200);
  });

  it('ends with the first answer that tells to stay away, and the next pass keeps to it', async () => {
    await using world = await startOperationWorld();
    const { tenant } = world;
    await tenant.tick();
    tenant.forget();
    const throttled = { kind: 'status', status: 429, headers: { 'retry-after': '600' } } as const;
    tenant.fault({ match: { service: 'graph' }, times: null, fault: throttled });
    const check = await world.post(`/tenants/${tenant.tenantId}/check`);
    expect(check.status).toBe(200);
    expect(tenant.asked().length).toBeLessThanOrEqual(1);
    if (tenant.asked().length === 1) {
      tenant.forget();
      await tenant.ticks();
      expect(tenant.asked()).toEqual([]);
    }
  });
});

describe('the summary of the fleet', () => {
  it('names the tenants that the settings do not, and how to remove them', async () => {
    const { world, tenantId } = await startWithStranger();
    await using _ = world;
    await world.ask('PUT', `/tenants/${tenantId}`, { body: { displayName: 'Fabrikam' } });
    const told = async () => {
      world.tenant.clock.advance(3_000);
      return (await world.get('/status')).json.tenants.notInSettings;
    };
    const remove = `DELETE http://127.0.0.1:7071/api/v1/tenants/${tenantId}`;
    expect(await told()).toEqual([{ tenantId, displayName: 'Fabrikam', registered: 'byHand', remove }]);
    const [seeded = ''] = world.tenant.tenantIds.splice(0, 1, '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10');
    expect(await told()).toContainEqual(expect.objectContaining({ tenantId: seeded, registered: 'leftOver' }));
    await world.ask('PUT', `/tenants/${seeded}`);
    expect(await told()).toContainEqual(expect.objectContaining({ tenantId: seeded, registered: 'byHand' }));
    world.tenant.tenantIds.length = 0;
    expect(await told()).toEqual([]);
  });
});
