import * as z from 'zod';
import { uncountedReasons } from '../../../domain/job/failing/staged-deletes.ts';
import { count, freshness, time } from '../common.ts';
import { Unavailable } from '../unavailable.ts';
import { JobAction } from './job-action.ts';

const DeleteWay = z
  .object({
    way: z.enum(['allow', 'refuse']),
    says: z.string().meta({ description: 'What it does, and what has to be done first.' }),
    source: z.url(),
    action: JobAction,
  })
  .meta({ id: 'DeleteWay', description: 'One of the two ways that Microsoft describes, with the request for it.' });

export const StagedDeletes = z
  .object({
    waiting: z.boolean().meta({ description: 'Whether `TooManyDeletes` holds the job, as it was read last.' }),
    observedAt: time.optional(),
    freshness,
    stagedDeletes: count.nullable().meta({
      description:
        'Different objects that wait, for a request with `ForceDeletes` and its approval; never too low. `null` where nobody can count: then nothing is sent once more is put aside.',
    }),
    uncounted: z.enum(uncountedReasons).optional().meta({
      description:
        'Why not, although the log was read: longer than five requests; rows name no object or are not understood; kept for less than they wait; no row yet.',
    }),
    atLeast: count.optional().meta({ description: 'So many were counted.' }),
    value: z
      .array(z.object({ type: z.string(), objects: count }))
      .optional()
      .meta({ description: 'By type, as far as was read; absent where the log may not be read.' }),
    examples: z
      .array(z.object({ id: z.string(), type: z.string(), name: z.string().optional() }))
      .optional()
      .meta({ description: 'Up to five, the latest first; `name`, and ids that are names, only with `include=names`.' }),
    read: z
      .object({
        rows: count,
        notUnderstood: count.optional().meta({ description: 'Rows in a form that cannot be read.' }),
        from: time.meta({ description: 'Everything from here on was read: from a day before the quarantine, unless `truncated`.' }),
        to: time,
      })
      .optional(),
    truncated: z.boolean().optional().meta({ description: 'Whether older rows were left unread.' }),
    unavailable: Unavailable.optional(),
    ways: z.array(DeleteWay).optional().meta({ description: 'Absent where nothing waits.' }),
  })
  .meta({ id: 'StagedDeletes' });
