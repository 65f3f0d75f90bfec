import * as z from 'zod';
import { acknowledge, actionFields, defineJobAction } from './define-job-action.ts';

/** Lifts the quarantine and nothing else. */
export const clearQuarantineOperation = defineJobAction({
  id: 'clear-quarantine',
  action: 'clearQuarantine',
  summary: 'Clear the quarantine of a job',
  description:
    'Restarts the job with the scope `QuarantineState` only. It lifts the quarantine for the moment: if its cause remains, the job comes back, which `verification` reports.',
  body: z.strictObject({ ...actionFields, acknowledge }),
  alsoKept: ({ acknowledge: acknowledged }) => ({
    ...(acknowledged && { acknowledge: acknowledged }),
  }),
});
