import { guidOf } from '../model/random.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission } from './graph-context.ts';
import { select } from './odata.ts';

const readDirectory = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const readDomains = ['Domain.Read.All', 'Domain.ReadWrite.All', ...readDirectory];
const readRoles = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...readDirectory];

/** The one domain of the tenant. https://learn.microsoft.com/graph/api/domain-list */
export function listDomains(request: GraphRequest): Reply {
  const { domain: id } = request.tenant;
  const domain = { id, authenticationType: 'Managed', isDefault: true, isInitial: false, isVerified: true, supportedServices: ['Email'] };
  return missingPermission(request, readDomains) ?? collection(request, 'domains', [domain]);
}

/** The roles that are in use. https://learn.microsoft.com/graph/api/directoryrole-list */
export function listDirectoryRoles(request: GraphRequest): Reply {
  const role = { id: guidOf(`${request.tenant.tenantId}/role`), displayName: 'Global Administrator' };
  return missingPermission(request, readRoles) ?? collection(request, 'directoryRoles', [role]);
}

function collection({ url }: GraphRequest, name: string, items: readonly Record<string, unknown>[]): Reply {
  const value = items.map((item) => select(item, url.searchParams.get('$select')));
  return { status: 200, body: { '@odata.context': `${url.origin}/v1.0/$metadata#${name}`, value } };
}
