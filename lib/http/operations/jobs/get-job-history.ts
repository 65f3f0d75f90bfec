import * as z from 'zod';
import { getHistory } from '../../../application/show/jobs/get-history.ts';
import { defined } from '../../../domain/optional.ts';
import { historyEntry } from '../../documents/job/history-entry-document.ts';
import { jobUrl } from '../../documents/links.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { requireOrder } from '../../request/paging/time-range.ts';
import { jobPath, storeKey, time, timeRange } from '../../schemas/common.ts';
import { eventType, HistoryEntry } from '../../schemas/job/history-entry.ts';
import { defineOperation } from '../define-operation.ts';

const History = collectionOf(HistoryEntry)
  .extend({
    watchedSince: time
      .optional()
      .meta({ description: 'When the job was first seen; absent where that is longer ago than the history is kept.' }),
  })
  .meta({ id: 'History' });

const PlaceSchema = z.tuple([storeKey, z.string()]).transform(([key, at]) => ({ key, at }));

/** What happened to one job, newest first. */
export const getJobHistoryOperation = defineOperation({
  id: 'get-job-history',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'List the events of one job, newest first',
  description:
    'Between two events the job was read and had not changed, unless a gap covers the time. Gaps come in addition to `pageSize`.',
  path: jobPath,
  query: z.strictObject({
    ...timeRange,
    type: eventType.optional(),
    ...pagingQuery,
  }),
  answers: { 200: { description: 'One page of events.', schema: History } },
  problems: ['InvalidContinuation', 'NotFound'],
  async handle({ deps, caller, baseUrl, path, query }) {
    requireOrder(query);
    const after = readContinuation(PlaceSchema, query);
    const { value, last, observedAt, watchedSince } = await getHistory(deps, path, { ...query, after }, caller.visible);
    const next = last && nextLink(`${jobUrl(baseUrl, path)}/history`, query, [last.key, last.at]);
    return {
      readAt: () => (observedAt === undefined ? [] : [observedAt]),
      body: () => ({ value: value.map(historyEntry), ...defined({ nextLink: next, watchedSince }) }),
    };
  },
});
