import * as z from 'zod';
import { createTroubleExplainer } from '../../../application/show/fleet/explain-tenants.ts';
import { listTenants } from '../../../application/show/fleet/list-tenants.ts';
import { tenantsReadAt } from '../../../application/show/fleet/observed-at.ts';
import { createBeyondJobsTeller } from '../../../application/show/fleet/tell-beyond-jobs.ts';
import { tenantDocument } from '../../documents/tenant/tenant-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath } from '../../schemas/common.ts';
import { Tenant } from '../../schemas/tenant/tenant.ts';
import { defineOperation } from '../define-operation.ts';

/** The watched tenants. */
export const listTenantsOperation = defineOperation({
  id: 'list-tenants',
  role: 'Reader',
  tag: 'Tenants',
  summary: 'List the watched tenants',
  description: 'Those that the caller may see, by id; each with when it was last read and why it cannot be read.',
  path: emptyPath,
  query: z.strictObject(pagingQuery),
  answers: { 200: { description: 'One page of tenants, by id.', schema: collectionOf(Tenant).meta({ id: 'TenantList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(z.string(), query);
    const { pollIntervalInMs } = deps.settings;
    const { value, last } = await listTenants(deps, { visible: caller.visible, pollIntervalInMs, pageSize: query.pageSize, after });
    const next = last && nextLink(`${baseUrl}/tenants`, query, last);
    const explain = await createTroubleExplainer(deps.catalogue, value);
    const tellBeyondJobs = await createBeyondJobsTeller(deps.catalogue, value);
    return {
      readAt: () => tenantsReadAt(value),
      body: () => ({
        value: value.map((tenant) => tenantDocument(tenant, { baseUrl, settings: deps.settings, explain, tellBeyondJobs })),
        ...(next && { nextLink: next }),
      }),
    };
  },
});
