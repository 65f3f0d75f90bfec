import * as z from 'zod';
import { decideOperation } from '../../application/operate/decide-operation.ts';
import { operationDocument } from '../documents/operation-document.ts';
import { HttpProblemError } from '../problems/problem.ts';
import { emptyQuery, nameParameter } from '../schemas/common.ts';
import { Operation } from '../schemas/operation.ts';
import { defineOperation } from './define-operation.ts';

/** Approves an operation that waits for a second administrator. */
export const approveOperationOperation = defineOperation({
  id: 'approve-operation',
  role: 'Admin',
  tag: 'Operations',
  summary: 'Approve an operation',
  description: 'Saying it again changes nothing. Whoever asked cannot approve it.',
  path: z.strictObject({ operationId: nameParameter }),
  query: emptyQuery,
  body: { schema: z.strictObject({}), limitInBytes: 65_536 },
  answers: { 200: { description: 'The operation.', schema: Operation } },
  problems: ['NotFound', 'SecondAdminRequired', 'ApprovalExpired', 'NotAwaitingApproval'],
  async handle({ deps, caller, baseUrl, path }) {
    const order = { ...path, decision: 'approved', actor: caller.actor, visible: caller.tenants } as const;
    const answer = await decideOperation(deps, order);
    if ('refused' in answer) throw new HttpProblemError(answer.refused, 'Somebody else than who asked for it has to approve it.');
    return { messages: answer.messages, body: () => operationDocument(answer.operation, baseUrl) };
  },
});
