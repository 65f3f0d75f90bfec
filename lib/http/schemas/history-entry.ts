import * as z from 'zod';
import { eventTypes } from '../../domain/job/event.ts';
import { count, time } from './common.ts';

export const eventType = z.enum(eventTypes).meta({ id: 'EventType' });

export const HistoryEntry = z
  .object({
    type: eventType,
    at: time,
    seq: count.optional().meta({ description: 'Position in the history of the job; a gap of the whole tenant has none.' }),
    observedAt: time.optional(),
    cause: z.enum(['poll', 'operation', 'operator']),
    changes: z.array(z.string()).meta({ description: "What changed, in Graph's words." }),
    from: z.record(z.string(), z.unknown()).optional(),
    to: z.record(z.string(), z.unknown()).optional(),
    gap: z.object({ from: time, to: time }).optional().meta({ description: 'Nothing is known of this time.' }),
    incidentId: z.string().optional(),
    operationId: z.string().optional(),
  })
  .meta({ id: 'HistoryEntry' });
