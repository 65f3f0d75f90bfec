import * as z from 'zod';
import { causeStates } from '../../../domain/job/failing/cause-state.ts';
import { comparisonReasons } from '../../../domain/job/failing/comparison-time.ts';
import { rowKinds } from '../../../domain/job/failing/log-row.ts';
import { count, time } from '../common.ts';
import { Explanation, whoMustAct } from '../explanation.ts';
import { Unavailable } from '../unavailable.ts';

const FailingCause = z
  .object({
    status: z.enum(rowKinds),
    code: z.string().meta({ description: '`Unknown` where the log names none.' }),
    step: z.string().optional().meta({ description: 'The first step that did not succeed.', example: 'export' }),
    attribute: z.string().optional().meta({ description: 'Only where the text of the log names one in a known form.' }),
    explanation: Explanation,
    whoMustAct,
    count: count.meta({ description: 'Rows of the log.' }),
    objects: count.meta({ description: 'Different objects in them.' }),
    atLeast: z.literal(true).optional().meta({ description: 'There may be more: some rows name none.' }),
    state: z.enum(causeStates).meta({
      description:
        'Before `comparedAt` against since: `new`, `stillFailing`, `fixed` (a run known to have begun after the last row is over and shows none), or `unknown`: seen, and too little read to say more.',
    }),
    firstSeen: time,
    lastSeen: time,
    examples: z
      .array(z.object({ id: z.string(), type: z.string(), name: z.string().optional() }))
      .meta({ description: 'Up to five, the latest first; `name` only with `include=names`.' }),
  })
  .meta({ id: 'FailingCause' });

export const ProvisioningErrors = z
  .object({
    value: z.array(FailingCause).optional().meta({ description: 'The most frequent first; absent where the log may not be read.' }),
    read: z
      .object({
        rows: count,
        notUnderstood: count.optional().meta({ description: 'Rows in a form that cannot be read.' }),
        from: time.meta({ description: 'Everything from here on was read.' }),
        to: time,
        notKept: z.literal(true).optional().meta({ description: 'More was asked for than the log keeps.' }),
      })
      .optional(),
    comparedAt: time.optional().meta({ description: 'Absent where no run is known in what was read.' }),
    comparedBy: z.enum(comparisonReasons).optional().meta({
      description:
        'Why by that time: `request`; the start of the newest `run` that is whole in the log; or an `interval` of the schedule before `loggedUntil`, where the last run is always too new for the log.',
    }),
    loggedUntil: time.optional().meta({ description: 'Rows reach the log late: of what happened after this time some may be missing.' }),
    truncated: z.boolean().optional().meta({ description: 'Whether older rows were left unread, after five requests.' }),
    unavailable: Unavailable.optional(),
  })
  .meta({ id: 'ProvisioningErrors' });
