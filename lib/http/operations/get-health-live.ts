import * as z from 'zod';
import { emptyPath, emptyQuery } from '../schemas/common.ts';
import { defineOperation } from './define-operation.ts';

/** Answers as long as the process does; it asks nobody. */
export const getHealthLiveOperation = defineOperation({
  id: 'get-health-live',
  role: 'open',
  tag: 'Service',
  summary: 'Probe whether the process answers',
  description:
    'Says that the process answers, and asks neither the storage nor Microsoft Graph: a failure means that it is to be started again.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'It answers.', schema: z.object({ status: z.literal('ok') }).meta({ id: 'Live' }) } },
  problems: [],
  handle: async () => ({ body: () => ({ status: 'ok' }) }),
});
