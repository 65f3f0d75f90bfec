import { describe, expect, it } from '@jest/globals';
import { sampleIncident, sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { quarantinedJob } from '../support/quarantined-job.ts';
import { createHttpWorld, pollIntervalInMs, start } from '../support/support.ts';

const hash = 'h'.repeat(22);
const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

describe('GET /status', () => {
  it('counts the fleet and names the tenants that cannot be read', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob(), sampleJob(2, { tenantId })], {}, [sampleIncident(hash)]);
    await world.poll('no-consent', [], {
      unreadableReason: 'consentMissing',
      unreadableSince: iso(0),
      lastError: 'Synchronization.Read.All',
      lastCompletedAt: null,
    });
    await world.poll('refused', [sampleJob(1, { tenantId: 'refused' })], { unreadableReason: 'throttled', lastCompletedAt: iso(0) });
    await registerTenant(world, { tenantId: 'new', addedAt: iso(0) });
    expect((await world.call('/status')).json).toMatchObject({
      monitor: 'ok',
      lastTick: iso(0),
      tenants: {
        total: 4,
        unreadable: [
          { tenantId: 'new', reason: 'notYetRead', jobs: 0 },
          { tenantId: 'no-consent', reason: 'consentMissing', detail: 'Synchronization.Read.All', jobs: 0 },
          { tenantId: 'refused', reason: 'throttled', jobs: 1, observedAt: iso(0) },
        ],
      },
      jobs: { total: 3, byState: { Quarantine: 1, Active: 2, Unknown: 0 }, byHealth: { critical: 1, healthy: 2 } },
      incidents: { critical: 1, warning: 0 },
      freshness: { fresh: 2, stale: 0, unknown: 2 },
    });
  });

  it('names the open incidents of a whole tenant, which no row of a job tells of, and so does the tenant', async () => {
    const world = createHttpWorld();
    const own = sampleIncident('own', { scope: { kind: 'tenant' }, condition: 'passwordSyncStale', displayName: tenantId });
    await world.poll(tenantId, [quarantinedJob()], {}, [sampleIncident(hash), own]);
    await world.poll('other', []);
    const { incidentId } = own;
    const { incidentsBeyondJobs } = (await world.call('/status')).json;
    expect(incidentsBeyondJobs).toMatchObject({
      count: 1,
      value: [{ incidentId, condition: 'passwordSyncStale', scope: 'tenant', tenantId }],
    });
    const { value } = (await world.call('/tenants')).json as { value: { tenantId: string; incidentsBeyondJobs?: object }[] };
    const of = (id: string) => value.find((tenant) => tenant.tenantId === id)?.incidentsBeyondJobs;
    expect(of(tenantId)).toMatchObject({ count: 1, value: [{ incidentId }] });
    expect(of('other')).toBeUndefined();
  });

  it('calls nothing healthy that is stale, and says when no tick happens any more', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [quarantinedJob(), sampleJob(2, { tenantId })]);
    world.clock.at += 2 * pollIntervalInMs + 60_001;
    expect((await world.call('/status')).json).toMatchObject({
      monitor: 'blind',
      jobs: { byHealth: { critical: 1, unknown: 1, healthy: 0 } },
      freshness: { stale: 1 },
    });
    await world.poll('other', []);
    world.clock.at += 2_000;
    expect((await world.call('/status')).json.monitor).toBe('degraded');
  });

  it('reads no view and no job', async () => {
    const refuse = async () => {
      throw new Error('not needed');
    };
    const world = createHttpWorld();
    Object.assign(world.deps.views, { read: refuse, readAll: refuse });
    await world.poll(tenantId, [quarantinedJob()]);
    expect((await world.call('/status')).status).toBe(200);
  });
});
