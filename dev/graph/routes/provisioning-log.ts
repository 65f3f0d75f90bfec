import { graphTime } from '../model/graph-time.ts';
import type { Job, ServicePrincipal } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import { badRequest, graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { jobsNow } from '../world/world.ts';
import { type GraphRequest, missingPermission } from './graph-context.ts';
import { type Comparison, page, parseFilter } from './odata.ts';

const shownFailures = 250;

function rowOf(request: GraphRequest, servicePrincipal: ServicePrincipal, job: Job, index: number): Record<string, unknown> {
  const id = guidOf(`${servicePrincipal.id}/${job.document.id}/failed/${index}`);
  const cycleId = job.document.status.lastExecution?.activityIdentifier ?? '';
  const code = index % 3 === 2 ? 'EntryExportFailed' : 'DuplicateTargetEntries';
  return {
    id,
    activityDateTime: job.document.status.lastExecution?.timeEnded ?? graphTime(request.world.now()),
    changeId: id,
    cycleId,
    jobId: job.document.id,
    tenantId: request.tenant.tenantId,
    durationInMilliseconds: 40 + (index % 60),
    provisioningAction: 'create',
    provisioningStatusInfo: {
      status: 'failure',
      errorInformation: {
        errorCode: code,
        reason: 'The object could not be written.',
        additionalDetails: null,
        errorCategory: 'failure',
        recommendedAction: '',
      },
    },
    initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
    servicePrincipal: { id: servicePrincipal.id, displayName: servicePrincipal.displayName },
    sourceSystem: { id: guidOf('source'), displayName: 'Source', details: {} },
    targetSystem: { id: guidOf('target'), displayName: 'Target', details: {} },
    sourceIdentity: { id: guidOf(`source/${id}`), displayName: `Object ${index + 1}`, identityType: 'User', details: {} },
    targetIdentity: { id: '', displayName: '', identityType: 'User', details: {} },
    provisioningSteps: [
      {
        name: 'EntryExportAdd',
        provisioningStepType: 'export',
        status: 'failure',
        description: 'The object could not be written.',
        details: {},
      },
    ],
    modifiedProperties: [],
  };
}

function holds(row: Record<string, unknown>, { field, operator, value }: Comparison): boolean {
  const info = row.provisioningStatusInfo;
  const found =
    field === 'provisioningStatusInfo/status' && info !== null && typeof info === 'object' && 'status' in info ? info.status : row[field];
  if (operator === 'eq') return found === value;
  const [left, right] = [Date.parse(String(found)), Date.parse(value)];
  return operator === 'gt' ? left > right : left < right;
}

/** Objects that failed in the last cycle, one row each. https://learn.microsoft.com/graph/api/provisioningobjectsummary-list */
export function listProvisioningLog(request: GraphRequest): Reply {
  const refused = missingPermission(request, ['AuditLog.Read.All'], ['Directory.Read.All']);
  if (refused) return refused;
  const filter = request.url.searchParams.get('$filter');
  const comparisons = filter ? parseFilter(filter, 'and') : [];
  if (!comparisons) return badRequest('BadRequest', 'Invalid filter clause.', request.trace);
  const rows = [...request.tenant.servicePrincipals.values()]
    .filter((servicePrincipal) => !servicePrincipal.removed)
    .flatMap((servicePrincipal) =>
      jobsNow(request.world, servicePrincipal).flatMap((job) =>
        Array.from({ length: Math.min(job.life.escrows, shownFailures) }, (_, index) => rowOf(request, servicePrincipal, job, index)),
      ),
    )
    .filter((row) => comparisons.every((comparison) => holds(row, comparison)));
  const { items, nextLink } = page(rows, request.url, 50, 100);
  const context = `${request.url.origin}/v1.0/$metadata#auditLogs/provisioning`;
  return { status: 200, body: { '@odata.context': context, ...(nextLink && { '@odata.nextLink': nextLink }), value: items } };
}

export function tooManyReports(request: GraphRequest): Reply {
  return graphError(429, 'TooManyRequests', 'Too many requests.', request.trace, { 'retry-after': '10' });
}
