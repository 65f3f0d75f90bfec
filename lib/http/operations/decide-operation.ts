import * as z from 'zod';
import { decideOperation } from '../../application/operate/decide-operation.ts';
import { operationDocument } from '../documents/operation-document.ts';
import { HttpProblemError } from '../problems/problem.ts';
import { emptyQuery, nameParameter } from '../schemas/common.ts';
import { Operation } from '../schemas/operation.ts';
import { defineOperation } from './define-operation.ts';

interface DecisionFacts<Id extends string> {
  id: Id;
  decision: 'approved' | 'rejected';
  summary: string;
  description: string;
}

/** What a second administrator says to an operation that waits for one. */
function defineDecision<Id extends string>({ id, decision, summary, description }: DecisionFacts<Id>) {
  return defineOperation({
    id,
    role: 'Admin',
    tag: 'Operations',
    summary,
    description,
    path: z.strictObject({ operationId: nameParameter }),
    query: emptyQuery,
    body: { schema: z.strictObject({}), limitInBytes: 65_536 },
    answers: { 200: { description: 'The operation.', schema: Operation } },
    problems: ['NotFound', 'SecondAdminRequired', 'ApprovalExpired', 'NotAwaitingApproval', 'Conflict'],
    async handle({ deps, caller, baseUrl, path }) {
      const answer = await decideOperation(deps, { ...path, decision, actor: caller.actor, visible: caller.visible });
      if (answer.kind === 'refused') throw new HttpProblemError(answer.reason, 'Somebody else than who asked for it has to approve it.');
      return { messages: answer.messages, body: () => operationDocument(answer.operation, baseUrl) };
    },
  });
}

/** Approves an operation that waits for a second administrator. */
export const approveOperationOperation = defineDecision({
  id: 'approve-operation',
  decision: 'approved',
  summary: 'Approve an operation',
  description: 'Saying it again changes nothing. Whoever asked cannot approve it.',
});

/** Rejects it. */
export const rejectOperationOperation = defineDecision({
  id: 'reject-operation',
  decision: 'rejected',
  summary: 'Reject an operation',
  description: 'Saying it again changes nothing.',
});
