import type { World } from '../model/model.ts';
import { applications, identities } from '../world/clients.ts';
import { createTenant } from '../world/create-tenant.ts';
import { createWorld } from '../world/world.ts';
import { demoHomeTenantId } from './demo-ids.ts';
import { harborCity } from './harbor-city.ts';
import { lindqvist } from './lindqvist.ts';
import { mercator } from './mercator.ts';
import { northlight } from './northlight.ts';
import { oakfield, pinecrest } from './oakfield.ts';

/** The world of the demo: six tenants, one of them without consent; cycles of 20 to 40 seconds, so that life shows. */
export function createDemoWorld(options: { now?: () => number; seed?: number } = {}): World {
  const world = createWorld({ homeTenantId: demoHomeTenantId, applications: applications(), identities: identities(), ...options });
  for (const spec of [northlight(), harborCity(), lindqvist(), mercator(), oakfield(), pinecrest()]) createTenant(world, spec);
  return world;
}
