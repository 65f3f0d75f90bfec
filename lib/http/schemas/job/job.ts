import * as z from 'zod';
import { adviceActions } from '../../../domain/catalogue/entry-advice.ts';
import { healthReasons, healthStates } from '../../../domain/job/health/health.ts';
import { escrowLimits } from '../../../domain/job/health/near-quarantine.ts';
import { scheduleStates, statusCodes } from '../../../domain/job/synchronization-job.ts';
import { count, freshness, guidParameter, nameParameter, searchParameter, time } from '../common.ts';
import { Explanation, whoMustAct } from '../explanation.ts';
import { Advice, lastOperation } from './advice.ts';
import { disabled, execution, progress, synchronizationError } from './execution.ts';
import { JobAction } from './job-action.ts';
import { jobKind } from './job-kind.ts';
import { Failing, trendFields } from './trend.ts';

const jobState = z
  .enum([...statusCodes, 'Unknown'])
  .meta({ id: 'JobState', description: "Graph's `status.code`; `Unknown` when Graph sent another one, kept in `rawCode`." });
const health = z.enum(healthStates).meta({ id: 'Health', description: 'Worst first: critical, unknown, warning, healthy.' });
const healthReason = z.enum(healthReasons).meta({ id: 'HealthReason' });

const quarantine = z.object({
  reason: z.string(),
  seriesBegan: time.optional(),
  currentBegan: time.optional(),
  seriesCount: count,
  nextAttempt: time.optional(),
  disableAt: time.optional().meta({ description: '28 days after the series began: then the service disables the job.' }),
  daysLeft: count.optional().meta({ description: 'Whole days until `disableAt`.' }),
});

const quarantineTry = z
  .object({
    at: time,
    source: z.enum(['graph', 'derived']).meta({ description: '`derived` from the documented ladder: 6, 12 and 24 hours, then daily.' }),
    outcome: z.enum(['failed', 'expected']),
  })
  .meta({ id: 'QuarantineTry' });

const nearQuarantine = z
  .object({
    limit: z.enum(escrowLimits).meta({ description: "The quarantine reason that stands for the limit, in Graph's words." }),
    share: z.number().min(0).meta({ description: 'How much of the limit is reached: 1 is all.' }),
    count: count.meta({ description: 'Failing objects that count towards it.' }),
    allowed: z.number().meta({ description: 'At so many Microsoft puts the job in quarantine.' }),
    reachedAt: time.optional().meta({ description: 'When it is reached at the present rate.' }),
  })
  .meta({ id: 'NearQuarantine' });

const links = z.object({
  self: z.url(),
  history: z.url(),
  tenant: z.url(),
  incident: z.url().optional(),
  adminCentre: z.url(),
  configuration: z.url().meta({ description: 'Where the job is configured in the admin centre.' }),
  provisioningLogs: z.url(),
  agents: z.url().optional().meta({ description: 'Where its agents are listed, for kinds that have some.' }),
});

const common = {
  id: z.string().meta({ description: '`{tenantId}/{servicePrincipalId}/{jobId}`' }),
  tenantId: z.string(),
  tenantName: z.string(),
  servicePrincipalId: z.string(),
  displayName: z.string(),
  jobId: z.string().meta({ description: 'Unique only within its service principal.' }),
  templateId: z.string().optional(),
  kind: jobKind,
  kindName: z.string().meta({ description: 'The kind in words.' }),
  state: jobState,
  rawCode: z.string().optional(),
  health,
  reasons: z.array(healthReason),
  severity: z.int().min(0).max(3),
  since: time,
  sinceSource: z.enum(['graph', 'firstSeen']).meta({
    description: '`graph`: Microsoft Graph says when it began. `firstSeen`: first seen then; it lasts at least so long.',
  }),
  observedAt: time,
  freshness,
  escrows: count.optional(),
  errorCode: z.string().optional(),
  nearQuarantine: nearQuarantine.optional().meta({ description: 'Present while a limit of failing objects is near.' }),
  incidentId: z.string().optional(),
  incident: z
    .object({
      id: z.string(),
      acknowledgedBy: z.string().optional().meta({ description: 'Who is on it; absent while nobody is.' }),
      acknowledgedByName: z.string().optional().meta({ description: 'As they were called when they signed in.' }),
      snoozedUntil: time.optional().meta({ description: 'Only while it lasts.' }),
    })
    .optional()
    .meta({ description: 'The gravest open incident of the job, and who is on it.' }),
  activeOperationId: z.string().optional(),
  links,
};

