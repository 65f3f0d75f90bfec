import * as z from 'zod';
import { operationActions, resetScopes } from '../../../domain/operation/operation.ts';
import { time } from '../common.ts';

export const actionRequest = z.object({
  method: z.literal('POST'),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  body: z.record(z.string(), z.unknown()),
});

export const JobAction = z
  .object({
    action: z.enum(operationActions),
    resetScope: z
      .array(z.enum(resetScopes))
      .optional()
      .meta({ description: 'Of a restart; absent is what Microsoft Graph resets itself.' }),
    allowed: z.boolean().meta({ description: 'Whether `request` would be accepted now, from this caller.' }),
    code: z.string().optional().meta({ description: 'The code of the problem it would be answered with.' }),
    detail: z.string().optional().meta({ description: 'The same in words.' }),
    role: z.enum(['Operator', 'Admin']).meta({ description: 'The least role.' }),
    needsConfirm: z.boolean().meta({ description: 'Let the person type the id of the job; `request` holds it as `confirm`.' }),
    needsStagedDeletes: z.boolean().meta({
      description:
        'Show the person the figure of `…/stagedDeletes` and send it as `stagedDeletes`; the `null` in `request` is for a log that says none.',
    }),
    needsSubjects: z.boolean().meta({
      description: 'Let the person choose one of the `rules` and name objects for it; `request` holds placeholders for both.',
    }),
    rules: z
      .url()
      .optional()
      .meta({ description: 'The rules of the job, with how its objects can be named; present with `needsSubjects`.' }),
    needsAcknowledge: z.boolean().meta({
      description: 'The quarantine protects data: let the person say that they know its cause; `request` holds that as `acknowledge`.',
    }),
    needsApproval: z.boolean().meta({ description: 'It waits until a second administrator approves, for 30 minutes.' }),
    coolDownUntil: time.optional().meta({
      description: 'The same action was sent a short while ago; an administrator may send `overrideCoolDown` before that time.',
    }),
    cost: z.string().meta({ description: 'What it keeps and what it takes, in plain words.' }),
    request: actionRequest.meta({ description: 'The exact request; a new `Idempotency-Key` for each wish.' }),
  })
  .meta({ id: 'JobAction' });
