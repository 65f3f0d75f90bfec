import * as z from 'zod';

const actions = ['acknowledge', 'snooze', 'checkTenant', 'putTenant', 'deleteTenant', 'putGrant', 'deleteGrant'] as const;

/** What the caller may ask for of one thing, judged as the request would be. */
export const ActionRight = z
  .object({
    action: z.enum(actions),
    allowed: z.boolean(),
    code: z.string().optional(),
    detail: z.string().optional(),
  })
  .meta({ id: 'ActionRight' });
