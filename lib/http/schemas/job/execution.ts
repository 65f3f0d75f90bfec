import * as z from 'zod';
import { executionStates } from '../../../domain/job/synchronization-job.ts';
import { count, time } from '../common.ts';

export const synchronizationError = z
  .object({ code: z.string(), message: z.string().optional(), tenantActionable: z.boolean().optional() })
  .meta({ id: 'SynchronizationError' });

export const execution = z
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
    error: synchronizationError.optional(),
  })
  .meta({ id: 'TaskExecution' });

export const progress = z.object({
  completedUnits: count,
  totalUnits: count,
  units: z.string(),
  progressObservationDateTime: time.optional(),
});

export const disabled = z.object({
  since: time.optional().meta({ description: 'Since when it is switched off, as far as it is known.' }),
  quarantineReason: z.string().optional(),
  errorCode: z.string().optional(),
  seriesBegan: time.optional(),
});
