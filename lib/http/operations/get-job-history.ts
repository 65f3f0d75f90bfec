import * as z from 'zod';
import { type HistoryEntry as FoundEntry, getHistory } from '../../application/show/get-history.ts';
import { InvalidRequestError } from '../../domain/errors.ts';
import { defined } from '../../domain/optional.ts';
import { jobUrl } from '../documents/links.ts';
import { readContinuation } from '../request/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../request/paging.ts';
import { jobPath, storeKey, timeParameter } from '../schemas/common.ts';
import { eventType, HistoryEntry } from '../schemas/history-entry.ts';
import { defineOperation } from './define-operation.ts';

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
    from: timeParameter.optional().meta({ description: 'Inclusive.' }),
    to: timeParameter.optional().meta({ description: 'Exclusive.' }),
    type: eventType.optional(),
    ...pagingQuery,
  }),
  answers: { 200: { description: 'One page of events.', schema: collectionOf(HistoryEntry).meta({ id: 'History' }) } },
  problems: ['InvalidContinuation', 'NotFound'],
  async handle({ deps, caller, baseUrl, path, query }) {
    const { from, to } = query;
    if (from !== undefined && to !== undefined && from >= to) {
      throw new InvalidRequestError('InvalidRequest', 'The query is not valid.', [
        { parameter: 'to', detail: 'must be later than `from`' },
      ]);
    }
    const after = readContinuation(PlaceSchema, query);
    const { value, last, observedAt } = await getHistory(deps, path, { ...query, after }, caller.visible);
    const next = last && nextLink(`${jobUrl(baseUrl, path)}/history`, query, [last.key, last.at]);
    return { observedAt: () => observedAt, body: () => ({ value: value.map(historyEntry), ...(next && { nextLink: next }) }) };
  },
});

function historyEntry(entry: FoundEntry): z.input<typeof HistoryEntry> {
  if (entry.kind === 'gap') {
    return { type: 'gap', at: entry.at, cause: 'poll', changes: [], gap: { from: entry.gap.from, to: entry.gap.to } };
  }
  const { type, at, seq, observedAt, cause, changes, from, to, incidentId, operationId } = entry.event;
  return {
    type,
    at,
    seq,
    observedAt,
    cause,
    changes,
    ...defined({ from, to, incidentId, operationId }),
  };
}
