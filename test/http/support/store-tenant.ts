import type { FleetPatch, Ports } from '../../../lib/application/ports/ports.ts';
import { tallyTenant } from '../../../lib/application/tenant/held/tally-tenant.ts';
import { rememberState } from '../../../lib/application/tenant/held/tenant-memory.ts';
import type { Incident } from '../../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { defined } from '../../../lib/domain/optional.ts';
import { buildJobViewPages } from '../../../lib/domain/view/job-view-pages.ts';
import { summariseJob } from '../../../lib/domain/view/summarise-job.ts';
import { countTenant } from '../../../lib/domain/view/tenant-counts.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';

type Stores = Pick<Ports, 'tenants' | 'fleet' | 'views' | 'state'>;

interface TenantContent {
  tenantId: string;
  jobs: readonly JobRecord[];
  incidents?: readonly Incident[];
  /** Milliseconds since the epoch. */
  now: number;
  patch?: FleetPatch;
  /** Leaves the rows of the single jobs out: enough for lists. */
  viewOnly?: boolean;
}

/** Stores a tenant as one pass of the poller leaves it. */
export async function storeTenant(stores: Stores, { tenantId, jobs, incidents = [], now, patch, viewOnly }: TenantContent): Promise<void> {
  const at = new Date(now).toISOString();
  await registerTenant(stores, { tenantId, addedAt: at, displayName: `Tenant ${tenantId.slice(0, 4)}` });
  const row = await stores.fleet.get(tenantId);
  if (row === undefined) throw new Error('the fleet row is missing');
  const viewVersion = (row.value.viewVersion ?? 0) + 1;
  const present = jobs.flatMap((job) => (job.removedAt === undefined ? summariseJob(job) : []));
  const { closedIncidents, operations } = { ...(await stores.views.readFirst(tenantId)) };
  const [first, ...others] = buildJobViewPages({ tenantId, viewVersion, jobs: present, incidents });
  if (first === undefined) throw new Error('the first page is missing');
  await stores.views.write(tenantId, [{ ...first, ...defined({ closedIncidents, operations }) }, ...others]);
  if (viewOnly !== true) await storeJobs(stores, tenantId, jobs);
  const done: FleetPatch = { lastTickId: at, lastAttemptAt: at, lastCompletedAt: at, viewVersion, viewHash: `hash-${viewVersion}` };
  const left = { v: 1, tenantId, lastCompletedAt: at } as const;
  const rows = jobs.map((value) => ({ servicePrincipalId: value.servicePrincipalId, jobId: value.jobId, value, etag: 'W/"stored"' }));
  const tally = await tallyTenant(
    speakerSource,
    left,
    rememberState({ targets: [], operations: [], domains: [], hourly: [], incidents: [], jobs: rows }),
  );
  await stores.fleet.merge(tenantId, { ...done, counts: countTenant(present, incidents), tally, ...patch }, row.etag);
}

async function storeJobs(stores: Stores, tenantId: string, jobs: readonly JobRecord[]): Promise<void> {
  for (const job of jobs) {
    const known = await stores.state.getJob(job);
    await stores.state.commit(tenantId, [[{ type: 'job', value: job, ...(known && { etag: known.etag }) }]]);
  }
}
