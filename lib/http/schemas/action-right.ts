import * as z from 'zod';

const actions = ['acknowledge', 'snooze', 'checkTenant', 'putTenant', 'deleteTenant', 'putGrant', 'deleteGrant'] as const;

/** What the caller may ask for of one thing, judged as the request would be. */
export const ActionRight = z
  .object({
    action: z.enum(actions),
    allowed: z.boolean().meta({ description: 'Whether the caller may ask for it here and now.' }),
    code: z.string().optional().meta({ description: 'The code of the problem that it would be answered with.' }),
    detail: z.string().optional().meta({ description: 'The same in words.' }),
  })
  .meta({ id: 'ActionRight' });
