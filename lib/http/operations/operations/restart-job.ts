import * as z from 'zod';
import { resetScopes } from '../../../domain/operation/operation.ts';
import { count } from '../../schemas/common.ts';
import { acknowledge, actionFields, defineJobAction } from './define-job-action.ts';

const resetScope = z
  .array(z.enum(resetScopes))
  .max(resetScopes.length)
  .optional()
  .meta({ description: 'Absent or empty: what the service itself resets (QuarantineState, Watermark, Escrows).' });
const confirm = z.string().max(200).optional().meta({ description: 'The id of the job; needed for `Full` and `ForceDeletes`.' });
const stagedDeletes = count.nullable().optional().meta({
  description:
    'Needed for `ForceDeletes`: the figure of `…/stagedDeletes` that was seen; `null` where that is `null`. Nothing is deleted where it has changed.',
});

/** Starts a job over, with what is to be reset. */
export const restartJobOperation = defineJobAction({
  id: 'restart-job',
  action: 'restart',
  summary: 'Restart a job',
  description:
    '`Watermark` reads every object again, `Escrows` forgets the failures, which are then not retried, `QuarantineState` lifts the quarantine, with `acknowledge` where clearing needs it. `Full` and `ForceDeletes` need the role Admin and `confirm`; `ForceDeletes` also `stagedDeletes` and a second administrator within 30 minutes. `None` and `ConnectorDataStore` are refused.',
  body: z.strictObject({ ...actionFields, resetScope, confirm, stagedDeletes, acknowledge }),
  alsoKept: ({ resetScope: scopes, stagedDeletes: figure, acknowledge: acknowledged }) => ({
    ...(acknowledged && { acknowledge: acknowledged }),
    ...(scopes?.length && { resetScope: resetScopes.filter((scope) => scopes.includes(scope)) }),
    ...(scopes?.includes('ForceDeletes') && figure !== undefined && { stagedDeletes: figure }),
  }),
});
