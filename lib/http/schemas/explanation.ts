import * as z from 'zod';
import { actors } from '../../domain/catalogue/catalogue-entry.ts';

export const whoMustAct = z.enum(actors).meta({ id: 'WhoMustAct', description: '`service-owner`: those who run this service.' });

export const Explanation = z
  .object({
    code: z.string(),
    title: z.string(),
    meaning: z.string(),
    causes: z.array(z.string()),
    remedies: z.array(z.string()).meta({ description: 'The least destructive first.' }),
    whoMustAct,
    sources: z.array(z.url()).meta({ description: 'Public pages that say so.' }),
  })
  .meta({ id: 'Explanation' });
