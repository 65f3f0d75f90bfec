import { graphTime } from '../model/graph-time.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission, readOrganization } from './graph-context.ts';
import { select } from './odata.ts';

const objectCycleInMs = 30 * 60_000;
const passwordCycleInMs = 2 * 60_000;

/** Entra Connect seen from the cloud: when it last ran, in whole cycles. https://learn.microsoft.com/graph/api/organization-list */
export function listOrganization(request: GraphRequest): Reply {
  const refused = missingPermission(request, readOrganization);
  if (refused) return refused;
  const { tenant, world, url } = request;
  const { directory } = tenant;
  const hasRun = tenant.onPremisesSyncEnabled !== null && !directory.neverRan;
  const lastOf = (cycleInMs: number, ...stops: (number | undefined)[]) => {
    const until = Math.min(world.now(), ...stops.filter((stop) => stop !== undefined));
    return hasRun ? graphTime(Math.floor(until / cycleInMs) * cycleInMs) : null;
  };
  const { connectStoppedAt, passwordsStoppedAt, sendsPasswords } = directory;
  const isTold = url.pathname.startsWith('/beta/') || !directory.hidesPasswordTime;
  const organization = {
    id: tenant.tenantId,
    displayName: tenant.displayName,
    onPremisesSyncEnabled: tenant.onPremisesSyncEnabled,
    onPremisesLastSyncDateTime: lastOf(objectCycleInMs, connectStoppedAt),
    ...(isTold && {
      onPremisesLastPasswordSyncDateTime: sendsPasswords ? lastOf(passwordCycleInMs, connectStoppedAt, passwordsStoppedAt) : null,
    }),
    verifiedDomains: [{ name: tenant.domain, isDefault: true, isInitial: false, type: 'Managed', capabilities: 'Email' }],
  };
  const value = [select(organization, url.searchParams.get('$select'))];
  return { status: 200, body: { '@odata.context': `${url.origin}/v1.0/$metadata#organization`, value } };
}
