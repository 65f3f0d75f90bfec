import { graphTime } from '../model/graph-time.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission, readOrganization } from './graph-context.ts';
import { select } from './odata.ts';

const connectCycleInMs = 30 * 60_000;

/** Entra Connect seen from the cloud: the last run on the half hour. https://learn.microsoft.com/graph/api/organization-list */
export function listOrganization(request: GraphRequest): Reply {
  const refused = missingPermission(request, readOrganization);
  if (refused) return refused;
  const { tenant, world } = request;
  const ranAt = tenant.onPremisesSyncEnabled ? graphTime(Math.floor(world.now() / connectCycleInMs) * connectCycleInMs) : null;
  const organization = {
    id: tenant.tenantId,
    displayName: tenant.displayName,
    onPremisesSyncEnabled: tenant.onPremisesSyncEnabled,
    onPremisesLastSyncDateTime: ranAt,
    onPremisesLastPasswordSyncDateTime: ranAt,
    verifiedDomains: [{ name: tenant.domain, isDefault: true, isInitial: false, type: 'Managed', capabilities: 'Email' }],
  };
  const value = [select(organization, request.url.searchParams.get('$select'))];
  return { status: 200, body: { '@odata.context': `${request.url.origin}/v1.0/$metadata#organization`, value } };
}
