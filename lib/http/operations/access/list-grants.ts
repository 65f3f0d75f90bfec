import * as z from 'zod';
import { judgeGrant } from '../../../application/manage/change-grant.ts';
import { listGrants } from '../../../application/manage/list-grants.ts';
import { grantDocument } from '../../documents/access/grant-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { Grant } from '../../schemas/access/grant.ts';
import { emptyPath } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** Who may see and do what. */
export const listGrantsOperation = defineOperation({
  id: 'list-grants',
  role: 'Admin',
  managesGrants: true,
  tag: 'Access',
  summary: 'List the grants',
  description: 'By principal. An administrator with limits sees those that lie within their own, and never their own.',
  path: emptyPath,
  query: z.strictObject(pagingQuery),
  answers: { 200: { description: 'One page of grants.', schema: collectionOf(Grant).meta({ id: 'GrantList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(z.string(), query);
    const { value, last } = await listGrants(deps, { caller, pageSize: query.pageSize, after });
    const next = last && nextLink(`${baseUrl}/grants`, query, last);
    return {
      body: () => ({ value: value.map((grant) => grantDocument(grant, judgeGrant(deps, caller, grant))), ...(next && { nextLink: next }) }),
    };
  },
});
