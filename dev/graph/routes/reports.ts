import { badRequest, graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission } from './graph-context.ts';
import { type Comparison, parseFilter } from './odata.ts';

/**
 * What a report is asked for, or why it is not answered: a permission, the licence, or a filter that is none.
 * https://learn.microsoft.com/graph/resolve-auth-errors
 */
export function openReport(request: GraphRequest, mayRead: string[][]): { comparisons: Comparison[] } | { refused: Reply } {
  const { tenant, url, trace } = request;
  const refused = missingPermission(request, ...mayRead);
  if (refused) return { refused };
  if (tenant.licence === 'free') {
    const text = "Neither tenant is B2C or tenant doesn't have premium license";
    return { refused: graphError(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', text, trace) };
  }
  const filter = url.searchParams.get('$filter');
  const comparisons = filter ? parseFilter(filter, 'and') : [];
  return comparisons ? { comparisons } : { refused: badRequest('BadRequest', 'Invalid filter clause.', trace) };
}
