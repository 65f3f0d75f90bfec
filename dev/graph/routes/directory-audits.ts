import { graphTime, hourInMs } from '../model/graph-time.ts';
import type { DirectoryAudit } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import type { Reply } from '../wire/reply.ts';
import type { GraphRequest } from './graph-context.ts';
import { type Comparison, page } from './odata.ts';
import { openReport } from './reports.ts';

/** Both are needed. https://learn.microsoft.com/graph/api/directoryaudit-list#permissions */
const mayRead = [['AuditLog.Read.All'], ['Directory.Read.All']];
const keptInMs = 30 * 24 * hourInMs;

function holds({ at, loggedByService = 'Account Provisioning', targets }: DirectoryAudit, { field, operator, value }: Comparison): boolean {
  if (field === 'loggedByService') return operator === 'eq' && loggedByService === value;
  if (field === 'targetResources/id') return operator === 'eq' && targets.some(({ id }) => id === value);
  if (field !== 'activityDateTime') return false;
  return operator === 'ge' ? at >= Date.parse(value) : operator === 'le' && at <= Date.parse(value);
}

/** https://learn.microsoft.com/graph/api/resources/directoryaudit */
function rendered(audit: DirectoryAudit, index: number): Record<string, unknown> {
  const { at, activity, category = 'ProvisioningManagement', loggedByService = 'Account Provisioning', result = 'success' } = audit;
  const { user, app, targets } = audit;
  return {
    id: guidOf(`audit/${at}/${activity}/${index}`),
    category,
    correlationId: guidOf(`correlation/${at}/${index}`),
    result,
    resultReason: '',
    activityDisplayName: activity,
    activityDateTime: graphTime(at),
    loggedByService,
    operationType: 'Update',
    initiatedBy: {
      user: user
        ? { id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName, ipAddress: '203.0.113.7' }
        : null,
      app: app
        ? { appId: app.appId, displayName: app.displayName, servicePrincipalId: guidOf(app.appId), servicePrincipalName: null }
        : null,
    },
    targetResources: targets.map(({ id, type, displayName }) => ({ id, displayName, type, modifiedProperties: [] })),
    additionalDetails: [],
  };
}

/** Who changed what in the directory, the newest first. https://learn.microsoft.com/graph/api/directoryaudit-list */
export function listDirectoryAudits(request: GraphRequest): Reply {
  const { tenant, world, url } = request;
  const report = openReport(request, mayRead);
  if ('refused' in report) return report.refused;
  const { comparisons } = report;
  const found = tenant.audits
    .map((audit, index) => ({ audit, index }))
    .filter(({ audit }) => audit.at > world.now() - keptInMs && comparisons.every((comparison) => holds(audit, comparison)))
    .sort((one, other) => other.audit.at - one.audit.at);
  const { items, nextLink } = page(found, url, 100, 1000);
  const value = items.map(({ audit, index }) => rendered(audit, index));
  const context = `${url.origin}/v1.0/$metadata#auditLogs/directoryAudits`;
  return { status: 200, body: { '@odata.context': context, ...(nextLink && { '@odata.nextLink': nextLink }), value } };
}
