import { readFileSync } from 'node:fs';
import { toJobSnapshot } from '../../../lib/adapters/graph/shapes/to-job-snapshot.ts';
import type { Ports } from '../../../lib/application/ports/ports.ts';
import { publishViews } from '../../../lib/application/tenant/held/publish-views.ts';
import { tallyTenant } from '../../../lib/application/tenant/held/tally-tenant.ts';
import { rememberState } from '../../../lib/application/tenant/held/tenant-memory.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { observeJob } from '../../../lib/domain/job/record/observe-job.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';
import { servicePrincipalIdOf, tenantIdOf } from '../support/fleet.ts';

const tenantsAtOnce = 8;
const jobsPerServicePrincipal = 2;

// Most jobs do well; one in ten is in trouble of one kind or another.
const shapes = [...Array<string>(18).fill('active'), 'quarantine', 'succeeded-with-escrows'].map(
  (name) => JSON.parse(readFileSync(new URL(`../../fixtures/graph/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>,
);

type Stores = Pick<Ports, 'tenants' | 'fleet' | 'views' | 'state' | 'operations' | 'clock'>;

/** Stores what the lists are made of as the poller leaves it: the registration, the row and the pages of each tenant. */
export async function createFleet(stores: Stores, size: { tenants: number; jobsPerTenant: number }): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < size.tenants) await createTenant(stores, next++, size.jobsPerTenant);
  };
  await Promise.all(Array.from({ length: tenantsAtOnce }, lane));
}

async function createTenant(stores: Stores, tenant: number, jobs: number): Promise<void> {
  const tenantId = tenantIdOf(tenant);
  const now = stores.clock.now();
  const at = isoOf(now);
  await registerTenant(stores, { tenantId, displayName: `Tenant ${tenant}`, addedAt: at });
  const records = Array.from({ length: jobs }, (_, index) => {
    const value = recordOf(tenant, index, now);
    return { servicePrincipalId: value.servicePrincipalId, jobId: value.jobId, value, etag: 'W/"stored"' };
  });
  const memory = rememberState({ ...(await stores.state.readNow(tenantId)), jobs: records });
  const views = await publishViews(stores, { owner: 'holder', until: Number.POSITIVE_INFINITY }, { v: 1, tenantId }, memory);
  const tally = await tallyTenant(speakerSource, { v: 1, tenantId, lastCompletedAt: at }, memory);
  if (views.counts.jobs !== jobs) throw new Error(`${views.counts.jobs} jobs are listed of ${jobs}`);
  const row = await stores.fleet.get(tenantId);
  const times = { lastTickId: at, lastAttemptAt: at, lastCompletedAt: at, discoveredAt: at, prunedAt: at };
  await stores.fleet.merge(tenantId, { ...views, tally, ...times }, row?.etag ?? '');
}

function recordOf(tenant: number, index: number, now: number): JobRecord {
  const servicePrincipalId = servicePrincipalIdOf(tenant, Math.floor(index / jobsPerServicePrincipal));
  const shape = shapes[(tenant + index) % shapes.length];
  const snapshot = toJobSnapshot({ ...shape, id: `AD2AADProvisioning.${servicePrincipalId.replaceAll('-', '')}.${index}` });
  const key = { tenantId: tenantIdOf(tenant), servicePrincipalId, jobId: snapshot.jobId };
  const context = { key, displayName: `App ${servicePrincipalId}`, tickId: isoOf(now), pollIntervalInMs: 300_000, now };
  const { record } = observeJob(undefined, { kind: 'snapshot', observedAt: isoOf(now), snapshot }, context);
  if (record === undefined) throw new Error('A first reading always gives a row');
  return record;
}
