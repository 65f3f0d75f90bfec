import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import { createHttpWorld, settingsOf } from '../support/support.ts';

const home = '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10';
const customer = '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a11';
const chief = '44444444-4444-4444-8444-444444444444';

function principal(objectId: string): Principal {
  return { actor: `${home}/${objectId}`, tenantId: home, objectId, kind: 'user', role: 'Admin' };
}

describe('where a managed identity signs in', () => {
  it.each([home.toUpperCase(), customer])('its home tenant can be watched and no other one: %s', async (tenantId) => {
    const settings = { ...settingsOf('none'), graphCredential: 'managed-identity', onlyTenantId: home };
    const world = createHttpWorld({ settings });
    const { status, json } = await world.call(`/tenants/${tenantId}`, { method: 'PUT' });
    if (tenantId === customer) {
      expect({ status, code: json.code }).toEqual({ status: 409, code: 'ForeignTenant' });
      expect(await world.tenants.list()).toEqual([]);
    } else {
      expect(status).toBe(201);
      expect(json.consent).toEqual({ state: 'unknown', missing: [] });
    }
  });

  it('no tenant can where the settings do not say whose identity it is', async () => {
    const world = createHttpWorld({ settings: { ...settingsOf('none'), onlyTenantId: '' } });
    expect((await world.call(`/tenants/${home}`, { method: 'PUT' })).status).toBe(409);
  });
});

describe('where nobody sees anything without a grant', () => {
  it('the administrator of the settings adds the first tenant and removes it, and nobody else does', async () => {
    let who = principal('55555555-5555-4555-8555-555555555555');
    const settings = { ...settingsOf('none'), bootstrapAdmin: `${home}.${chief}` };
    const world = createHttpWorld({ settings, grantUse: 'required', principalOf: () => who });
    const put = () => world.call(`/tenants/${customer}`, { method: 'PUT' });
    expect((await put()).json.code).toBe('CappedByGrant');
    who = principal(chief);
    expect((await put()).status).toBe(201);
    expect((await world.call(`/tenants/${customer}`)).status).toBe(404);
    expect((await world.call(`/tenants/${customer}`, { method: 'DELETE' })).status).toBe(204);
  });
});

describe('the lists of the instance that answers', () => {
  it('show a tenant with the answer that adds it and no more with the one that removes it', async () => {
    const world = createHttpWorld();
    const shown = async () => (await world.call('/tenants')).json.value.map(({ tenantId }: { tenantId: string }) => tenantId);
    const total = async () => (await world.call('/status')).json.tenants.total;
    expect([await shown(), await total()]).toEqual([[], 0]);
    await world.call(`/tenants/${customer}`, { method: 'PUT' });
    expect([await shown(), await total()]).toEqual([[customer], 1]);
    await world.call(`/tenants/${customer}`, { method: 'DELETE' });
    expect([await shown(), await total()]).toEqual([[], 0]);
  });
});

describe('what can be said of a tenant', () => {
  it.each([
    ['{"displayName":""}', '/displayName'],
    [`{"displayName":"${'x'.repeat(257)}"}`, '/displayName'],
    ['{"tags":"gold"}', '/tags'],
    [`{"tags":[${Array.from({ length: 21 }, (_, index) => `"${index}"`)}]}`, '/tags'],
    ['{"tags":[""]}', '/tags/0'],
    ['{"source":"settings"}', '/source'],
    ['{"removedAt":null}', '/removedAt'],
  ])('is refused by name: %s', async (body, pointer) => {
    const world = createHttpWorld();
    const headers = { 'content-type': 'application/json' };
    const { status, json } = await world.call(`/tenants/${customer}`, { method: 'PUT', headers, body });
    expect(status).toBe(400);
    expect(json.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('is cleaned before it is stored, and told once', async () => {
    const world = createHttpWorld();
    const body = JSON.stringify({ displayName: ' Fabri\u202Ekam ', tags: ['gold', 'gold', 'a\nb'] });
    const put = await world.call(`/tenants/${customer}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    expect(put.json).toMatchObject({ displayName: 'Fabri kam', tags: ['gold', 'a b'] });
  });
});
