import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { admin, jobPath } from '../worlds/operation-world.ts';
import type { ServiceWorld } from '../worlds/service-world.ts';
import { busyTenants } from './busy-world.ts';

export type Cast = ReturnType<typeof createCast>;

/** An action that somebody asked for, as it has to be sent to be taken for the same. */
export interface Asked {
  operationId: string;
  by: string;
  path: string;
  idempotencyKey: string;
  body?: unknown;
}

/** Who and what the busy hour is about, and what happens to them. */
export function createCast(world: ServiceWorld) {
  const { tenant } = world;
  const asked: Asked[] = [];

  /** A job of the service principal of this name; its first one unless another is named. */
  function job(tenantId: string, displayName: string, position = 0): JobKey {
    const found = [...(tenant.world.tenants.get(tenantId)?.servicePrincipals.values() ?? [])].find(
      (servicePrincipal) => servicePrincipal.displayName === displayName,
    );
    const jobId = found?.jobs[position]?.document.id;
    if (found === undefined || jobId === undefined) throw new Error(`There is no job ${position} of ${displayName}`);
    return { tenantId, servicePrincipalId: found.id, jobId };
  }

  async function incidentOf({ tenantId, jobId }: JobKey): Promise<string> {
    const { json } = await world.get(`/incidents?tenantId=${tenantId}`);
    const found = json.value.find(({ scope }: { scope: { jobId?: string } }) => scope.jobId === jobId);
    if (found === undefined) throw new Error(`${jobId} has no incident`);
    return found.incidentId;
  }

  /** Asks for an action over HTTP; answers its operation. */
  async function ask(key: JobKey, action: string, by: string, body?: unknown): Promise<string> {
    const idempotencyKey = `wish-${asked.length + 1}`;
    const answer = await world.act(key, action, { key: idempotencyKey, body, caller: admin(by) });
    if (answer.status !== 202) throw new Error(`${action} was refused: ${answer.text}`);
    const { operationId } = answer.json;
    asked.push({ operationId, by, path: `${jobPath(key)}/${action}`, idempotencyKey, ...(body !== undefined && { body }) });
    return operationId;
  }

  return {
    ...{ asked, job, incidentOf, ask },
    forceDeletes: ({ jobId }: JobKey) => ({ resetScope: ['ForceDeletes'], confirm: jobId }),
    northlightJobs: (): [JobKey, JobKey, JobKey, JobKey] => [
      job(busyTenants.northlight, 'corp.northlight.example', 1),
      job(busyTenants.northlight, 'Groups to corp.northlight.example'),
      job(busyTenants.northlight, 'corp.northlight.example', 0),
      job(busyTenants.northlight, 'corp.northlight.example', 2),
    ],
    quarantine: (key: JobKey, code: string) => {
      const cause = { code, message: 'The directory of the application cannot be reached.', tenantActionable: true };
      tenant.patch(key, { status: { code: 'Quarantine', quarantine: { error: cause } } });
    },
    mend: (key: JobKey) => tenant.patch(key, { status: { code: 'Active' } }),
  };
}
