import { jobConditions } from '../condition.ts';
import type { Incident } from '../incident/incident.ts';
import { jobPlace } from '../job/synchronization-job.ts';
import type { OperationRecord } from '../operation/operation.ts';
import type { JobSummary, JobViewPage } from './job-view.ts';
import { compareTexts } from './sort-jobs.ts';
import { linkJob } from './summarise-job.ts';

const jobsPerPage = 500;

interface ViewFacts {
  tenantId: string;
  viewVersion: number;
  jobs: readonly JobSummary[];
  /** Closed ones are left out. */
  incidents: readonly Incident[];
  /** The last operation on a job, as it stands now. */
  operationOf?: (job: JobSummary) => OperationRecord | undefined;
}

/** The read model of one tenant, the same for the same facts whatever their order. Page 0 always exists and carries the open incidents. */
export function buildJobViewPages({ tenantId, viewVersion, jobs: listed, incidents, operationOf }: ViewFacts): JobViewPage[] {
  const open = incidents.filter(({ state }) => state === 'open').sort((one, other) => compareTexts(one.incidentId, other.incidentId));
  const incidentIds = incidentIdsByJob(open);
  const jobs = listed.toSorted(byKey).map((job) => linkJob(job, incidentIds.get(jobPlace(job)), operationOf?.(job)));
  const pages = Math.max(1, Math.ceil(jobs.length / jobsPerPage));
  return Array.from({ length: pages }, (_, page) => ({
    v: 1,
    tenantId,
    page,
    pages,
    viewVersion,
    jobs: jobs.slice(page * jobsPerPage, (page + 1) * jobsPerPage),
    incidents: page === 0 ? open : [],
  }));
}

function byKey(one: JobSummary, other: JobSummary): number {
  return compareTexts(one.servicePrincipalId, other.servicePrincipalId) || compareTexts(one.jobId, other.jobId);
}

// A job may have several open incidents; its summary names the one of the first condition, the gravest.
function incidentIdsByJob(open: readonly Incident[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const condition of jobConditions.toReversed()) {
    for (const { scope, incidentId, condition: its } of open) {
      if (scope.kind === 'job' && its === condition) ids.set(jobPlace(scope), incidentId);
    }
  }
  return ids;
}
