import * as z from 'zod';
import { statusCodes } from '../../domain/job/synchronization-job.ts';
import { count, freshness, time } from './common.ts';
import { Explanation } from './error.ts';

export const unreadable = z.object({
  reason: z.string(),
  code: z.string().optional().meta({ description: 'As Graph or the token authority named it.' }),
  since: time.optional(),
  detail: z.string().optional().meta({ description: 'In the words of Graph or the token authority.' }),
});
export const jobsByState = z.partialRecord(z.enum([...statusCodes, 'Unknown']), count);
export const jobsByHealth = z.partialRecord(z.enum(['critical', 'unknown', 'warning', 'healthy']), count);
export const incidentsBySeverity = z.partialRecord(z.enum(['critical', 'warning']), count);

export const Tenant = z
  .object({
    tenantId: z.string(),
    displayName: z.string().optional(),
    source: z.enum(['settings', 'api']),
    addedAt: time,
    credential: z.string().meta({ description: 'How the tenant is signed in to.' }),
    consent: z.object({
      state: z.enum(['granted', 'missing', 'unknown']),
      missing: z.array(z.string()).meta({ description: 'Permissions of which at least one is not granted.' }),
    }),
    observedAt: time.optional().meta({ description: 'Start of the last pass that covered every job.' }),
    freshness,
    unreadable: unreadable.extend({ explanation: Explanation.optional() }).optional(),
    poll: z.object({
      lastTick: time.optional(),
      lastAttemptAt: time.optional(),
      lastCompletedAt: time.optional(),
      notBefore: time.optional().meta({ description: 'Graph asked to be left alone until then.' }),
      failedPasses: count,
      clockSkewSeconds: z.number().optional(),
    }),
    jobs: z.object({ total: count, byState: jobsByState, byHealth: jobsByHealth }),
    incidents: incidentsBySeverity,
    partial: z
      .literal(true)
      .optional()
      .meta({ description: 'Only a part of the tenant is visible to the caller; jobs and incidents are those of that part.' }),
    links: z.object({ self: z.url(), jobs: z.url(), incidents: z.url() }),
  })
  .meta({ id: 'Tenant' });
