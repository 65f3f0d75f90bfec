import * as z from 'zod';
import { resetScopes } from '../../domain/operation/operation.ts';
import { actionFields, defineJobAction } from './define-job-action.ts';

const resetScope = z
  .array(z.enum(resetScopes))
  .max(resetScopes.length)
  .optional()
  .meta({ description: 'Absent or empty: what the service itself resets (QuarantineState, Watermark, Escrows).' });
const confirm = z.string().max(200).optional().meta({ description: 'The id of the job; needed for `Full` and `ForceDeletes`.' });

/** Starts a job over, with what is to be reset. */
export const restartJobOperation = defineJobAction({
  id: 'restart-job',
  action: 'restart',
  summary: 'Restart a job',
  description:
    '`Watermark` reads every object again, `Escrows` forgets the failures, which are then not retried, `QuarantineState` lifts the quarantine. `Full` and `ForceDeletes` need the role Admin and `confirm`; `ForceDeletes` also a second administrator within 30 minutes. `None` and `ConnectorDataStore` are refused.',
  body: z.strictObject({ ...actionFields, resetScope, confirm }),
  alsoKept: ({ resetScope: scopes }) => ({
    ...(scopes?.length && { resetScope: resetScopes.filter((scope) => scopes.includes(scope)) }),
  }),
});
