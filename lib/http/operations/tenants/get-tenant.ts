import { judgeManaging } from '../../../application/manage/judge-managing.ts';
import { createTroubleExplainer } from '../../../application/show/fleet/explain-tenants.ts';
import { getTenant } from '../../../application/show/fleet/get-tenant.ts';
import { tenantsReadAt } from '../../../application/show/fleet/observed-at.ts';
import { createBeyondJobsTeller } from '../../../application/show/fleet/tell-beyond-jobs.ts';
import { tenantDocument, tenantRights } from '../../documents/tenant/tenant-document.ts';
import { emptyQuery, tenantPath } from '../../schemas/common.ts';
import { Tenant } from '../../schemas/tenant/tenant.ts';
import { defineOperation } from '../define-operation.ts';

/** One watched tenant. */
export const getTenantOperation = defineOperation({
  id: 'get-tenant',
  role: 'Reader',
  tag: 'Tenants',
  summary: 'Get one watched tenant',
  description: 'How the tenant is signed in to, when it was last read completely, why it cannot be read, and how its jobs stand.',
  path: tenantPath,
  query: emptyQuery,
  answers: { 200: { description: 'The tenant.', schema: Tenant } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const { pollIntervalInMs, bootstrapAdmin } = deps.settings;
    const tenant = await getTenant(deps, path.tenantId, { visible: caller.visible, pollIntervalInMs });
    const explain = await createTroubleExplainer(deps.catalogue, [tenant]);
    const tellBeyondJobs = await createBeyondJobsTeller(deps.catalogue, [tenant]);
    const actions = tenantRights(judgeManaging(caller, path.tenantId, bootstrapAdmin));
    return {
      readAt: () => tenantsReadAt([tenant]),
      body: () => tenantDocument(tenant, { baseUrl, settings: deps.settings, explain, tellBeyondJobs, actions }),
    };
  },
});
