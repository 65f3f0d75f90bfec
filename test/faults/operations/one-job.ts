import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

export const hiccup = { ...unnamedCause, tenantActionable: false };

/** One job, read once; Graph's log is empty and a second has passed. */
export async function worldWith(special: object = { cause: hiccup, quarantinedForHours: 1 }): Promise<OperationWorld> {
  const world = await startOperationWorld({ special: () => special });
  await world.tenant.tick();
  world.tenant.clock.advance(1_000);
  world.tenant.forget();
  return world;
}

/** Who did what in the tenant, newest first. */
export async function auditOf(world: OperationWorld) {
  return (await world.get(`/audit?tenantId=${world.tenant.tenantId}`)).json.value;
}
