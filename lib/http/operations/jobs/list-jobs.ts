import * as z from 'zod';
import { readingTimes, timesBehindNothing } from '../../../application/show/fleet/observed-at.ts';
import { listJobs } from '../../../application/show/jobs/list-jobs.ts';
import { onDemand } from '../../../domain/on-demand.ts';
import { jobListItem } from '../../documents/job/job-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { scopeVersion } from '../../response/scope-version.ts';
import { emptyPath } from '../../schemas/common.ts';
import { JobListItem, jobFilters } from '../../schemas/job/job.ts';
import { defineOperation } from '../define-operation.ts';

const SortKeySchema = z
  .tuple([z.int().min(0).max(3), z.string(), z.string(), z.string(), z.string()])
  .transform(([severity, since, tenantId, servicePrincipalId, jobId]) => ({ severity, since, tenantId, servicePrincipalId, jobId }));

/** Every job of every visible tenant, worst first. */
export const listJobsOperation = defineOperation({
  id: 'list-jobs',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'List the jobs of all tenants, worst first',
  description:
    'Sorted by severity, then by how long it has lasted. Filters are exact but for `q`, and combine with "and". While a tenant cannot be read, `explanation` names who lets it be read, and its old readings by their last title, as "Last known". Causes and remedies are part of the single job.',
  path: emptyPath,
  query: z.strictObject({
    ...jobFilters,
    ...pagingQuery,
  }),
  answers: { 200: { description: 'One page of jobs.', schema: collectionOf(JobListItem).meta({ id: 'JobList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(SortKeySchema, query);
    const view = await deps.fleetView.read();
    const asked = { visible: caller.visible, tenantId: query.tenantId };
    const { pageSize, continuation: _, ...filters } = query;
    const page = onDemand(() => listJobs(deps, view, { visible: caller.visible, filters, pageSize, after }));
    return {
      ...scopeVersion(view, caller, query.tenantId),
      source: view,
      async readAt() {
        const readAt = readingTimes((await page()).value.map(({ job }) => job));
        return readAt.length > 0 ? readAt : timesBehindNothing(deps, asked);
      },
      async body() {
        const { value, last } = await page();
        const items = value.map((explained) => jobListItem(explained, baseUrl));
        const key = last && [last.severity, last.since, last.tenantId, last.servicePrincipalId, last.jobId];
        return { value: items, ...(key && { nextLink: nextLink(`${baseUrl}/jobs`, query, key) }) };
      },
    };
  },
});
