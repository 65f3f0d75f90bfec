import * as z from 'zod';
import { unavailableReasons } from '../../domain/unavailable.ts';

export const Unavailable = z
  .object({
    reason: z.enum(unavailableReasons).meta({
      description:
        '`notSupported`: Microsoft Graph has no such right for applications. `notKept`: too long ago for Microsoft to have it. `refused`: for a reason of its own.',
    }),
    permission: z.string().optional().meta({ description: 'The application permission that is missing, or may be.' }),
    licence: z.string().optional().meta({ description: 'The licence that is missing, or may be.' }),
    code: z.string().optional().meta({ description: 'The code of the refusal.' }),
  })
  .meta({ id: 'Unavailable', description: 'Why it may not be read; nothing is known then.' });
