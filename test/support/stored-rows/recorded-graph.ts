import { demoHomeTenantId } from '../../../dev/graph/demo/demo-ids.ts';
import type { JobDocument, Oddities, ServicePrincipal, Tenant, World } from '../../../dev/graph/model/model.ts';
import { applications, fullConsent, identities } from '../../../dev/graph/world/clients.ts';
import { createTenant } from '../../../dev/graph/world/create-tenant.ts';
import { createWorld } from '../../../dev/graph/world/world.ts';

/** What Graph would answer for each tenant at one moment. */
export interface RecordedTenant extends Pick<Tenant, 'tenantId' | 'displayName' | 'domain' | 'onPremisesSyncEnabled'> {
  isConsented: boolean;
  servicePrincipals: RecordedServicePrincipal[];
}

interface RecordedServicePrincipal extends Pick<ServicePrincipal, 'id' | 'appId' | 'displayName' | 'applicationTemplateId' | 'homepage'> {
  jobs: { document: JobDocument; oddities: Oddities; removed: boolean }[];
}

/** A Graph that answers what was recorded. It stands still: only an action, or a test, changes a job. */
export function replayGraph(recorded: readonly RecordedTenant[], now: () => number): { world: World; tenantIds: string[] } {
  const world = createWorld({ homeTenantId: demoHomeTenantId, applications: applications(), identities: identities(), now });
  for (const { isConsented, servicePrincipals, ...tenant } of recorded) {
    createTenant(world, {
      ...tenant,
      grants: isConsented ? fullConsent() : {},
      servicePrincipals: servicePrincipals.map(({ homepage, jobs, ...rest }) => ({
        ...rest,
        ...(homepage !== null && { homepage }),
        jobs: jobs.map(({ document }) => ({ id: document.id, interval: document.schedule.interval })),
      })),
    });
    for (const { id, jobs } of servicePrincipals) stand(world, tenant.tenantId, id, jobs);
  }
  return { world, tenantIds: recorded.map(({ tenantId }) => tenantId) };
}

function stand(world: World, tenantId: string, id: string, recorded: RecordedServicePrincipal['jobs']): void {
  world.tenants
    .get(tenantId)
    ?.servicePrincipals.get(id)
    ?.jobs.forEach((job, index) => {
      Object.assign(job, structuredClone(recorded[index]));
      // A quarantine is looked at again by itself, and stays as long as its cause does.
      Object.assign(job.life, { nextCycleAt: Number.POSITIVE_INFINITY, causeActive: job.document.status.code === 'Quarantine' });
    });
}
