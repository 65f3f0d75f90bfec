import * as z from 'zod';
import { passTimes } from '../../../application/show/fleet/observed-at.ts';
import { jobNamesIn } from '../../../application/show/jobs/job-names.ts';
import { listOperations, listRecentOperations } from '../../../application/show/list-operations.ts';
import { defined } from '../../../domain/optional.ts';
import { operationDocument } from '../../documents/operation-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath, guidParameter, nameParameter, time } from '../../schemas/common.ts';
import { Operation } from '../../schemas/operation.ts';
import { defineOperation } from '../define-operation.ts';

const PlaceSchema = z.tuple([time, z.string().max(120)]).transform(([createdAt, operationId]) => ({ createdAt, operationId }));

/** The unfinished and the last operations of all tenants, or all of one tenant, newest first. */
export const listOperationsOperation = defineOperation({
  id: 'list-operations',
  role: 'Reader',
  tag: 'Operations',
  summary: 'List operations, newest first',
  description:
    'Of all tenants the unfinished operations and the last 20 of each, as its last reading left them; with `tenantId` all that are kept, which is as long as the history.',
  path: emptyPath,
  query: z.strictObject({
    tenantId: guidParameter.optional(),
    servicePrincipalId: guidParameter.optional(),
    jobId: nameParameter.optional(),
    ...pagingQuery,
  }),
  answers: { 200: { description: 'One page of operations.', schema: collectionOf(Operation).meta({ id: 'OperationList' }) } },
  problems: ['NotFound', 'InvalidContinuation'],
  async handle({ deps, caller: { visible }, baseUrl, query }) {
    const { tenantId } = query;
    const asked = { ...query, visible, after: readContinuation(PlaceSchema, query) };
    const view = await deps.fleetView.read();
    const { value, last } =
      tenantId === undefined ? await listRecentOperations(deps, view, asked) : await listOperations(deps, tenantId, asked);
    const nameOf = jobNamesIn(view);
    const next = last && nextLink(`${baseUrl}/operations`, query, [last.createdAt, last.operationId]);
    return {
      ...(tenantId === undefined && { readAt: () => passTimes(deps, { visible }) }),
      body: () => ({
        value: value.map((operation) => ({ ...operationDocument(operation, baseUrl), ...defined({ displayName: nameOf(operation) }) })),
        ...(next && { nextLink: next }),
      }),
    };
  },
});
