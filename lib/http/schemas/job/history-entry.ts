import * as z from 'zod';
import { eventTypes } from '../../../domain/job/event.ts';
import { gapReasons } from '../../../domain/job/gap.ts';
import { count, time } from '../common.ts';

export const eventType = z.enum(eventTypes).meta({ id: 'EventType' });

/** A time for which nothing is known, and why. */
export const gap = z
  .object({
    from: time,
    to: time.optional().meta({ description: 'Absent while it lasts.' }),
    reason: z.enum(gapReasons).optional().meta({
      description:
        'Why a reading failed; `missing`: absent from a good list; `notPolled`: nobody asked; `incomplete`: no pass came to its end in time.',
    }),
    code: z.string().optional().meta({ description: 'The code of the refusal.' }),
  })
  .meta({ id: 'Gap', description: 'Nothing is known of this time.' });

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
    gap: gap.optional(),
    incidentId: z.string().optional(),
    operationId: z.string().optional(),
  })
  .meta({ id: 'HistoryEntry' });
