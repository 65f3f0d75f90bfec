import * as z from 'zod';
import { timesBehindNothing } from '../../../application/show/fleet/observed-at.ts';
import { listJobGroups } from '../../../application/show/jobs/list-job-groups.ts';
import { healthStates } from '../../../domain/job/health/health.ts';
import { onDemand } from '../../../domain/on-demand.ts';
import { groupings } from '../../../domain/view/group-jobs.ts';
import { jobGroupDocument } from '../../documents/job/job-group-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { scopeVersion } from '../../response/scope-version.ts';
import { emptyPath } from '../../schemas/common.ts';
import { JobGroup, jobFilters } from '../../schemas/job/job.ts';
import { defineOperation } from '../define-operation.ts';

const SortKeySchema = z
  .tuple([z.array(z.int().min(0)).length(healthStates.length), z.string(), z.string(), z.string()])
  .transform(([counts, disableAt, key, whoMustAct]) => ({ counts, disableAt, key, whoMustAct }));

/** The jobs of every visible tenant, put together by what they have in common. */
export const listJobGroupsOperation = defineOperation({
  id: 'list-job-groups',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'Count the jobs of all tenants by cause, tenant, actor or kind, worst first',
  description:
    'The same jobs as `GET /jobs` with the same filters, each in one group; sorted by how many of them are in the worst health, then in the next, and so on; of equals, what is switched off first. Jobs that need no explanation are a group without `key`.',
  path: emptyPath,
  query: z.strictObject({ by: z.enum(groupings), ...jobFilters, ...pagingQuery }),
  answers: { 200: { description: 'One page of groups.', schema: collectionOf(JobGroup).meta({ id: 'JobGroupList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(SortKeySchema, query);
    const view = await deps.fleetView.read();
    const asked = { visible: caller.visible, tenantId: query.tenantId };
    const { by, pageSize, continuation: _, ...filters } = query;
    const page = onDemand(() => listJobGroups(deps, view, { by, visible: caller.visible, filters, pageSize, after }));
    return {
      ...scopeVersion(view, caller, query.tenantId),
      source: view,
      async readAt() {
        const readAt = (await page()).value.flatMap(({ observedAt, freshAt }) => [observedAt ?? [], freshAt ?? []].flat());
        return readAt.length > 0 ? readAt : timesBehindNothing(deps, asked);
      },
      async body() {
        const { value, last } = await page();
        const key = last && [last.counts, last.disableAt, last.key, last.whoMustAct];
        return {
          value: value.map((group) => jobGroupDocument(group, { baseUrl, by, filters })),
          ...(key && { nextLink: nextLink(`${baseUrl}/jobGroups`, query, key) }),
        };
      },
    };
  },
});
