import { describe, expect, it } from '@jest/globals';
import { sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { createHttpWorld, start } from '../support/support.ts';

describe('a job whose whole tenant cannot be read', () => {
  it('tells since when and why, although no reading of its own failed', async () => {
    const world = createHttpWorld();
    const job = sampleJob(1);
    const since = new Date(start - 3_600_000).toISOString();
    await world.poll(tenantId, [job], {
      unreadableSince: since,
      unreadableReason: 'unauthorized',
      unreadableCode: 'AADSTS7000222',
      lastError: 'HTTP 401',
      lastCompletedAt: since,
    });
    const { json } = await world.call(
      `/tenants/${tenantId}/servicePrincipals/${job.servicePrincipalId}/jobs/${encodeURIComponent(job.jobId)}`,
    );
    expect(json.lastRead).toMatchObject({
      failingSince: since,
      failure: { reason: 'unauthorized', code: 'AADSTS7000222', detail: 'HTTP 401' },
    });
  });
});
