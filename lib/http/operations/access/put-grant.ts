import { judgeGrant, putGrant } from '../../../application/manage/change-grant.ts';
import { grantDocument } from '../../documents/access/grant-document.ts';
import { Grant, GrantBody, principalPath } from '../../schemas/access/grant.ts';
import { emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** Says what one principal may see and do. */
export const putGrantOperation = defineOperation({
  id: 'put-grant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Access',
  summary: 'Grant a principal a part of the fleet',
  description:
    'Replaces what was said before. A grant only narrows what the role of a token permits: a person or application sees the named tenants, service principals and jobs and nothing else, and does there at most what `cap` says. It holds for changes at once and for reads within 30 seconds. Nobody changes their own grant or hands on more than they hold. An administrator with limits changes grants that lie within them, and writes a first one only where nobody sees anything without a grant.',
  path: principalPath,
  query: emptyQuery,
  body: { schema: GrantBody, limitInBytes: 131_072 },
  answers: { 200: { description: 'The grant.', schema: Grant }, 201: { description: 'The grant; there was none before.', schema: Grant } },
  problems: ['NotFound', 'CappedByGrant', 'OwnGrant', 'Conflict'],
  async handle({ deps, caller, path, body, requestId }) {
    const { grant, isNew } = await putGrant(deps, { holder: path.principal, caller, terms: body, requestId });
    return { ...(isNew && { status: 201 }), body: () => grantDocument(grant, judgeGrant(deps, caller, grant)) };
  },
});
