import * as z from 'zod';
import { adviceActions } from '../../domain/job/advice/advice.ts';
import { healthReasons, healthStates } from '../../domain/job/health/health.ts';
import { executionStates, scheduleStates, statusCodes } from '../../domain/job/synchronization-job.ts';
import { operationActions, operationStatuses, outcomeCodes } from '../../domain/operation/operation.ts';
import { count, freshness, time } from './common.ts';
import { Explanation, whoMustAct } from './error.ts';
import { verification } from './operation.ts';

const jobState = z
  .enum([...statusCodes, 'Unknown'])
  .meta({ id: 'JobState', description: "Graph's `status.code`; `Unknown` when Graph sent another one, kept in `rawCode`." });
export const health = z.enum(healthStates).meta({ id: 'Health', description: 'Worst first: critical, unknown, warning, healthy.' });
export const healthReason = z.enum(healthReasons).meta({ id: 'HealthReason' });

const error = z
  .object({ code: z.string(), message: z.string().optional(), tenantActionable: z.boolean().optional() })
  .meta({ id: 'SynchronizationError' });

const quarantine = z.object({
  reason: z.string(),
  seriesBegan: time.optional(),
  currentBegan: time.optional(),
  seriesCount: count,
  nextAttempt: time.optional(),
  disableAt: time.optional().meta({ description: '28 days after the series began: then the service disables the job.' }),
  daysLeft: count.optional().meta({ description: 'Whole days until `disableAt`.' }),
});

const links = z.object({ self: z.url(), history: z.url(), tenant: z.url(), incident: z.url().optional(), adminCentre: z.url() });

const common = {
  id: z.string().meta({ description: '`{tenantId}/{servicePrincipalId}/{jobId}`' }),
  tenantId: z.string(),
  tenantName: z.string(),
  servicePrincipalId: z.string(),
  displayName: z.string(),
  jobId: z.string().meta({ description: 'Unique only within its service principal.' }),
  templateId: z.string().optional(),
  state: jobState,
  rawCode: z.string().optional(),
  health,
  reasons: z.array(healthReason),
  severity: z.int().min(0).max(3),
  since: time,
  observedAt: time,
  freshness,
  escrows: count.optional(),
  errorCode: z.string().optional(),
  incidentId: z.string().optional(),
  activeOperationId: z.string().optional(),
  links,
};

export const JobListItem = z
  .object({ ...common, quarantine: quarantine.optional(), explanation: Explanation.pick({ code: true, title: true }).optional() })
  .meta({ id: 'JobListItem' });

const execution = z
  .object({
    activityIdentifier: z.string().optional(),
    state: z.enum([...executionStates, 'Unknown']),
    rawState: z.string().optional(),
    timeBegan: time.optional(),
    timeEnded: time.optional(),
    countEntitled: z.number(),
    countEntitledForProvisioning: z.number(),
    countEscrowed: z.number(),
    countEscrowedRaw: z.number(),
    countExported: z.number(),
    countExports: z.number(),
    countImported: z.number(),
    countImportedDeltas: z.number(),
    countImportedReferenceDeltas: z.number(),
    error: error.optional(),
  })
  .meta({ id: 'TaskExecution' });

const lastOperation = z.object({
  operationId: z.string(),
  action: z.enum(operationActions),
  status: z.enum(operationStatuses),
  requestedBy: z.string(),
  sentAt: time.optional(),
  finishedAt: time.optional(),
  errorCode: z.enum(outcomeCodes).optional(),
  verification: verification.optional(),
  link: z.url(),
});

export const Job = z
  .object({
    ...common,
    quarantine: quarantine.extend({ error: error.optional() }).optional(),
    explanation: Explanation.optional(),
    advice: z.object({
      action: z.enum(adviceActions),
      why: z.string(),
      safety: z.enum(['safe', 'needsAcknowledge', 'destructive', 'noAction']),
      link: z.url().optional().meta({ description: 'Where to do it, when no operation of this service does.' }),
      escalatedFrom: z.enum(adviceActions).optional().meta({ description: 'The milder step that has been tried in vain.' }),
      whoMustAct: whoMustAct.optional(),
      request: z
        .object({
          method: z.literal('POST'),
          url: z.url(),
          headers: z.record(z.string(), z.string()),
          body: z.record(z.string(), z.unknown()),
        })
        .optional()
        .meta({ description: 'The request that carries it out.' }),
    }),
    lastOperation: lastOperation.optional(),
    schedule: z.object({
      state: z.enum([...scheduleStates, 'Unknown']),
      rawState: z.string().optional(),
      intervalInSeconds: z.number().optional(),
      expiration: time.optional(),
    }),
    lastExecution: execution.optional(),
    lastSuccessfulExecution: execution.optional(),
    steadyStateLastAchievedTime: time.optional(),
    lastRead: z.object({
      lastAttemptAt: time.optional(),
      failingSince: time.optional(),
      failure: z.object({ reason: z.string(), status: z.int().optional(), code: z.string().optional(), detail: z.string() }).optional(),
    }),
  })
  .meta({ id: 'Job' });
