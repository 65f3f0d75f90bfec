import * as z from 'zod';
import { time } from '../common.ts';
import { Explanation } from '../explanation.ts';
import { tenantJobs } from './tenant.ts';

const credential = z.object({
  ok: z.boolean().meta({ description: 'Whether a token for the tenant could be had just now.' }),
  code: z.string().optional().meta({ description: 'Why not, as the token authority named it.' }),
  explanation: Explanation.optional(),
});

export const TenantCheck = z
  .object({
    checkedAt: time,
    credential: credential.meta({ description: 'Of the application that reads.' }),
    operatorCredential: credential.optional().meta({ description: 'Of the application that acts, where there is one.' }),
    permissions: z.array(
      z.object({
        name: z.string(),
        for: z.string().meta({ description: 'What does not work without it.' }),
        identity: z.enum(['reader', 'operator']).meta({ description: 'Which of the two applications needs it.' }),
        optional: z.boolean().meta({ description: 'Whether the rest works without it.' }),
        status: z.enum(['granted', 'missing', 'unknown']),
      }),
    ),
    jobs: tenantJobs.meta({ description: 'As last read.' }),
  })
  .meta({ id: 'TenantCheck' });
