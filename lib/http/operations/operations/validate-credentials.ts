import * as z from 'zod';
import { actionFields, defineJobAction } from './define-job-action.ts';

/** Tries the saved credentials; none are sent. */
export const validateCredentialsOperation = defineJobAction({
  id: 'validate-credentials',
  action: 'validateCredentials',
  summary: 'Try the saved credentials of a job',
  description: 'Graph tries the credentials that are saved. The operation fails with `CredentialsRejected` when they do not work.',
  body: z.strictObject(actionFields),
});
