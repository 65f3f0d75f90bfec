import * as z from 'zod';
import { operationActions, operationStatuses, outcomeCodes, resetScopes, verificationStates } from '../../domain/operation/operation.ts';
import { count, time } from './common.ts';
import { Explanation } from './explanation.ts';

export const verification = z.enum(verificationStates).meta({
  id: 'Verification',
  description:
    '`held` after three executions without quarantine, `relapsed` when quarantined again, `unknown` when a day brought no proof; absent where no later cycle could show anything.',
});

export const verificationRuns = z
  .object({ seen: count, needed: count })
  .meta({ id: 'VerificationRuns', description: 'Good executions after the action, and how many of them show that it held.' });

const parameters = z.object({
  resetScope: z.array(z.enum(resetScopes)).optional(),
  reason: z.string().optional(),
  acknowledge: z.boolean().optional(),
  overrideCoolDown: z.boolean().optional(),
  stagedDeletes: count.nullable().optional().meta({
    description: 'Of `ForceDeletes`: how many objects wait to be deleted, as whoever asked saw it; an approval carries the same.',
  }),
  provision: z
    .object({ ruleId: z.string(), subjectHashes: z.array(z.string()) })
    .optional()
    .meta({
      description:
        'The ids of the subjects are kept as hashes only, in the order in which they were given; equal ones are one object, which is sent once.',
    }),
});

const result = z.object({
  result: z
    .string()
    .meta({ description: '`Success`, `Skipped`, `Failure`, or another word of Graph; `Unknown` when its answer cannot be understood.' }),
  errorCode: z.string().optional(),
  explanation: Explanation.optional().meta({ description: 'What the error code means; only where one operation is asked for.' }),
  steps: z
    .array(
      z.object({
        name: z.string(),
        type: z.string().optional().meta({ description: 'import, matching, scoping or export' }),
        status: z.string(),
        code: z.string().optional().meta({ description: 'Why it failed or was skipped, in the word of Graph.' }),
        explanation: Explanation.optional().meta({ description: 'What the code means; only where one operation is asked for.' }),
        subject: count.optional().meta({
          description:
            'Whose step it is: a place in `parameters.provision.subjectHashes`, from 0, the first of equal ones. Absent where Graph does not say it.',
        }),
      }),
    )
    .meta({ description: 'As Graph prints them.' }),
  truncated: z.boolean().optional().meta({ description: 'Whether Graph printed more steps than these.' }),
  subjects: z
    .array(z.object({ result: z.string(), errorCode: z.string().optional() }))
    .optional()
    .meta({
      description:
        'Where several were asked for: what came of each, in the order of `subjectHashes`. `Unknown` where Graph does not say whose steps failed or were skipped.',
    }),
  seen: z.string().optional().meta({ description: 'Of an answer that cannot be understood: of what kinds of values it was made.' }),
});

/** One asked-for action on one job. */
export const Operation = z
  .object({
    id: z.string(),
    operationId: z.string(),
    tenantId: z.string(),
    servicePrincipalId: z.string(),
    jobId: z.string(),
    displayName: z.string().optional(),
    action: z.enum(operationActions),
    parameters,
    status: z.enum(operationStatuses),
    requestedBy: z.string().meta({ description: '`{tenant id}/{object id}`' }),
    requestedByName: z.string().optional(),
    createdAt: time,
    updatedAt: time,
    approvalUntil: time.optional().meta({ description: 'A second administrator has to approve before this time.' }),
    decidedBy: z.string().optional(),
    decidedByName: z.string().optional(),
    decidedAt: time.optional(),
    notBefore: time.optional(),
    sentAt: time.optional().meta({ description: 'When the one request to Graph left; absent while nothing was sent.' }),
    finishedAt: time.optional(),
    error: z
      .object({
        code: z.enum(outcomeCodes),
        detail: z.string(),
        advice: z.string().meta({ description: 'For a person. To ask anew is another request with its own `Idempotency-Key`.' }),
        graphCode: z.string().optional(),
      })
      .optional(),
    result: result.optional().meta({ description: 'What provisioning on demand came to; `status` says that Graph accepted it.' }),
    effectSeen: z.string().optional().meta({
      description:
        'What a later reading showed, where the answer to the request was lost: it succeeded because of that; something else may have done it.',
    }),
    graphRequestId: z.string().optional(),
    expectedNextCycle: z.object({ value: z.enum(['delta', 'initial']), confidence: z.literal('derived') }).optional(),
    verification: verification.optional(),
    verificationRuns: verificationRuns.optional(),
    leftQuarantineAt: time.optional().meta({ description: 'When the job was first read without quarantine after the action.' }),
    verifiedAt: time.optional(),
    links: z.object({ self: z.url(), job: z.url() }),
  })
  .meta({ id: 'Operation' });

/** An audit record. */
export const AuditEntry = z
  .object({
    at: time,
    phase: z.enum(['intent', 'approved', 'rejected', 'outcome', 'refused', 'done']),
    tenantId: z.string(),
    actor: z.string(),
    actorName: z.string().optional().meta({ description: 'What the token called them.' }),
    actorKind: z.enum(['user', 'app']).optional().meta({ description: 'A person, or an application by itself.' }),
    clientId: z.string().optional().meta({ description: 'The application that asked for the token.' }),
    tokenId: z.string().optional().meta({ description: 'Names the token in the sign-in log of Entra.' }),
    action: z.string(),
    operationId: z.string().optional(),
    servicePrincipalId: z.string().optional(),
    jobId: z.string().optional(),
    displayName: z.string().optional(),
    incidentId: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    idempotencyHash: z.string().optional(),
    outcome: z.string().optional(),
    code: z.string().optional(),
    httpStatus: z.int().optional(),
    detail: z.string().optional(),
    graphRequestId: z.string().optional(),
    requestId: z.string().optional(),
    before: z.record(z.string(), z.unknown()).optional(),
    after: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'AuditEntry' });
