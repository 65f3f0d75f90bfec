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
    problems: [
      'NotFound',
      'CappedByGrant',
      'SecondAdminRequired',
      'ApprovalExpired',
      'AuthorizationRevoked',
      'NotAwaitingApproval',
      'Conflict',
    ],
    async handle({ deps, caller, baseUrl, path }) {
      const answer = await decideOperation(deps, { ...path, decision, caller });
      if (answer.kind === 'refused') throw new HttpProblemError('SecondAdminRequired', refusals[answer.verdict.reason]);
      return { messages: answer.messages, body: () => operationDocument(answer.operation, baseUrl) };
    },
  });
}

const refusals = {
  application: 'A person has to approve it; an application cannot.',
  ownOperation: 'Somebody else than who asked for it has to approve it.',
  ownApplication: 'The application that asked for it cannot be the one by which it is approved.',
};

/** Approves an operation that waits for a second administrator. */
export const approveOperationOperation = defineDecision({
  id: 'approve-operation',
  decision: 'approved',
  summary: 'Approve an operation',
  description: 'Saying it again changes nothing. A person approves, another one than who asked, and not by the application that asked.',
});

/** Rejects it. */
export const rejectOperationOperation = defineDecision({
  id: 'reject-operation',
  decision: 'rejected',
  summary: 'Reject an operation',
  description: 'Saying it again changes nothing.',
});
