import * as z from 'zod';
import { actionFields, defineJobAction } from './define-job-action.ts';

/** Lets a job go on where it stopped. */
export const startJobOperation = defineJobAction({
  id: 'start-job',
  action: 'start',
  summary: 'Start a paused or quarantined job',
  description: 'Only from Paused or Quarantine: starting a running job again and again can stop it.',
  body: z.strictObject(actionFields),
});
