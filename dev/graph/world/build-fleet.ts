import type { Latency, World } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import { applications, fullConsent, identities } from './clients.ts';
import type { JobSpec } from './create-job.ts';
import { createTenant, jobIdOf } from './create-tenant.ts';
import { cloudSyncTemplateId } from './templates.ts';
import { createWorld } from './world.ts';

export interface FleetOptions {
  tenants: number;
  servicePrincipalsPerTenant: number;
  jobsPerServicePrincipal: number;
  /** Of every job; PT1S gives each of them a new execution in every poll. */
  interval?: string;
  latency?: Partial<Latency>;
  now?: () => number;
  seed?: number;
  /** How many agents each domain of a tenant has, in their order; none unless given. */
  agentsPerDomain?: readonly number[];
  /** What is special about one job; positions count from 0. */
  special?: (tenant: number, servicePrincipal: number, job: number) => Partial<JobSpec>;
}

interface Fleet {
  world: World;
  tenantIds: string[];
}

const templateIds = ['AD2AADProvisioning', 'AD2AADPasswordHash', 'AAD2ADExchangeHybridWriteback'];

/** Many tenants of one shape, for tests and benches. Names and ids depend on positions only. */
export function buildFleet(options: FleetOptions): Fleet {
  const tenantIds = Array.from({ length: options.tenants }, (_, index) => guidOf(`fleet/tenant/${index}`));
  const world = createWorld({
    homeTenantId: tenantIds[0] ?? guidOf('fleet/home'),
    applications: applications(),
    identities: identities(),
    ...(options.now && { now: options.now }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.latency && { latency: options.latency }),
  });
  const specOf = (tenant: number, servicePrincipal: number, job: number): JobSpec => ({
    id: jobIdOf(templateIds[job] ?? `Job${job}`, tenantIds[tenant] ?? '', String(servicePrincipal)),
    interval: options.interval ?? 'PT40M',
    entries: { 'user to User': 400 + servicePrincipal },
    ...options.special?.(tenant, servicePrincipal, job),
  });
  tenantIds.forEach((tenantId, tenant) => {
    const servicePrincipals = Array.from({ length: options.servicePrincipalsPerTenant }, (_, index) => ({
      displayName: `domain${index + 1}.tenant${tenant + 1}.example`,
      applicationTemplateId: cloudSyncTemplateId,
      jobs: Array.from({ length: options.jobsPerServicePrincipal }, (__, job) => specOf(tenant, index, job)),
    }));
    createTenant(world, {
      tenantId,
      displayName: `Tenant ${tenant + 1}`,
      domain: `tenant${tenant + 1}.example`,
      grants: fullConsent(),
      servicePrincipals,
      agents: servicePrincipals.flatMap(({ displayName }, domain) =>
        Array.from({ length: options.agentsPerDomain?.[domain] ?? 0 }, (_, index) => ({
          machineName: `AGENT-${domain + 1}-${index + 1}`,
          domains: [displayName],
        })),
      ),
    });
  });
  return { world, tenantIds };
}
