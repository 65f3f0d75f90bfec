import { graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { type LoggedRow, loggedRows, writeRow } from '../world/logged-rows.ts';
import { jobsNow } from '../world/world.ts';
import type { GraphRequest } from './graph-context.ts';
import { type Comparison, page } from './odata.ts';
import { openReport } from './reports.ts';

/** Permissions of which one set is enough. https://learn.microsoft.com/graph/api/provisioningobjectsummary-list#permissions */
const mayRead = [
  ['ProvisioningLog.Read.All', 'AuditLog.Read.All'],
  ['ProvisioningLog.Read.All', 'Directory.Read.All'],
];

function holds({ job, cause, at }: LoggedRow, { field, operator, value }: Comparison): boolean | undefined {
  const found: Record<string, string> = {
    jobId: job.document.id,
    'provisioningStatusInfo/status': cause.status ?? 'failure',
    provisioningAction: cause.action ?? 'create',
  };
  const text = found[field];
  if (operator === 'eq') return text === value;
  if (operator === 'contains') return text?.includes(value);
  if (field !== 'activityDateTime') return undefined;
  return operator === 'gt' ? at > Date.parse(value) : at < Date.parse(value);
}

/** What the provisioning service did, the newest first. https://learn.microsoft.com/graph/api/provisioningobjectsummary-list */
export function listProvisioningLog(request: GraphRequest): Reply {
  const { tenant, world, url } = request;
  const report = openReport(request, mayRead);
  if ('refused' in report) return report.refused;
  const { comparisons } = report;
  const rows = [...tenant.servicePrincipals.values()]
    .filter((servicePrincipal) => !servicePrincipal.removed)
    .flatMap((servicePrincipal) => jobsNow(world, servicePrincipal).flatMap((job) => loggedRows(job, servicePrincipal, world.now())))
    .filter((row) => comparisons.every((comparison) => holds(row, comparison)));
  if (url.searchParams.get('$orderby') === 'activityDateTime desc') rows.sort((one, other) => other.at - one.at);
  const { items, nextLink } = page(rows, url, 50, 1000);
  const context = `${url.origin}/v1.0/$metadata#auditLogs/provisioning`;
  const value = items.map((row) => writeRow(tenant, row));
  return { status: 200, body: { '@odata.context': context, ...(nextLink && { '@odata.nextLink': nextLink }), value } };
}

export function tooManyReports(request: GraphRequest): Reply {
  return graphError(429, 'TooManyRequests', 'Too many requests.', request.trace, { 'retry-after': '10' });
}
