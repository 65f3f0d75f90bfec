import * as z from 'zod';
import { listOperations } from '../../application/show/list-operations.ts';
import { operationDocument } from '../documents/operation-document.ts';
import { readContinuation } from '../request/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../request/paging.ts';
import { emptyPath, guidParameter, time } from '../schemas/common.ts';
import { Operation } from '../schemas/operation.ts';
import { defineOperation } from './define-operation.ts';

const PlaceSchema = z.tuple([time, z.string().max(120)]).transform(([createdAt, operationId]) => ({ createdAt, operationId }));

/** The operations of one tenant, newest first. */
export const listOperationsOperation = defineOperation({
  id: 'list-operations',
  role: 'Reader',
  tag: 'Operations',
  summary: 'List the operations of a tenant, newest first',
  description: 'Finished operations are kept as long as the history. `tenantId` names the tenant.',
  path: emptyPath,
  query: z.strictObject({ tenantId: guidParameter, ...pagingQuery }),
  answers: { 200: { description: 'One page of operations.', schema: collectionOf(Operation).meta({ id: 'OperationList' }) } },
  problems: ['NotFound', 'InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(PlaceSchema, query);
    const { value, last } = await listOperations(deps, query.tenantId, { pageSize: query.pageSize, after }, caller.visible);
    const next = last && nextLink(`${baseUrl}/operations`, query, [last.createdAt, last.operationId]);
    return { body: () => ({ value: value.map((operation) => operationDocument(operation, baseUrl)), ...(next && { nextLink: next }) }) };
  },
});
