import type { Stores } from '../../../lib/adapters/tables/create-stores.ts';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleEvent, sampleIncident, sampleJob } from '../../support/storage/state-samples.ts';
import { storeTenant } from './store-tenant.ts';

export const sampleTenants = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'] as const;
const dayInMs = 86_400_000;

/** Every third job is in quarantine, every third paused; the ids have characters that an address must escape. */
export function sampleFleetJob(tenantId: string, index: number, now: number): JobRecord {
  const base = sampleJob(index);
  const since = new Date(now - (index + 1) * dayInMs).toISOString();
  if (index % 3 === 0) {
    const quarantine = {
      reason: 'EncounteredQuarantineException',
      seriesBegan: since,
      seriesCount: 3,
      error: { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials', message: 'refused', tenantActionable: true },
    };
    const snapshot = { ...base.snapshot, state: 'Quarantine', quarantine } as const;
    return { ...base, tenantId, since, health: 'critical', reasons: ['quarantined'], snapshot };
  }
  if (index % 3 === 1) return { ...base, tenantId, since };
  return { ...base, tenantId, since, health: 'warning', reasons: ['paused'], snapshot: { ...base.snapshot, state: 'Paused' } };
}

/** Two tenants with jobs, an unknown code, and an open incident and a history with a gap of the job that is worst. */
export async function storeSampleFleet(
  stores: Stores,
  { jobsPerTenant, now }: { jobsPerTenant: number; now: number },
): Promise<JobRecord[]> {
  const all: JobRecord[] = [];
  for (const tenantId of sampleTenants) {
    const jobs = Array.from({ length: jobsPerTenant }, (_, index) => sampleFleetJob(tenantId, index, now));
    const worst = jobs.findLast(({ snapshot }) => snapshot.state === 'Quarantine');
    if (worst === undefined) throw new Error('no job is in quarantine');
    const { servicePrincipalId, jobId } = worst;
    const scope = { kind: 'job', servicePrincipalId, jobId } as const;
    const hash = incidentHash(scope, 'quarantine');
    const incident = sampleIncident(hash, { tenantId, scope, incidentId: `${tenantId}.${hash}.1` });
    await storeTenant(stores, { tenantId, jobs, incidents: [incident], now });
    const events = [1, 2, 3, 4, 5].map((seq) =>
      sampleEvent(0, seq, { tenantId, servicePrincipalId, jobId, at: new Date(now - (10 - seq) * 60_000).toISOString() }),
    );
    const gap = { v: 1, tenantId, from: new Date(now - 450_000).toISOString(), to: new Date(now - 430_000).toISOString() } as const;
    await stores.state.commit(tenantId, [
      [{ type: 'incident', value: incident }],
      ...events.map((value) => [{ type: 'event', value } as const]),
      [{ type: 'gap', value: gap }],
    ]);
    const at = new Date(now).toISOString();
    await stores.sightings.record({ family: 'synchronization-error', code: 'NeverHeardOf', tenantId, at });
    all.push(...jobs);
  }
  return all;
}
