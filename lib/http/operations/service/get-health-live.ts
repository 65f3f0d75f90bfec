import * as z from 'zod';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';
import { probeLive } from './probe-live.ts';

/** The probe of the process, as the document tells of it. */
export const getHealthLiveOperation = defineOperation({
  id: 'get-health-live',
  role: probeLive.role,
  tag: 'Service',
  summary: 'Probe whether the process answers',
  description:
    'Says that the process answers, and asks neither the storage nor Microsoft Graph: a failure means that it is to be started again.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'It answers.', schema: z.object({ status: z.literal('ok') }).meta({ id: 'Live' }) } },
  problems: [],
  handle: probeLive.handle,
});
