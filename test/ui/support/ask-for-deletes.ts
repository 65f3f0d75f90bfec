import { first, type JobKey } from './get.ts';
import type { PageWorld } from './page-world.ts';

/** Asks for the deletions of a job that are held back, of one that nobody has to act on: a second administrator has to approve it. It waits for that once, however often it is asked for. */
export async function askForDeletes({ urls: { api } }: PageWorld): Promise<void> {
  const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${api}/jobs?state=Active&health=healthy&kind=cloudSyncUsers`);
  const answer = await fetch(`${api}/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}/restart`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ resetScope: ['ForceDeletes'], confirm: jobId, stagedDeletes: 0 }),
  });
  if (!answer.ok && answer.status !== 409) throw new Error(await answer.text());
}
