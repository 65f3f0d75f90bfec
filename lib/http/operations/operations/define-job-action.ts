import * as z from 'zod';
import { type OperationOrder, type OperationRefusal, requestOperation } from '../../../application/operate/request/request-operation.ts';
import type { OperationAction } from '../../../domain/operation/operation.ts';
import { operationUrl } from '../../documents/links.ts';
import { operationDocument } from '../../documents/operation-document.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import type { OperationAnswer } from '../../response/answer.ts';
import { emptyQuery, jobPath, keptText } from '../../schemas/common.ts';
import { Operation } from '../../schemas/operation.ts';
import { defineOperation } from '../define-operation.ts';

/** When a caller may look again, in seconds. */
export const retryAfterInSeconds = 5;

/** Fields that every action takes. */
export const actionFields = {
  reason: keptText(500).optional().meta({ description: 'Why; kept with the operation and in the audit log.' }),
  overrideCoolDown: z.boolean().optional().meta({ description: 'Acts although the cool-down is not over. Needs the role Admin.' }),
};

/** Field of the actions that lift a quarantine. */
export const acknowledge = z
  .boolean()
  .optional()
  .meta({ description: 'Needed where the quarantine protects data: held-back deletions, too many failing objects.' });

const actionProblems = [
  'IdempotencyKeyMissing',
  'ScopeNotAllowed',
  'ConfirmationRequired',
  'StagedDeletesRequired',
  'AdminRequired',
  'CappedByGrant',
  'NotFound',
  'IdempotencyKeyReused',
  'OperationActive',
  'CoolDown',
  'StartNotAllowed',
  'NothingToDo',
  'AcknowledgementRequired',
  'Conflict',
  'TooManyRequests',
] as const;

interface ActionFacts<Id extends string, Body extends z.ZodType> {
  id: Id;
  action: OperationAction;
  summary: string;
  description: string;
  body: Body;
  /** What the operation keeps of the body beside the fields that every action takes. */
  alsoKept?(body: z.output<Body>): OperationOrder['request'];
  /** Whom it is about. */
  provision?(body: z.output<Body>): OperationOrder['provision'];
}

type ActionBody = { reason?: string | undefined; overrideCoolDown?: boolean | undefined; confirm?: string | undefined };

/** One of the six actions on a job: checked, written down, and answered before Graph is asked. */
export function defineJobAction<Id extends string, Body extends z.ZodType<ActionBody>>(facts: ActionFacts<Id, Body>) {
  const { id, action, summary, description, body, alsoKept, provision } = facts;
  return defineOperation({
    id,
    role: 'Operator',
    tag: 'Operations',
    summary,
    description,
    idempotent: true,
    path: jobPath,
    query: emptyQuery,
    body: { schema: body, limitInBytes: 65_536 },
    answers: { 202: { description: 'Accepted; `Operation-Location` is where to look.', schema: Operation } },
    problems: provision === undefined ? actionProblems : [...actionProblems, 'SubjectNotResolved', 'UpstreamFailed'],
    async handle({ deps, caller, baseUrl, path, body: given, idempotencyKey }) {
      const order: OperationOrder = {
        key: path,
        action,
        request: { ...commonRequest(given), ...alsoKept?.(given) },
        provision: provision?.(given),
        body: given,
        confirm: given.confirm,
        caller,
        idempotencyKey,
      };
      const answer = await requestOperation(deps, order, deps.settings);
      if (answer.kind === 'refused') throw problemOfRefusal(answer.refusal, baseUrl);
      const { operation, messages } = answer;
      return {
        ...acceptedAnswer(operationUrl(baseUrl, operation.operationId)),
        messages,
        body: () => operationDocument(operation, baseUrl),
      };
    },
  });
}

function commonRequest({ reason, overrideCoolDown }: ActionBody): OperationOrder['request'] {
  return { ...(reason && { reason }), ...(overrideCoolDown && { overrideCoolDown }) };
}

function acceptedAnswer(location: string): Pick<OperationAnswer, 'status' | 'headers'> {
  return { status: 202, headers: { 'operation-location': location, 'retry-after': String(retryAfterInSeconds) } };
}

function problemOfRefusal(refusal: OperationRefusal, baseUrl: string): HttpProblemError {
  const { reason, detail } = refusal;
  switch (reason) {
    case 'OperationActive': {
      const { operationId } = refusal;
      const headers = { 'operation-location': operationUrl(baseUrl, operationId), 'retry-after': String(retryAfterInSeconds) };
      return new HttpProblemError(reason, detail, { headers, extension: { operationId } });
    }
    case 'SubjectNotResolved': {
      const { issues, unavailable } = refusal;
      return new HttpProblemError(reason, detail, { errors: issues, ...(unavailable && { extension: { unavailable } }) });
    }
    case 'CoolDown':
    case 'TooManyRequests': {
      const headers = { 'retry-after': String(Math.max(1, Math.ceil(refusal.retryAfterInMs / 1000))) };
      return new HttpProblemError(reason, detail, { headers });
    }
    default:
      return new HttpProblemError(reason, detail);
  }
}
