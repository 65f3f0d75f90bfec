import * as z from 'zod';
import { checkTenant } from '../../../application/manage/check-tenant.ts';
import { getTenant } from '../../../application/show/fleet/get-tenant.ts';
import { tenantCheckDocument } from '../../documents/tenant/tenant-check-document.ts';
import { emptyQuery, tenantPath } from '../../schemas/common.ts';
import { TenantCheck } from '../../schemas/tenant/tenant-check.ts';
import { defineOperation } from '../define-operation.ts';

/** Tries a tenant. */
export const checkTenantOperation = defineOperation({
  id: 'check-tenant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Tenants',
  summary: 'Check how a tenant is signed in to, and which permissions are granted',
  description:
    'Asked now of the token authority and of Microsoft Graph, in a handful of cheap requests, and within the pacing of the tenant: 503 with `Retry-After` while Graph wants to be left alone, 409 while a pass is under way. Where everything needed is there although the tenant could not be read, or where its directory synchronization is behind, a pass follows at once.',
  path: tenantPath,
  query: emptyQuery,
  body: { schema: z.strictObject({}), limitInBytes: 65_536 },
  answers: { 200: { description: 'What was found.', schema: TenantCheck } },
  problems: ['CappedByGrant', 'NotFound', 'Conflict', 'UpstreamFailed'],
  async handle({ deps, caller, path: { tenantId }, requestId }) {
    const { leaseInMs, pollIntervalInMs } = deps.settings;
    const { loadCatalogue } = deps.catalogue;
    const check = await checkTenant({ ...deps, loadCatalogue }, { tenantId, caller, requestId }, { leaseInMs, pollIntervalInMs });
    const tenant = await getTenant(deps, tenantId, { visible: caller.visible, pollIntervalInMs });
    return { messages: { 'poll-tenant': check.messages }, body: () => tenantCheckDocument(check, tenant) };
  },
});
