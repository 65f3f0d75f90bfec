import * as z from 'zod';
import { count, time } from '../common.ts';
import { whoMustAct } from '../explanation.ts';
import { gap } from './history-entry.ts';

const TrendPoint = z
  .object({
    at: time.meta({ description: 'Start of the hour.' }),
    escrowed: count.meta({ description: 'Objects that fail and are tried again.' }),
    exported: count,
    source: z
      .enum(['row', 'event'])
      .meta({ description: '`row`: from the readings of the last 48 hours; `event`: from a change in the history.' }),
  })
  .meta({ id: 'TrendPoint', description: 'The last run of one hour.' });

const cause = { code: z.string(), step: z.string().optional(), objects: count };
const countFields = {
  at: time.meta({ description: 'When the log of the day before was read.' }),
  objects: count.meta({ description: 'Different objects.' }),
  rows: count,
  atLeast: z.literal(true).optional().meta({ description: 'There may be more than were read.' }),
  causes: count.meta({ description: 'How many there are; the most frequent stand in `top`.' }),
};

const FailingCount = z
  .object({ ...countFields, top: z.array(z.object(cause)) })
  .meta({ id: 'FailingCount', description: 'Objects that failed by the provisioning log.' });

export const Failing = z
  .object({
    ...countFields,
    says: z.string().meta({ example: '4,454 objects fail, 4,400 of them for one cause: The target refused the write.' }),
    top: z.array(z.object({ ...cause, title: z.string(), whoMustAct })),
  })
  .meta({ id: 'Failing', description: 'Counted once an hour while the job is not well, where the log may be read; no object is kept.' });

export const trendFields = {
  value: z.array(TrendPoint).meta({ description: 'Oldest first; nothing is interpolated.' }),
  gaps: z.array(gap),
  failing: z.array(FailingCount).optional().meta({ description: 'Oldest first, of the last 48 hours; absent where nothing was counted.' }),
  completeFrom: time.optional().meta({
    description:
      'From this hour on an hour without a point is like the one before, unless a gap covers it. Before it only the points are known.',
  }),
};

export const Trend = z
  .object({
    ...trendFields,
    from: time.meta({ description: 'As asked for, or later where more than 5,000 events lie in between.' }),
  })
  .meta({ id: 'Trend' });
