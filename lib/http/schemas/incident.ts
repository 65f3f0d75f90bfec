import * as z from 'zod';
import { conditions } from '../../domain/condition.ts';
import { operationActions, operationStatuses } from '../../domain/operation/operation.ts';
import { time } from './common.ts';
import { verification } from './operation.ts';

export const condition = z.enum(conditions).meta({ id: 'Condition' });

const common = {
  incidentId: z.string(),
  tenantId: z.string(),
  state: z.enum(['open', 'closed']),
  condition,
  causeCode: z.string(),
  severity: z.enum(['critical', 'warning']),
  displayName: z.string(),
  scope: z.object({
    kind: z.enum(['job', 'servicePrincipal', 'tenant', 'service']),
    servicePrincipalId: z.string().optional(),
    jobId: z.string().optional(),
    name: z.string().optional(),
  }),
  openedAt: time,
  updatedAt: time,
  resolvedAt: time.optional(),
  resolution: z.enum(['recovered', 'jobRemoved', 'servicePrincipalRemoved', 'tenantRemoved']).optional(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: z.string().optional(),
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
    .meta({ description: 'What was done about it last; `relapsed` when it is back after that.' }),
  links: z.object({
    self: z.url(),
    tenant: z.url().optional(),
    job: z.url().optional(),
    adminCentre: z.url().optional(),
    portal: z.url().optional(),
  }),
};

export const IncidentListItem = z.object(common).meta({ id: 'IncidentListItem' });
export const IncidentDetail = z
  .object({ ...common, timeline: z.array(z.object({ at: time, what: z.string(), detail: z.string().optional() })) })
  .meta({ id: 'Incident' });
