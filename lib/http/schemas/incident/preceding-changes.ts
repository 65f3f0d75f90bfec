import * as z from 'zod';
import { changeKinds, changeSources } from '../../../domain/incident/preceding-change.ts';
import { count, time } from '../common.ts';
import { Unavailable } from '../unavailable.ts';

const PrecedingChange = z
  .object({
    at: time.meta({ description: 'Of several equal ones the latest.' }),
    source: z.enum(changeSources).meta({ description: '`seenByUs`: read or done by this service. `auditLog`: said by the directory.' }),
    kind: z.enum(changeKinds),
    what: z.string().meta({ description: 'The action, the fields with their values, or the activity of the audit log.' }),
    count: count.meta({ description: 'Equal changes told as one.' }),
    outcome: z.string().optional(),
    actor: z
      .object({ kind: z.enum(['user', 'app']), id: z.string(), name: z.string().optional() })
      .optional()
      .meta({ description: 'Who, by id; `name` only with `include=names`.' }),
    operationId: z.string().optional(),
  })
  .meta({ id: 'PrecedingChange' });

export const PrecedingChanges = z
  .object({
    value: z.array(PrecedingChange).meta({ description: 'The newest five. Empty says only that what was read shows none.' }),
    more: count.meta({ description: 'How many older ones are not shown.' }),
    from: time,
    brokeAt: time.meta({ description: 'The end of the time that was looked at.' }),
    seenByUs: z.object({
      watchedSince: time.optional().meta({ description: 'Set where this service did not know the job for all of the time.' }),
      gaps: count.meta({ description: 'Times within it in which the tenant was not read.' }),
    }),
    auditLog: z.object({
      read: z
        .object({
          rows: count,
          notUnderstood: count.optional(),
          from: time.meta({ description: 'Everything from here on was read.' }),
          to: time,
        })
        .optional(),
      truncated: z.boolean().optional().meta({ description: 'Whether something was left unread: three requests are the limit.' }),
      unavailable: Unavailable.optional(),
    }),
  })
  .meta({ id: 'PrecedingChanges' });
