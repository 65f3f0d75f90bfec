import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';
import { startTenantWorld, type TenantWorld } from '../../support/worlds/tenant-world.ts';

let cloud: TenantWorld;
const at = () => new Date(cloud.clock.at).toISOString();

beforeEach(async () => {
  cloud = await startTenantWorld({ tenants: 2 });
  await cloud.tick();
});

afterEach(async () => await cloud[Symbol.asyncDispose]());

async function watched(): Promise<string[]> {
  return (await createFleetCache(cloud.ports).read()).tenants.map(({ tenantId }) => tenantId);
}

async function etags(): Promise<string[]> {
  return (await cloud.ports.fleet.list()).filter(({ value }) => value.registration).map(({ etag }) => etag);
}

describe('who is watched, as the rows of the fleet say', () => {
  it('is what the registry says, and costs no write while nothing changes', async () => {
    expect(await watched()).toEqual([...cloud.tenantIds].sort());
    const before = await etags();
    await cloud.plan();
    expect(await etags()).toEqual(before);
  });

  it('is put right by the next tick when a removal died between the registry and the row', async () => {
    const stored = await cloud.ports.tenants.get(cloud.tenantId);
    if (stored === undefined) throw new Error('not registered');
    await cloud.ports.tenants.replace({ ...stored.value, removedAt: at() }, stored.etag);
    expect(await watched()).toContain(cloud.tenantId);
    await cloud.plan();
    expect(await watched()).not.toContain(cloud.tenantId);
  });

  it('no longer includes a tenant that the registry does not know', async () => {
    await cloud.ports.fleet.create('forgotten', { registration: { v: 1, tenantId: 'forgotten', addedAt: at(), source: 'api' } });
    expect(await watched()).toContain('forgotten');
    await cloud.plan();
    expect(await watched()).not.toContain('forgotten');
  });

  it('is never set back to an older registration by a tick that read before a removal', async () => {
    const { tenants, fleet } = cloud.ports;
    await fleet.merge(cloud.tenantId, { registration: null }, (await fleet.get(cloud.tenantId))?.etag ?? '');
    cloud.ports.tenants = {
      ...tenants,
      list: async () => {
        const early = await tenants.list();
        await removeTenant({ tenants, fleet }, cloud.tenantId, at());
        return early;
      },
    };
    await cloud.plan();
    expect(await watched()).not.toContain(cloud.tenantId);
  });

  it('leaves a registration that cannot be read yet to the release that wrote it', async () => {
    const { tenants, fleet } = cloud.ports;
    const stored = await fleet.get(cloud.tenantId);
    await fleet.delete(cloud.tenantId, stored?.etag ?? '');
    cloud.ports.tenants = {
      ...tenants,
      list: async () => (await tenants.list()).filter(({ value }) => value.tenantId !== cloud.tenantId),
      get: async () => undefined,
    };
    const messages = await cloud.plan();
    expect(messages.filter(({ tenantId }) => tenantId === cloud.tenantId)).toEqual([]);
    expect(await watched()).not.toContain(cloud.tenantId);
  });
});
