import * as z from 'zod';
import { codeSeverities, families } from '../../domain/catalogue/catalogue-entry.ts';
import { count, time } from './common.ts';
import { Explanation } from './explanation.ts';

export const family = z.enum(families).meta({ id: 'Family', description: 'Where the code comes from.' });

const entryIds = z.array(z.string());

export const confidence = z.enum(['documented', 'derived', 'community', 'archive']).meta({
  description: 'Documented, concluded, reported by users, or found in superseded pages only.',
});

const topicIds = z.array(z.string()).meta({ description: 'Ids of topics that help with it.' });

export const ErrorEntry = z
  .object({
    id: z.string().meta({ description: '`{family}/{code}`' }),
    family,
    ...Explanation.shape,
    severity: z.enum(codeSeverities),
    tenantActionable: z.boolean(),
    retryable: z.boolean(),
    confidence,
    codeIsOurs: z.boolean().optional().meta({ description: 'True when Microsoft shows the fault without a code.' }),
    aliases: z.array(z.string()),
    note: z.string().optional(),
    topics: topicIds,
    alternatives: entryIds.optional().meta({ description: 'Other entries that the same spelling may mean, as `{family}/{code}`.' }),
    links: z.object({ self: z.url() }),
  })
  .meta({ id: 'ErrorEntry' });

export const CatalogueVersion = z
  .object({
    version: z.string().meta({ description: 'Changes whenever anything that an entry says changes.', example: '2026.11.30-1bf5eb30' }),
    date: z.iso.date().meta({ description: 'The day of the newest change.' }),
  })
  .meta({ id: 'CatalogueVersion' });

export const Finding = z
  .object({
    code: z.string().meta({ description: 'Of a topic its id.' }),
    family: family.or(z.literal('topic')).meta({ description: '`topic`: knowledge without a code, see `GET /topics/{id}`.' }),
    title: z.string(),
    score: z.number().min(0).max(1).meta({ description: 'Only the order means something.' }),
    spans: z.array(z.object({ start: count, end: count })).meta({ description: 'UTF-16 offsets into the text as it was sent.' }),
    explanation: Explanation,
    alternatives: entryIds.meta({ description: 'Other entries that the same words may mean, as `{family}/{code}`.' }),
  })
  .meta({ id: 'Finding' });

export const ErrorSighting = z
  .object({
    family: z.string(),
    code: z.string(),
    tenantId: z.string(),
    count: count.meta({
      description:
        'How often a job came to show it; one that stays counts once. Under the tenant `_service`: in how many explained texts it stood.',
    }),
    firstSeenAt: time,
    lastSeenAt: time,
  })
  .meta({ id: 'ErrorSighting' });
