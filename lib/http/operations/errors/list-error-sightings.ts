import * as z from 'zod';
import { listErrorSightings } from '../../../application/show/knowledge/list-error-sightings.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath } from '../../schemas/common.ts';
import { ErrorSighting } from '../../schemas/error.ts';
import { defineOperation } from '../define-operation.ts';

const SortKeySchema = z
  .tuple([z.string(), z.string(), z.string(), z.string()])
  .transform(([lastSeenAt, family, code, tenantId]) => ({ lastSeenAt, family, code, tenantId }));

/** Codes that Microsoft sent and the catalogue does not have. */
export const listErrorSightingsOperation = defineOperation({
  id: 'list-error-sightings',
  role: 'Reader',
  tag: 'Errors',
  summary: 'List the codes that were seen and are not in the catalogue, the latest first',
  description:
    'Codes that Microsoft sent and nobody has explained yet, with how often and when they were seen: each is shown raw wherever it occurs.',
  path: emptyPath,
  query: z.strictObject(pagingQuery),
  answers: { 200: { description: 'One page of sightings.', schema: collectionOf(ErrorSighting).meta({ id: 'ErrorSightingList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(SortKeySchema, query);
    const { value, last } = await listErrorSightings(deps, { visible: caller.visible, pageSize: query.pageSize, after });
    const next = last && nextLink(`${baseUrl}/errorSightings`, query, [last.lastSeenAt, last.family, last.code, last.tenantId]);
    return { body: () => ({ value, ...(next && { nextLink: next }) }) };
  },
});
