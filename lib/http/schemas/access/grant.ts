import * as z from 'zod';
import { parseHolder } from '../../../domain/access/grant.ts';
import { roles } from '../../../domain/access/roles.ts';
import { ActionRight } from '../action-right.ts';
import { keptName, keptText, time } from '../common.ts';

const guid = z.guid({ error: 'give a GUID' }).toLowerCase();
export const role = z.enum(roles).meta({ id: 'Role' });
/** `{tenant id}.{object id}` in a path. */
export const principalPath = z.strictObject({
  principal: z
    .string()
    .max(100)
    .toLowerCase()
    .transform((named, context) => {
      const holder = parseHolder(named);
      if (holder !== undefined && guid.safeParse(holder.tenantId).success && guid.safeParse(holder.objectId).success) return holder;
      context.addIssue({ code: 'custom', message: 'give {tenant id}.{object id}, both GUIDs' });
      return z.NEVER;
    })
    .meta({ override: { type: 'string', description: '`{tenant id}.{object id}` of a person or an application.' } }),
});

const Scope = z
  .strictObject({
    tenantId: guid,
    servicePrincipalId: guid.optional(),
    jobId: keptName(200).optional(),
    cap: role.optional().meta({ description: 'The most they may do there.' }),
  })
  .refine(({ servicePrincipalId, jobId }) => jobId === undefined || servicePrincipalId !== undefined, {
    path: ['servicePrincipalId'],
    error: 'is needed with `jobId`',
  })
  .meta({
    id: 'GrantScope',
    description: 'A tenant, one of its service principals, or one job of it. The narrowest that holds a job decides.',
  });

const scopes = z
  .array(Scope)
  .max(500)
  .refine((given) => new Set(given.map(placeOf)).size === given.length, 'name a place only once')
  .meta({ description: 'All that exists for them; without any, nothing does.' });

const terms = {
  displayName: keptText(200).optional(),
  cap: role.optional().meta({ description: 'The most they may do anywhere.' }),
  scopes,
  note: keptText(500).optional(),
};

/** What an administrator says of one principal. */
export const GrantBody = z.strictObject({
  ...terms,
  blocked: z.boolean().optional().meta({ description: 'Refuses them everywhere, whatever else is said.' }),
});

export const Grant = z
  .object({
    principal: z.string(),
    tenantId: z.string(),
    objectId: z.string(),
    displayName: z.string().optional(),
    cap: role.optional(),
    scopes: z.array(Scope),
    blocked: z.boolean(),
    note: z.string().optional(),
    createdAt: time,
    updatedAt: time,
    updatedBy: z.string().meta({ description: '`{tenant id}/{object id}`' }),
    actions: z.array(ActionRight),
  })
  .meta({ id: 'Grant' });

function placeOf({
  tenantId,
  servicePrincipalId,
  jobId,
}: {
  tenantId: string;
  servicePrincipalId?: string | undefined;
  jobId?: string | undefined;
}) {
  return JSON.stringify([tenantId, servicePrincipalId, jobId]);
}
