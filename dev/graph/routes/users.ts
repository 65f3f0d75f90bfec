import type { DirectoryUser } from '../model/model.ts';
import { badRequest } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission } from './graph-context.ts';
import { type Comparison, page, parseFilter, select } from './odata.ts';

const readProfiles = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readBasicProfiles = ['User.ReadBasic.All', ...readProfiles];

/** What the basic profile has of a person. https://learn.microsoft.com/graph/permissions-reference#user-permissions */
function rendered({ onPremisesDistinguishedName, ...user }: DirectoryUser, isWhole: boolean): Record<string, unknown> {
  return { ...user, ...(isWhole && { onPremisesDistinguishedName: onPremisesDistinguishedName ?? null }) };
}

function holds(user: DirectoryUser, { field, operator, value }: Comparison): boolean {
  const found = field === 'userPrincipalName' ? user.userPrincipalName : user.onPremisesDistinguishedName;
  return operator === 'eq' && found?.toLowerCase() === value.toLowerCase();
}

/**
 * The people of the tenant. A filter on the name on premises needs the whole profile and the index of directory objects.
 * https://learn.microsoft.com/graph/api/user-list and https://learn.microsoft.com/graph/aad-advanced-queries
 */
export function listUsers(request: GraphRequest): Reply {
  const { url, tenant, trace } = request;
  const filter = url.searchParams.get('$filter');
  const comparisons = filter ? parseFilter(filter, 'and') : [];
  const isOfPremises = comparisons?.some(({ field }) => field === 'onPremisesDistinguishedName') ?? false;
  const refused = missingPermission(request, isOfPremises ? readProfiles : readBasicProfiles);
  if (refused) return refused;
  const isAdvanced = request.isAdvanced && url.searchParams.get('$count') === 'true';
  if (!comparisons || (isOfPremises && !isAdvanced))
    return badRequest('Request_UnsupportedQuery', `Unsupported or invalid query filter clause: ${filter}.`, trace);
  const isWhole = missingPermission(request, readProfiles) === undefined;
  const found = tenant.users.filter((user) => comparisons.every((comparison) => holds(user, comparison)));
  const { items, nextLink } = page(found, url, 100, 999);
  const value = items.map((user) => select(rendered(user, isWhole), url.searchParams.get('$select')));
  const body = { '@odata.context': `${url.origin}/v1.0/$metadata#users`, ...(nextLink && { '@odata.nextLink': nextLink }), value };
  return { status: 200, body };
}
