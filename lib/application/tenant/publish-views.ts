import { type JobKey, jobPlace } from '../../domain/job/synchronization-job.ts';
import { asOf, isFinished } from '../../domain/operation/operation.ts';
import type { FleetRow, TenantCounts } from '../../domain/tenant/tenant.ts';
import type { JobViewPage } from '../../domain/view/job-view.ts';
import { buildJobViewPages } from '../../domain/view/job-view-pages.ts';
import { countTenant } from '../../domain/view/tenant-counts.ts';
import type { Ports } from '../ports/ports.ts';
import { shortHash } from './identifiers.ts';
import { openIncidents, presentJobs, type TenantMemory } from './tenant-memory.ts';

interface PublishedViews {
  counts: TenantCounts;
  viewHash: string;
  viewVersion: number;
}

/**
 * Rebuilds the tenant's pages from all that holds now and writes them only if they differ from the published ones. Times of our own
 * readings do not count as a difference: a reader takes them from the tenant's row.
 */
export async function publishViews(deps: Pick<Ports, 'views' | 'clock'>, row: FleetRow, memory: TenantMemory): Promise<PublishedViews> {
  const jobs = presentJobs(memory);
  const incidents = openIncidents(memory).map(({ value }) => value);
  const counts = countTenant(jobs, incidents);
  const version = (row.viewVersion ?? 0) + 1;
  const pages = buildJobViewPages({
    tenantId: row.tenantId,
    viewVersion: version,
    jobs,
    incidents,
    activeOperationIdOf: (job) => activeOperationId(memory, job, deps.clock.now()),
  });
  const viewHash = shortHash(JSON.stringify(pages.map(withoutReadingTimes)));
  if (viewHash === row.viewHash) return { counts, viewHash, viewVersion: row.viewVersion ?? 0 };
  await deps.views.write(row.tenantId, pages);
  return { counts, viewHash, viewVersion: version };
}

/** The operation that is active on a job now. */
function activeOperationId(memory: TenantMemory, key: Omit<JobKey, 'tenantId'>, now: number): string | undefined {
  const operation = memory.operations.get(jobPlace(key));
  return operation !== undefined && !isFinished(asOf(operation, now)) ? operation.operationId : undefined;
}

function withoutReadingTimes(page: JobViewPage): object {
  return { ...page, viewVersion: undefined, jobs: page.jobs.map((job) => ({ ...job, observedAt: undefined })) };
}
