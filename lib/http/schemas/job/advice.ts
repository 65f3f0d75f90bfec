import * as z from 'zod';
import { adviceActions } from '../../../domain/catalogue/entry-advice.ts';
import { operationActions, operationStatuses, outcomeCodes, resetScopes } from '../../../domain/operation/operation.ts';
import { time } from '../common.ts';
import { whoMustAct } from '../explanation.ts';
import { verification, verificationRuns } from '../operation.ts';
import { actionRequest } from './job-action.ts';

export const lastOperation = z.object({
  operationId: z.string(),
  action: z.enum(operationActions),
  status: z.enum(operationStatuses),
  requestedBy: z.string(),
  requestedByName: z.string().optional(),
  createdAt: time,
  resetScope: z.array(z.enum(resetScopes)).optional(),
  reason: z.string().optional(),
  approvalUntil: time.optional(),
  sentAt: time.optional(),
  finishedAt: time.optional(),
  graphRequestId: z.string().optional(),
  errorCode: z.enum(outcomeCodes).optional(),
  verification: verification.optional(),
  verificationRuns: verificationRuns.optional(),
  leftQuarantineAt: time.optional(),
  verifiedAt: time.optional(),
  link: z.url(),
});

export const Advice = z
  .object({
    action: z.enum(adviceActions),
    why: z.string(),
    safety: z.enum(['safe', 'needsAcknowledge', 'destructive', 'noAction']),
    link: z.url().optional().meta({ description: 'Where to do it, when no operation of this service does.' }),
    escalatedFrom: z.enum(adviceActions).optional().meta({ description: 'The milder step that has been tried in vain.' }),
    whoMustAct,
    request: actionRequest.optional().meta({ description: 'The request that carries it out.' }),
  })
  .meta({ id: 'Advice' });
