import { isVouchedFor } from '../../../domain/job/health/freshness.ts';
import { type JobKey, jobPlace } from '../../../domain/job/synchronization-job.ts';
import { asOf, type OperationRecord } from '../../../domain/operation/operation.ts';
import type { FleetRow, TenantCounts } from '../../../domain/tenant/tenant.ts';
import { turnBook } from '../../../domain/view/change-book.ts';
import type { JobViewPage } from '../../../domain/view/job-view.ts';
import { buildJobViewPages } from '../../../domain/view/job-view-pages.ts';
import { countTenant } from '../../../domain/view/tenant-counts.ts';
import type { Ports } from '../../ports/ports.ts';
import { shortHash } from '../identifiers.ts';
import { countedNow, countOperations } from './counted.ts';
import { pastFacts, readRecentPast } from './recent-past.ts';
import { type Holder, requireHeld } from './tenant-lease.ts';
import { openIncidents, presentJobs, type TenantMemory } from './tenant-memory.ts';

interface PublishedViews {
  counts: TenantCounts;
  viewHash: string;
  viewVersion: number;
  bookOwner?: string;
  changedAt?: string;
}

/**
 * Rebuilds the tenant's pages from all that holds now and writes them only if they differ from the published ones; what lately was is read
 * only then. The time of a reading
 * is no difference where the last complete pass vouches for the job: a reader takes it from the tenant's row, which is given as this pass
 * leaves it.
 */
export async function publishViews(
  deps: Pick<Ports, 'views' | 'state' | 'operations' | 'clock'>,
  holder: Holder,
  row: FleetRow,
  memory: TenantMemory,
): Promise<PublishedViews> {
  const now = deps.clock.now();
  const { tenantId } = row;
  const jobs = presentJobs(memory);
  const incidents = openIncidents(memory).map(({ value }) => value);
  const counts = countTenant(jobs, incidents, row);
  const version = (row.viewVersion ?? 0) + 1;
  const pages = buildJobViewPages({
    tenantId: row.tenantId,
    viewVersion: version,
    jobs,
    incidents,
    operationOf: (job) => operationOf(memory, job, now),
  });
  const viewHash = shortHash(
    JSON.stringify([pages.map((page) => withoutKnownTimes(page, row)), pastFacts({ memory, now }), countedNow(memory)]),
  );
  if (viewHash === row.viewHash) return { counts, viewHash, viewVersion: row.viewVersion ?? 0 };
  const operations = memory.operations.size === 0 ? [] : await deps.operations.list(tenantId);
  const past = await readRecentPast(deps, { tenantId, memory, now, operations });
  const facts = { ...countedNow(memory), operations: countOperations(operations, now) };
  const book = await deps.views.write(
    tenantId,
    pages.map((page) => (page.page === 0 ? { ...page, ...past } : page)),
    (before) => {
      // Pages have no witness of their own: whoever comes too late must not overwrite those of the next holder.
      requireHeld(deps, holder);
      const terms = { tenantId, owner: holder.owner, named: row.bookOwner, isKnown: row.viewVersion !== undefined };
      return turnBook(before, facts, { ...terms, now: deps.clock.now() });
    },
  );
  return { counts, viewHash, viewVersion: version, ...(book && { bookOwner: book.owner, changedAt: book.stamp }) };
}

function operationOf(memory: TenantMemory, key: Omit<JobKey, 'tenantId'>, now: number): OperationRecord | undefined {
  const operation = memory.operations.get(jobPlace(key));
  return operation && asOf(operation, now);
}

function withoutKnownTimes(page: JobViewPage, row: FleetRow): object {
  const told = page.jobs.map((job) => (isVouchedFor(job, row) ? { ...job, observedAt: undefined } : job));
  return { ...page, viewVersion: undefined, jobs: told };
}
