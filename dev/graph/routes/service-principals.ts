import type { ServicePrincipal } from '../model/model.ts';
import { badRequest, notFound } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { findServicePrincipal } from '../world/world.ts';
import { type GraphRequest, missingPermission, readApplications } from './graph-context.ts';
import { type Comparison, page, parseFilter, select } from './odata.ts';

function render(servicePrincipal: ServicePrincipal): Record<string, unknown> {
  const { jobs: _jobs, removed: _removed, ...published } = servicePrincipal;
  return { ...published, servicePrincipalType: 'Application' };
}

function matching(candidate: ServicePrincipal, comparisons: readonly Comparison[]): boolean {
  return comparisons.some(
    ({ field, value }) => (field === 'appId' ? candidate.appId : candidate.applicationTemplateId)?.toLowerCase() === value.toLowerCase(),
  );
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-list */
export function listServicePrincipals(request: GraphRequest): Reply {
  const refused = missingPermission(request, readApplications);
  if (refused) return refused;
  const filter = request.url.searchParams.get('$filter');
  const comparisons = filter ? parseFilter(filter, 'or') : [];
  if (!comparisons?.every(({ field, operator }) => operator === 'eq' && (field === 'appId' || field === 'applicationTemplateId'))) {
    return badRequest('Request_UnsupportedQuery', 'Unsupported or invalid query filter clause specified.', request.trace);
  }
  const present = [...request.tenant.servicePrincipals.values()].filter((candidate) => !candidate.removed);
  const found = filter ? present.filter((candidate) => matching(candidate, comparisons)) : present;
  const { items, nextLink } = page(found, request.url, 100, 999);
  const value = items.map((item) => select(render(item), request.url.searchParams.get('$select')));
  const context = `${request.url.origin}/v1.0/$metadata#servicePrincipals`;
  return { status: 200, body: { '@odata.context': context, ...(nextLink && { '@odata.nextLink': nextLink }), value } };
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-get */
export function getServicePrincipal(request: GraphRequest): Reply {
  const refused = missingPermission(request, readApplications);
  if (refused) return refused;
  const [id = ''] = request.parameters;
  const found = findServicePrincipal(request.tenant, id);
  if (!found) return notFound(id, request.trace);
  const context = `${request.url.origin}/v1.0/$metadata#servicePrincipals/$entity`;
  return { status: 200, body: { '@odata.context': context, ...select(render(found), request.url.searchParams.get('$select')) } };
}
