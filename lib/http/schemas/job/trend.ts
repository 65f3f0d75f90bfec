import * as z from 'zod';
import { count, time } from '../common.ts';
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

export const trendFields = {
  value: z.array(TrendPoint).meta({ description: 'Oldest first; nothing is interpolated.' }),
  gaps: z.array(gap),
  completeFrom: time.optional().meta({
    description:
      'From this hour on every change has a point: an hour that is missing is like the one before, unless a gap covers it. Before it only the points are known.',
  }),
};

export const Trend = z
  .object({
    ...trendFields,
    from: time.meta({ description: 'As asked for, or later where more than 5,000 events lie in between.' }),
  })
  .meta({ id: 'Trend' });
