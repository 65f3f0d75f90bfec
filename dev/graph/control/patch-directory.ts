import * as z from 'zod';
import type { Tenant } from '../model/model.ts';

/** How a tenant's Entra Connect goes on; null takes a stop back. Times are ISO. */
export const directoryPatchSchema = z.strictObject({
  tenantId: z.string(),
  onPremisesSyncEnabled: z.boolean().nullable().optional(),
  connectStoppedAt: z.iso.datetime().nullable().optional(),
  passwordsStoppedAt: z.iso.datetime().nullable().optional(),
  sendsPasswords: z.boolean().optional(),
});

/** Changes how the tenant is synchronized besides its jobs. */
export function patchDirectory(tenant: Tenant, patch: z.infer<typeof directoryPatchSchema>): void {
  const { directory } = tenant;
  if (patch.onPremisesSyncEnabled !== undefined) tenant.onPremisesSyncEnabled = patch.onPremisesSyncEnabled;
  if (patch.sendsPasswords !== undefined) directory.sendsPasswords = patch.sendsPasswords;
  for (const name of ['connectStoppedAt', 'passwordsStoppedAt'] as const) {
    const at = patch[name];
    if (at === null) delete directory[name];
    else if (at !== undefined) directory[name] = Date.parse(at);
  }
}
