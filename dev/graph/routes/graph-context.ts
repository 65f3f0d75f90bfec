import type { Tenant, World } from '../model/model.ts';
import { graphError, type Trace } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';

/** Who a verified token names. */
export interface Caller {
  tenantId: string;
  clientId: string;
  roles: string[];
}

/** One request to Graph, or one item of a batch. */
export interface GraphRequest {
  method: string;
  url: URL;
  body: unknown;
  caller: Caller;
  tenant: Tenant;
  world: World;
  trace: Trace;
  /** Whether the index of directory objects may answer: `ConsistencyLevel: eventual`. */
  isAdvanced: boolean;
  /** Path parts after the version, decoded. */
  parameters: string[];
}

export type Handler = (request: GraphRequest) => Reply;

/** Application permissions, each list holding alternatives. */
export const readApplications = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
  'Directory.Read.All',
];
export const readJobs = ['Synchronization.Read.All', 'Synchronization.ReadWrite.All', 'Application.ReadWrite.OwnedBy'];
export const writeJobs = ['Synchronization.ReadWrite.All'];
export const readOrganization = ['Organization.Read.All', 'Directory.Read.All'];

function grantedRoles(request: GraphRequest): string[] {
  const granted = request.tenant.grants[request.caller.clientId] ?? [];
  return request.caller.roles.filter((role) => granted.includes(role));
}

/** The refusal if the caller holds none of the alternatives of one of the lists. A permission counts while the token carries it and the tenant still grants it. */
export function missingPermission(request: GraphRequest, ...lists: readonly (readonly string[])[]): Reply | undefined {
  const roles = grantedRoles(request);
  if (lists.every((alternatives) => alternatives.some((role) => roles.includes(role)))) return undefined;
  // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/8800
  const ownedOnly = lists.includes(writeJobs) && roles.includes('Application.ReadWrite.OwnedBy');
  if (ownedOnly) return graphError(401, 'UnknownError', '', request.trace);
  return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', request.trace);
}
