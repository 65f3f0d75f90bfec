import { deleteGrant } from '../../../application/manage/change-grant.ts';
import { principalPath } from '../../schemas/access/grant.ts';
import { emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** Takes a grant away. */
export const deleteGrantOperation = defineOperation({
  id: 'delete-grant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Access',
  summary: 'Take the grant of a principal away',
  description:
    'From then on the role of their token holds everywhere, or, with `AUTH_REQUIRE_GRANTS`, nowhere. To shut somebody out, put `blocked` instead.',
  path: principalPath,
  query: emptyQuery,
  answers: { 204: { description: 'It is gone.' } },
  problems: ['NotFound', 'CappedByGrant', 'OwnGrant', 'Conflict'],
  async handle({ deps, caller, path, requestId }) {
    await deleteGrant(deps, { holder: path.principal, caller, requestId });
    return { status: 204, body: () => '' };
  },
});
