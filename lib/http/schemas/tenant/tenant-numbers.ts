import * as z from 'zod';
import { statusCodes } from '../../../domain/job/synchronization-job.ts';
import { count, time } from '../common.ts';

export const unreadable = z.object({
  reason: z.string(),
  code: z.string().optional().meta({ description: 'As Graph or the token authority named it.' }),
  since: time.optional(),
  detail: z.string().optional().meta({ description: 'In the words of Graph or the token authority.' }),
});
export const jobsByState = z.partialRecord(z.enum([...statusCodes, 'Unknown']), count);
export const jobsByHealth = z.partialRecord(z.enum(['critical', 'unknown', 'warning', 'healthy']), count);
export const incidentsBySeverity = z.partialRecord(z.enum(['critical', 'warning']), count);
