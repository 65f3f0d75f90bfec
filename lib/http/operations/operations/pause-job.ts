import * as z from 'zod';
import { actionFields, defineJobAction } from './define-job-action.ts';

/** Stops a job after the cycle under way. */
export const pauseJobOperation = defineJobAction({
  id: 'pause-job',
  action: 'pause',
  summary: 'Pause a job',
  description: 'The cycle under way is finished; the place in the data is kept.',
  body: z.strictObject(actionFields),
});
