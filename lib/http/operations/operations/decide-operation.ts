import * as z from 'zod';
import { decideOperation, type FigureDifference } from '../../../application/operate/request/decide-operation.ts';
import { countedObjects } from '../../../domain/job/failing/staged-deletes.ts';
import { operationDocument } from '../../documents/operation-document.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import type { ProblemCode } from '../../problems/problems.ts';
import { count, emptyQuery, nameParameter } from '../../schemas/common.ts';
import { Operation } from '../../schemas/operation.ts';
import { defineOperation } from '../define-operation.ts';

interface DecisionFacts<Id extends string, Body extends z.ZodType> {
  id: Id;
  body: Body;
  decision: 'approved' | 'rejected';
  summary: string;
  description: string;
  problems?: readonly ProblemCode[];
}

type DecisionBody = { stagedDeletes?: number | null | undefined };

/** What a second administrator says to an operation that waits for one. */
function defineDecision<Id extends string, Body extends z.ZodType<DecisionBody>>(facts: DecisionFacts<Id, Body>) {
  const { id, decision, summary, description, body, problems = [] } = facts;
  return defineOperation({
    id,
    role: 'Admin',
    tag: 'Operations',
    summary,
    description,
    path: z.strictObject({ operationId: nameParameter }),
    query: emptyQuery,
    body: { schema: body, limitInBytes: 65_536 },
    answers: { 200: { description: 'The operation.', schema: Operation } },
    problems: [
      'NotFound',
      'CappedByGrant',
      'SecondAdminRequired',
      'ApprovalExpired',
      'AuthorizationRevoked',
      'NotAwaitingApproval',
      'Conflict',
      ...problems,
    ],
    async handle({ deps, caller, baseUrl, path, body: { stagedDeletes } }) {
      const answer = await decideOperation(deps, { ...path, decision, stagedDeletes, caller });
      if (answer.kind === 'unbound') throw unbound(answer.difference, stagedDeletes);
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

function unbound(difference: FigureDifference, approved: DecisionBody['stagedDeletes']): HttpProblemError {
  const { requested, stagedDeletes, atLeast } = difference;
  const asked = requested === undefined ? 'without a figure' : `as ${countedObjects(requested)}`;
  const waiting =
    stagedDeletes === undefined
      ? 'What waits now cannot be read at the moment'
      : `${stagedDeletes === requested ? 'So it still is' : 'Now it would be'}: ${countedObjects(stagedDeletes, atLeast)}`;
  const isMissing = approved === undefined;
  const approval = isMissing ? 'The approval has no `stagedDeletes`' : `You approve ${countedObjects(approved)}`;
  const detail = `${approval}; the deletions were asked for ${asked}. ${waiting}.`;
  return new HttpProblemError(isMissing ? 'StagedDeletesMissing' : 'StagedDeletesChanged', detail, { extension: { ...difference } });
}

/** Approves an operation that waits for a second administrator. */
export const approveOperationOperation = defineDecision({
  id: 'approve-operation',
  body: z.strictObject({
    stagedDeletes: count.nullable().optional().meta({
      description: 'Needed for `ForceDeletes`: the figure of `…/stagedDeletes` that was seen. It has to be that of the operation.',
    }),
  }),
  problems: ['StagedDeletesMissing', 'StagedDeletesChanged'],
  decision: 'approved',
  summary: 'Approve an operation',
  description:
    'Saying it again changes nothing. A person approves, another one than who asked, and not by the application that asked. For `ForceDeletes` with the same `stagedDeletes` as the request: another, or none, is 409 with the figure of now, also when it is approved already.',
});

/** Rejects it. */
export const rejectOperationOperation = defineDecision({
  id: 'reject-operation',
  body: z.strictObject({}),
  decision: 'rejected',
  summary: 'Reject an operation',
  description: 'Saying it again changes nothing.',
});
