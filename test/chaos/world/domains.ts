import { runCycle } from '../../../dev/graph/behaviours/run-cycle.ts';
import type { Job, World } from '../../../dev/graph/model/model.ts';
import type { FleetOptions } from '../../../dev/graph/world/build-fleet.ts';

/** An on-premises domain with agents, and the jobs that work through them. */
export interface ChaosDomain {
  tenantId: string;
  name: string;
  jobs: Job[];
}

/** Two agents for the first domain of each tenant. Runs a minute apart are the closest of which each counts. */
export const domainOptions = {
  agentsPerDomain: [2],
  special: (_, servicePrincipal) => (servicePrincipal === 0 ? { interval: 'PT1M' } : {}),
} satisfies Partial<FleetOptions>;

/** So long ago the jobs ran last: every failed run since then may have been one of its own. */
const ranBeforeInMs = 5 * 60_000;

/** The domains with agents, their jobs well and at rest: they run when somebody lets them. */
export function settleDomains(world: World): ChaosDomain[] {
  return [...world.tenants.values()].flatMap(({ tenantId, servicePrincipals }) => {
    const [first] = servicePrincipals.values();
    if (first === undefined) return [];
    for (const job of first.jobs) runOnce(world, job, world.now() - ranBeforeInMs);
    return [{ tenantId, name: first.displayName, jobs: first.jobs }];
  });
}

/** Lets the job run once, and not again by itself. */
export function runOnce({ random, now }: World, job: Job, at = now()): void {
  runCycle(job, at, random);
  job.life.nextCycleAt = Number.POSITIVE_INFINITY;
}
