import type { Job, World } from '../model/model.ts';

interface FoundJob {
  tenantId: string;
  servicePrincipalId: string;
  job: Job;
}

/** Every job of that id, removed ones too; an id is unique only within its service principal. */
export function findJobs(world: World, jobId: string, within: { tenantId?: string; servicePrincipalId?: string } = {}): FoundJob[] {
  return [...world.tenants.values()]
    .filter((tenant) => within.tenantId === undefined || tenant.tenantId === within.tenantId)
    .flatMap((tenant) =>
      [...tenant.servicePrincipals.values()]
        .filter(({ id }) => within.servicePrincipalId === undefined || id === within.servicePrincipalId)
        .flatMap(({ id, jobs }) =>
          jobs.filter((job) => job.document.id === jobId).map((job) => ({ tenantId: tenant.tenantId, servicePrincipalId: id, job })),
        ),
    );
}
