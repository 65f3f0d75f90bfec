import type { GraphReader } from '../../application/ports/ports.ts';
import { readJobs } from './read-jobs.ts';
import { readTenantName } from './read-tenant-name.ts';
import { findServicePrincipals, listServicePrincipals } from './service-principals.ts';
import { createGraphClient } from './transport/graph-client.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

/** Microsoft Graph as the poller sees it. The SDK is loaded with the first request. */
export function createGraphReader(options: GraphClientOptions): GraphReader {
  const skews = new Map<string, number>();
  const onClockSkew = (tenantId: string, skewInSeconds: number): void => {
    skews.set(tenantId, skewInSeconds);
    options.onClockSkew?.(tenantId, skewInSeconds);
  };
  const client = createGraphClient({ ...options, onClockSkew });
  return {
    readJobs: (tenantId, servicePrincipalIds) => readJobs(client, tenantId, servicePrincipalIds),
    findServicePrincipals: (tenantId) => findServicePrincipals(client, tenantId),
    listServicePrincipals: (tenantId, cursor) => listServicePrincipals(client, tenantId, cursor),
    readTenantName: (tenantId) => readTenantName(client, tenantId),
    clockSkewInSeconds: (tenantId) => skews.get(tenantId),
  };
}
