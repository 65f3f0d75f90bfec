import { applications, identities } from './clients.ts';
import { createTenant } from './create-tenant.ts';
import { demoHomeTenantId } from './demo/demo-ids.ts';
import { harborCity } from './demo/harbor-city.ts';
import { lindqvist } from './demo/lindqvist.ts';
import { mercator } from './demo/mercator.ts';
import { northlight } from './demo/northlight.ts';
import { oakfield, pinecrest } from './demo/oakfield.ts';
import type { World } from './model.ts';
import { createWorld } from './world.ts';

/** The world of the demo: six tenants, one of them without consent; cycles of 20 to 40 seconds, so that life shows. */
export function createDemoWorld(options: { now?: () => number; seed?: number } = {}): World {
  const world = createWorld({ homeTenantId: demoHomeTenantId, applications: applications(), identities: identities(), ...options });
  for (const spec of [northlight(), harborCity(), lindqvist(), mercator(), oakfield(), pinecrest()]) createTenant(world, spec);
  return world;
}
