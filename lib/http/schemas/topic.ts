import * as z from 'zod';
import { confidence } from './error.ts';
import { whoMustAct } from './explanation.ts';

const sentences = z.array(z.string());

export const Topic = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string().meta({ description: 'What it is.' }),
    rules: sentences.meta({ description: 'What holds, and decides between the choices.' }),
    steps: sentences.meta({ description: 'What to do, the least destructive first.' }),
    superseded: sentences.meta({ description: 'What older documents say, and what holds now.' }),
    whoMustAct,
    confidence,
    note: z.string().optional(),
    codes: z.array(z.string()).meta({ description: 'Entries of the catalogue it helps with, as `{family}/{code}`.' }),
    sources: z.array(z.url()).meta({ description: 'Public pages that say so.' }),
    links: z.object({ self: z.url() }),
  })
  .meta({ id: 'Topic' });
