import * as z from 'zod';
import { statusCodes } from '../../../domain/job/synchronization-job.ts';
import { count, time } from '../common.ts';
import { condition } from '../condition.ts';
import { whoMustAct } from '../explanation.ts';

export const unreadable = z.object({
  reason: z.string(),
  code: z.string().optional().meta({ description: 'As Graph or the token authority named it.' }),
  since: time.optional(),
  detail: z.string().optional().meta({ description: 'In the words of Graph or the token authority.' }),
});
export const jobsByState = z.partialRecord(z.enum([...statusCodes, 'Unknown']), count);
export const jobsByHealth = z.partialRecord(z.enum(['critical', 'unknown', 'warning', 'healthy']), count);
export const incidentsBySeverity = z.partialRecord(z.enum(['critical', 'warning']), count);

/** Those of no single job. */
export const incidentsBeyondJobs = z
  .object({
    count,
    value: z.array(
      z.object({
        incidentId: z.string(),
        tenantId: z.string(),
        tenantName: z.string().optional(),
        condition,
        causeCode: z.string(),
        severity: z.enum(['critical', 'warning']),
        whoMustAct,
        scope: z.enum(['servicePrincipal', 'domain', 'tenant', 'service']),
        displayName: z.string().optional().meta({ description: 'Unless it is of the whole tenant.' }),
        openedAt: time,
        acknowledgedBy: z.string().optional(),
        acknowledgedByName: z.string().optional(),
        snoozedUntil: time.optional(),
      }),
    ),
  })
  .meta({ description: 'Open incidents of no single job, worst first.' });
