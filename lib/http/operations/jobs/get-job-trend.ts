import * as z from 'zod';
import { getTrend } from '../../../application/show/jobs/get-trend.ts';
import { requireOrder } from '../../request/paging/time-range.ts';
import { jobPath, timeRange } from '../../schemas/common.ts';
import { Trend } from '../../schemas/job/trend.ts';
import { defineOperation } from '../define-operation.ts';

/** How many objects of a job failed and were exported, hour by hour. */
export const getJobTrendOperation = defineOperation({
  id: 'get-job-trend',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'Get the failing and exported objects of one job by the hour',
  description:
    'The last 48 hours from a full hour on unless told otherwise. Further back only the changes in the history tell something. The document of the job holds the same for the last 48 hours.',
  path: jobPath,
  query: z.strictObject(timeRange),
  answers: { 200: { description: 'The trend.', schema: Trend } },
  problems: ['NotFound'],
  async handle({ deps, caller, path, query }) {
    requireOrder(query);
    const { observedAt, ...trend } = await getTrend(
      deps,
      path,
      { ...query, pollIntervalInMs: deps.settings.pollIntervalInMs },
      caller.visible,
    );
    return { readAt: () => (observedAt === undefined ? [] : [observedAt]), body: () => trend };
  },
});
