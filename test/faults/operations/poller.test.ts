import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';

const special = () => ({ cause: { ...unnamedCause, tenantActionable: false }, quarantinedForHours: 1 });

async function worldOf(servicePrincipalsPerTenant: number): Promise<OperationWorld> {
  const world = await startOperationWorld({ special, servicePrincipalsPerTenant });
  await world.tenant.tick();
  world.tenant.clock.advance(1_000);
  return world;
}

describe('the poller and the operations', () => {
  it('reads first where somebody acted, and again until it is verified', async () => {
    await using world = await worldOf(45);
    const { key } = world.tenant.jobAt(44);
    const firstRead = () =>
      JSON.stringify(
        world.tenant
          .asked()
          .find(({ batch }) => batch !== undefined)
          ?.batch?.map(({ url }) => url),
      );
    await world.act(key, 'clearQuarantine');
    world.tenant.forget();
    await world.tenant.ticks(1);
    expect(JSON.parse(firstRead())).toEqual([`/servicePrincipals/${key.servicePrincipalId}/synchronization/jobs`]);
    await world.work();
    await world.tenant.ticks(4);
    expect((await world.tenant.ports.operations.findCurrent(key))?.value.verification).toBe('held');
    world.tenant.forget();
    await world.tenant.ticks(1);
    expect(JSON.parse(firstRead())).toHaveLength(20);
    const asked = world.tenant.asked().flatMap(({ batch }) => batch?.map(({ url }) => url) ?? []);
    expect(new Set(asked.filter((url) => url.includes('/synchronization/jobs'))).size).toBe(45);
  });

  it('ends the operations of a removed tenant: canceled where nothing was sent, unknown where something may have been', async () => {
    await using world = await worldOf(2);
    const [waiting, doubtful] = [world.tenant.jobAt(0).key, world.tenant.jobAt(1).key];
    world.tenant.fault({ match: { method: 'POST', path: '/restart' }, fault: { kind: 'status', status: 504 } });
    await world.act(doubtful, 'clearQuarantine');
    await world.work();
    await world.act(waiting, 'clearQuarantine');
    const { operations } = world.tenant.ports;
    await removeTenant(world.tenant.ports, waiting.tenantId, new Date(world.tenant.clock.at).toISOString());
    world.tenant.clock.advance(1_000);
    await world.tenant.handle(world.tenant.force());
    expect((await operations.findCurrent(waiting))?.value).toMatchObject({ status: 'Canceled', error: { code: 'TenantRemoved' } });
    expect((await operations.findCurrent(doubtful))?.value).toMatchObject({ status: 'Failed', error: { code: 'OutcomeUnknown' } });
    expect(world.posts()).toHaveLength(1);
  });

  it('tells the whole story of an operation in the timeline of the incident', async () => {
    await using world = await worldOf(1);
    const { key } = world.tenant.jobAt();
    const [incident] = (await world.get('/incidents')).json.value;
    world.tenant.patch(key, { effectDelayInMs: 400_000 });
    await world.act(key, 'clearQuarantine');
    await world.work();
    await world.tenant.ticks(3);
    const { timeline, state } = (await world.get(`/incidents/${incident.incidentId}`)).json;
    expect(state).toBe('closed');
    expect(timeline.map(({ what }: { what: string }) => what)).toEqual([
      'opened',
      'operation clearQuarantine',
      'operation Succeeded',
      'resolved',
    ]);
  });
});
