import * as z from 'zod';
import { judgeManaging } from '../../../application/manage/judge-managing.ts';
import { putTenant } from '../../../application/manage/put-tenant.ts';
import { createTroubleExplainer } from '../../../application/show/fleet/explain-tenants.ts';
import { getTenant } from '../../../application/show/fleet/get-tenant.ts';
import { createBeyondJobsTeller } from '../../../application/show/fleet/tell-beyond-jobs.ts';
import { tenantUrl } from '../../documents/links.ts';
import { tenantDocument, tenantRights } from '../../documents/tenant/tenant-document.ts';
import { Tenant, TenantBody, tenantNamePath } from '../../schemas/tenant/tenant.ts';
import { defineOperation } from '../define-operation.ts';

/** Registers a tenant. */
export const putTenantOperation = defineOperation({
  id: 'put-tenant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Tenants',
  summary: 'Watch a tenant',
  description:
    'By its id or a domain that it has verified; `Content-Location` names it by its id. It replaces what was said of the tenant before, brings a removed tenant back, and looks for its jobs anew. `consent` holds the addresses at which an administrator of the tenant consents to the applications of this service. Who is limited to a part of the fleet cannot add tenants to it.',
  path: tenantNamePath,
  query: z.strictObject({
    onlyIfAbsent: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'Where the tenant is watched already, change nothing of it, its name and its tags neither.' }),
  }),
  body: { schema: TenantBody, limitInBytes: 65_536 },
  answers: {
    200: { description: 'The tenant, which was watched before.', schema: Tenant },
    201: { description: 'The tenant, which is watched from now on.', schema: Tenant },
  },
  // Not found: somebody else removed it before it could be shown.
  problems: ['UnknownDomain', 'CappedByGrant', 'NotFound', 'ForeignTenant', 'Conflict', 'UpstreamFailed'],
  async handle({ deps, caller, baseUrl, path, query, body, requestId }) {
    const { onlyTenantId, pollIntervalInMs } = deps.settings;
    const order = { name: path.tenantId, terms: body, onlyIfAbsent: query.onlyIfAbsent === 'true', caller, requestId, onlyTenantId };
    const { tenantId, isNew, messages } = await putTenant(deps, order);
    deps.fleetRows.forget();
    const tenant = await getTenant(deps, tenantId, { visible: caller.visible, pollIntervalInMs });
    const explain = await createTroubleExplainer(deps.catalogue, [tenant]);
    const tellBeyondJobs = await createBeyondJobsTeller(deps.catalogue, [tenant]);
    const actions = tenantRights(judgeManaging(caller, tenantId, deps.settings.bootstrapAdmin));
    return {
      ...(isNew && { status: 201 }),
      headers: { 'content-location': tenantUrl(baseUrl, tenantId) },
      messages: { 'poll-tenant': messages },
      body: () => tenantDocument(tenant, { baseUrl, settings: deps.settings, explain, tellBeyondJobs, actions }),
    };
  },
});
