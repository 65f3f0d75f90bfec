import * as z from 'zod';
import { getOperation } from '../../../application/show/get-operation.ts';
import { jobNamesIn } from '../../../application/show/jobs/job-names.ts';
import { isFinished } from '../../../domain/operation/operation.ts';
import { defined } from '../../../domain/optional.ts';
import { operationDocument } from '../../documents/operation-document.ts';
import { emptyQuery, nameParameter } from '../../schemas/common.ts';
import { Operation } from '../../schemas/operation.ts';
import { defineOperation } from '../define-operation.ts';
import { retryAfterInSeconds } from './define-job-action.ts';

/** How far one operation has come. */
export const getOperationOperation = defineOperation({
  id: 'get-operation',
  role: 'Reader',
  tag: 'Operations',
  summary: 'Get one operation',
  description:
    'Where the operation stands, what Graph answered, and what later readings showed of it (`verification`). Look again after the seconds in `Retry-After` while it is not finished.',
  path: z.strictObject({ operationId: nameParameter }),
  query: emptyQuery,
  answers: { 200: { description: 'The operation.', schema: Operation } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const operation = await getOperation(deps, path.operationId, caller.visible);
    const waits = isFinished(operation) ? {} : { headers: { 'retry-after': String(retryAfterInSeconds) } };
    const isTold = operation.result?.errorCode !== undefined || operation.result?.steps.some(({ code }) => code !== undefined);
    const catalogue = isTold ? await deps.catalogue.loadCatalogue() : undefined;
    const named = defined({ displayName: jobNamesIn(await deps.fleetView.read())(operation) });
    return { ...waits, body: () => ({ ...operationDocument(operation, baseUrl, catalogue), ...named }) };
  },
});
