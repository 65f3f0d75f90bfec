import { advanceJob } from '../behaviours/advance-job.ts';
import type { Application, Job, Latency, ManagedIdentity, ServicePrincipal, Tenant, World } from '../model/model.ts';
import { createRandom } from '../model/random.ts';

interface WorldOptions {
  homeTenantId: string;
  applications: Application[];
  identities: ManagedIdentity[];
  /** Milliseconds since the epoch. */
  now?: () => number;
  seed?: number;
  latency?: Partial<Latency>;
}

/** A world without tenants; they are added with `addTenant`. */
export function createWorld(options: WorldOptions): World {
  return {
    now: options.now ?? Date.now,
    random: createRandom(options.seed ?? 1),
    homeTenantId: options.homeTenantId,
    tenants: new Map(),
    applications: options.applications,
    identities: options.identities,
    latency: { fixedInMs: 0, perItemInMs: 0, ...options.latency },
  };
}

export function addTenant(world: World, tenant: Tenant): void {
  world.tenants.set(tenant.tenantId, tenant);
}

/** A tenant by its id or its verified domain. */
export function findTenant(world: World, name: string): Tenant | undefined {
  return world.tenants.get(name) ?? [...world.tenants.values()].find(({ domain }) => domain.toLowerCase() === name);
}

export function findServicePrincipal(tenant: Tenant, id: string): ServicePrincipal | undefined {
  const found = tenant.servicePrincipals.get(id.toLowerCase());
  return found?.removed ? undefined : found;
}

/** The jobs of one service principal as they are now. */
export function jobsNow(world: World, servicePrincipal: ServicePrincipal): Job[] {
  const now = world.now();
  const jobs = servicePrincipal.jobs.filter((job) => !job.removed);
  for (const job of jobs) advanceJob(job, now, world.random);
  return jobs;
}

/** One job as it is now. */
export function jobNow(world: World, servicePrincipal: ServicePrincipal, jobId: string): Job | undefined {
  const job = servicePrincipal.jobs.find((candidate) => candidate.document.id === jobId && !candidate.removed);
  if (job) advanceJob(job, world.now(), world.random);
  return job;
}
