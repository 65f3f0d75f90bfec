import * as z from 'zod';
import { cardKinds, resolutions } from '../../../domain/incident/incident.ts';
import { operationActions, operationStatuses } from '../../../domain/operation/operation.ts';
import { ActionRight } from '../action-right.ts';
import { count, time } from '../common.ts';
import { condition } from '../condition.ts';
import { Explanation, whoMustAct } from '../explanation.ts';
import { Advice } from '../job/advice.ts';
import { Job } from '../job/job.ts';
import { jobKind } from '../job/job-kind.ts';
import { verification } from '../operation.ts';

const common = {
  incidentId: z.string(),
  tenantId: z.string(),
  state: z.enum(['open', 'closed']),
  condition,
  causeCode: z.string(),
  severity: z.enum(['critical', 'warning']),
  displayName: z.string(),
  scope: z.object({
    kind: z.enum(['job', 'servicePrincipal', 'domain', 'tenant', 'service']),
    servicePrincipalId: z.string().optional(),
    jobId: z.string().optional(),
    domain: z.string().optional().meta({ description: 'The on-premises domain.' }),
    name: z.string().optional(),
  }),
  kind: jobKind.optional().meta({ description: 'What its job is for, by the beginning of its id.' }),
  kindName: z.string().optional().meta({ description: 'The kind in words.' }),
  parentId: z.string().optional().meta({ description: 'The incident that explains this one.' }),
  whoMustAct: whoMustAct.optional().meta({ description: 'While it is open; not in changes.' }),
  disableAt: time.optional().meta({ description: 'When Microsoft disables its job.' }),
  openedAt: time,
  updatedAt: time,
  resolvedAt: time.optional(),
  resolution: z.enum(resolutions).optional(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: z.string().optional().meta({ description: 'Who is on it; absent while nobody is.' }),
  acknowledgedByName: z.string().optional().meta({ description: 'As they were called when they signed in.' }),
  snoozedUntil: time.optional(),
  snoozedBy: z.string().optional(),
  snoozeReason: z.string().optional(),
  operation: z
    .object({
      operationId: z.string(),
      action: z.enum(operationActions),
      actor: z.string(),
      at: time,
      status: z.enum(operationStatuses),
      verification: verification.optional(),
    })
    .optional()
    .meta({
      description: 'What was done about it last; `relapsed` when it is back after that. In lists, of closed incidents: as it stood then.',
    }),
  links: z.object({
    self: z.url(),
    tenant: z.url().optional(),
    job: z.url().optional(),
    adminCentre: z.url().optional(),
    portal: z.url().optional(),
  }),
};

export const IncidentListItem = z.object(common).meta({ id: 'IncidentListItem' });

const notification = z
  .object({
    kind: z.enum(cardKinds),
    channel: z.enum(['primary', 'secondary']).optional().meta({ description: 'Absent while it waits, and of cards of older releases.' }),
    at: time.meta({ description: 'When the channel accepted it, or since when it waits.' }),
    accepted: z.boolean(),
  })
  .meta({ id: 'IncidentNotification', description: 'A card about the incident.' });

export const IncidentDetail = z
  .object({
    ...common,
    tenantName: z.string().optional(),
    lastWellAt: time.optional().meta({ description: 'Where the condition is an age: when objects or password hashes came last.' }),
    explanation: Explanation.meta({ description: 'What it is about; of a closed one, what it was.' }),
    advice: Advice.optional().meta({ description: 'Absent once it is over.' }),
    notifications: z.array(notification).meta({ description: 'The oldest first.' }),
    relapseOf: z.string().optional().meta({
      description: 'The one before of the same problem, which had recovered at most seven days before.',
    }),
    relapsedAs: z.string().optional().meta({ description: 'The incident that shows that this one had not held.' }),
    children: z
      .object({ count, value: z.array(IncidentListItem) })
      .optional()
      .meta({ description: 'The open incidents that this one explains: how many, and the first 100, worst first.' }),
    othersOfSameCause: z
      .object({ count, link: z.url() })
      .meta({ description: 'Other open incidents of the same condition and cause, and where all are listed.' }),
    actions: z.array(ActionRight),
    timeline: z.array(z.object({ at: time, what: z.string(), detail: z.string().optional() })),
    job: Job.optional().meta({ description: 'Its job as it is now; absent where it is of no job, or the job is gone.' }),
  })
  .meta({ id: 'Incident' });
