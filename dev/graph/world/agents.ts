import { advanceJob } from '../behaviours/advance-job.ts';
import type { Cause, Job, ServicePrincipal, Tenant, World } from '../model/model.ts';

/** Agents are registered, none of them is connected. */
export const noActiveAgents: Cause = {
  code: 'HybridIdentityServiceNoActiveAgents',
  message:
    'Unable to reach any active on-premises provisioning agent for this domain. Check that the agent service is running. Tracking id 5f2d6c1e-0f5a-4c55-9f0e-2a6f7d1f9b11.',
  tenantActionable: true,
  reason: 'EncounteredQuarantineException',
  failuresBeforeQuarantine: 5,
};

/** Lets so many agents of a domain run, the others stop. Without any its jobs fail, and work again at their next try once one is back. */
export function setActiveAgents(world: World, tenant: Tenant, domain: string, active: number): void {
  const now = world.now();
  const serving = tenant.agents.filter(({ domains }) => domains.includes(domain));
  for (const [index, agent] of serving.entries()) {
    if (index < active) delete agent.downSince;
    else agent.downSince ??= now;
  }
  const isCutOff = serving.every(({ downSince }) => downSince !== undefined);
  for (const job of jobsOf(tenant, domain)) {
    advanceJob(job, now, world.random);
    if (isCutOff) Object.assign(job.life, { cause: noActiveAgents, causeActive: true, lifted: false });
    else if (job.life.cause === noActiveAgents) job.life.causeActive = false;
  }
}

function jobsOf(tenant: Tenant, domain: string): Job[] {
  return [...tenant.servicePrincipals.values()].flatMap((servicePrincipal) =>
    servicePrincipal.jobs.filter((job) => domainOf(job, servicePrincipal) === domain),
  );
}

function domainOf({ document }: Job, { displayName }: ServicePrincipal): string {
  const settings = document.synchronizationJobSettings;
  const named = Array.isArray(settings) ? settings.find(({ name }) => name === 'DomainFQDN') : undefined;
  return named?.value ?? displayName;
}
