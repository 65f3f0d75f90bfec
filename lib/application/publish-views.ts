import type { JobViewPage } from '../domain/job-view.ts';
import { buildJobViewPages } from '../domain/job-view-pages.ts';
import type { FleetRow, TenantCounts } from '../domain/tenant.ts';
import { countTenant } from '../domain/tenant-counts.ts';
import { shortHash } from './identifiers.ts';
import type { Ports } from './ports.ts';
import { openIncidents, presentJobs, type TenantMemory } from './tenant-memory.ts';
import { activeOperationId } from './verify-operations.ts';

export interface PublishedViews {
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

function withoutReadingTimes(page: JobViewPage): object {
  return { ...page, viewVersion: undefined, jobs: page.jobs.map((job) => ({ ...job, observedAt: undefined })) };
}
