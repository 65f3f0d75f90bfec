import { judgeGrant } from '../../../application/manage/change-grant.ts';
import { getGrant } from '../../../application/manage/list-grants.ts';
import { grantDocument } from '../../documents/access/grant-document.ts';
import { Grant, principalPath } from '../../schemas/access/grant.ts';
import { emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** What one principal may see and do. */
export const getGrantOperation = defineOperation({
  id: 'get-grant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Access',
  summary: 'Get the grant of a principal',
  description: 'Without one, the role of the token holds everywhere, or, with `AUTH_REQUIRE_GRANTS`, nowhere.',
  path: principalPath,
  query: emptyQuery,
  answers: { 200: { description: 'The grant.', schema: Grant } },
  problems: ['NotFound'],
  async handle({ deps, caller, path }) {
    const grant = await getGrant(deps, path.principal, caller);
    return { body: () => grantDocument(grant, judgeGrant(deps, caller, grant)) };
  },
});
