import * as z from 'zod';
import { possibleActions } from '../../../domain/access/possible-actions.ts';
import { role } from './grant.ts';

/** Who calls, and what the service makes of them. */
export const Me = z
  .object({
    actor: z.string().meta({ description: '`{tenant id}/{object id}`' }),
    kind: z.enum(['user', 'app']),
    name: z.string().optional().meta({ description: 'As the token calls them.' }),
    clientId: z.string().optional().meta({ description: 'The application that asked for the token.' }),
    role: role.meta({ description: 'The most they may do anywhere.' }),
    visible: z.object({
      all: z.boolean(),
      scopes: z
        .array(
          z.object({
            tenantId: z.string(),
            tenantName: z.string().optional(),
            servicePrincipalId: z.string().optional(),
            jobId: z.string().optional(),
            role: role.meta({ description: 'The most they may do there.' }),
          }),
        )
        .meta({ description: 'All that exists for them where not everything does.' }),
    }),
    actions: z.array(z.enum(possibleActions)).meta({ description: 'What they may ask for somewhere, whatever the state of a job.' }),
  })
  .meta({ id: 'Me' });