export const JobListItem = z
  .object({
    ...common,
    quarantine: quarantine.optional(),
    explanation: Explanation.pick({ code: true, title: true, whoMustAct: true }).optional(),
    advice: z.object({ action: z.enum(adviceActions) }),
  })
  .meta({ id: 'JobListItem' });

/** What a list of jobs is narrowed by. */
export const jobFilters = {
  q: searchParameter.optional().meta({
    description:
      'Each word has to stand somewhere in the name of the job or of its tenant, in a code or in an id; a part of a word is enough, case and accents do not count.',
  }),
  tenantId: guidParameter.optional(),
  servicePrincipalId: guidParameter.optional(),
  state: z.enum([...statusCodes, 'Unknown']).optional(),
  health: health.optional(),
  reason: healthReason.optional(),
  templateId: nameParameter.optional(),
  kind: jobKind.optional(),
  errorCode: nameParameter.optional(),
  freshness: freshness.optional(),
  cause: z.string().max(200).optional().meta({
    description: '`explanation.code`; empty for jobs that are not well and have no explanation.',
  }),
  whoMustAct: whoMustAct.optional(),
  acknowledged: z.enum(['true', 'false']).optional().meta({
    description: 'Of jobs with an open incident: whether somebody is on it.',
  }),
};

export const JobGroup = z
  .object({
    key: z.string().optional().meta({ description: 'A code, a tenant, an actor or a kind; absent where nothing is explained.' }),
    title: z.string().meta({ description: 'The same in words.' }),
    whoMustAct: whoMustAct.optional().meta({ description: 'Of a cause. The same code may be for different people to mend: a group each.' }),
    count: count.meta({ description: 'Jobs.' }),
    tenants: count.meta({ description: 'Tenants that have any of them.' }),
    health: health.meta({ description: 'The worst.' }),
    byHealth: z
      .object({ critical: count, unknown: count, warning: count, healthy: count })
      .meta({ description: 'The jobs by their health.' }),
    disableAt: time.optional().meta({ description: 'When the service disables the first of its jobs.' }),
    daysLeft: count.optional().meta({ description: 'Whole days until then.' }),
    observedAt: time.optional().meta({ description: 'The oldest reading among its jobs.' }),
    links: z.object({ jobs: z.url().meta({ description: 'Exactly its jobs.' }) }),
  })
  .meta({ id: 'JobGroup' });

export const Job = z
  .object({
    ...common,
    links: links.extend({ trend: z.url() }),
    quarantine: quarantine
      .extend({
        error: synchronizationError.optional(),
        tries: z
          .array(quarantineTry)
          .meta({ description: 'What Microsoft tries to leave the quarantine: told by Graph, or derived from its rules.' }),
      })
      .optional(),
    disabled: disabled.optional().meta({ description: 'Present while the job is switched off after a quarantine.' }),
    initialCycle: z
      .object({
        since: time.optional(),
        completedUnits: count.optional(),
        totalUnits: count.optional(),
        units: z.string().optional(),
        observedAt: time.optional(),
      })
      .optional()
      .meta({ description: 'Present during the first cycle: how long it has run, and how far it is.' }),
    explanation: Explanation.optional(),
    advice: Advice,
    actions: z.array(JobAction).meta({
      description:
        'Every action, the mildest first, as a request of this caller would be judged now: what is refused is named with the reason.',
    }),
    lastOperation: lastOperation.optional(),
    watchedSince: time
      .optional()
      .meta({ description: 'When it was first seen; absent where that is longer ago than the history is kept.' }),
    failing: Failing.optional(),
    trend: z.object(trendFields).meta({ description: 'The failing and exported objects of the last 48 hours.' }),
    schedule: z.object({
      state: z.enum([...scheduleStates, 'Unknown']),
      rawState: z.string().optional(),
      intervalInSeconds: z.number().optional(),
      expiration: time.optional(),
    }),
    lastExecution: execution.optional(),
    lastSuccessfulExecution: execution.optional(),
    lastSuccessfulExecutionWithExports: execution.optional(),
    countSuccessiveCompleteFailures: count,
    escrowsPruned: z.boolean(),
    synchronizedEntryCountByType: z.array(z.object({ key: z.string(), value: count })),
    progress: z.array(progress),
    troubleshootingUrl: z.url().optional(),
    steadyStateFirstAchievedTime: time.optional(),
    steadyStateLastAchievedTime: time.optional(),
    lastRead: z.object({
      lastAttemptAt: time.optional(),
      failingSince: time.optional(),
      failure: z.object({ reason: z.string(), status: z.int().optional(), code: z.string().optional(), detail: z.string() }).optional(),
    }),
  })
  .meta({ id: 'Job' });
