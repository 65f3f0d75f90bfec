import type { Tenant } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import type { Reply } from '../wire/reply.ts';
import { type GraphRequest, missingPermission } from './graph-context.ts';
import { page, select } from './odata.ts';

const readDirectory = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const readDomains = ['Domain.Read.All', 'Domain.ReadWrite.All', ...readDirectory];
const readWholeUsers = ['User.Read.All', 'User.ReadWrite.All', ...readDirectory];
const readRoles = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...readDirectory];

/** The domains of the tenant, its own first. https://learn.microsoft.com/graph/api/domain-list */
export function listDomains(request: GraphRequest): Reply {
  const { domain, directory } = request.tenant;
  const domains = [{ name: domain }, ...directory.domains].map(({ name, federated, verified }: Tenant['directory']['domains'][number]) => ({
    id: name,
    authenticationType: federated ? 'Federated' : 'Managed',
    isDefault: name === domain,
    isInitial: false,
    isVerified: verified ?? true,
    supportedServices: ['Email'],
  }));
  return missingPermission(request, readDomains) ?? collection(request, 'domains', domains);
}

/** The roles that are in use. https://learn.microsoft.com/graph/api/directoryrole-list */
export function listDirectoryRoles(request: GraphRequest): Reply {
  const role = { id: guidOf(`${request.tenant.tenantId}/role`), displayName: 'Global Administrator' };
  return missingPermission(request, readRoles) ?? collection(request, 'directoryRoles', [role]);
}

/** What Connect may do in the tenant; Microsoft answers it to people alone. https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get */
export function listSynchronizationSettings(request: GraphRequest): Reply {
  const { tenantId, directory } = request.tenant;
  const settings = {
    id: tenantId,
    configuration: { accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 } },
    features: {
      passwordSyncEnabled: directory.sendsPasswords,
      passwordWritebackEnabled: false,
      groupWriteBackEnabled: false,
      deviceWritebackEnabled: false,
    },
  };
  const permitted = ['OnPremDirectorySynchronization.Read.All', 'OnPremDirectorySynchronization.ReadWrite.All'];
  return missingPermission(request, permitted) ?? collection(request, 'directory/onPremisesSynchronization', [settings]);
}

const pageOfAssignments = 100;

/**
 * Who holds roles. Without the right to read users no more of them is shown than the id.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export function listRoleAssignments(request: GraphRequest): Reply {
  const refused = missingPermission(request, readRoles);
  if (refused) return refused;
  const { tenant, url } = request;
  const { synchronized, cloudOnly, groups } = tenant.directory.administrators;
  const showsUsers = missingPermission(request, readWholeUsers) === undefined;
  const numbered = (count: number, entry: (name: string) => Record<string, unknown>) =>
    Array.from({ length: count }, (_, index) => entry(String(index + 1)));
  const user = (name: string, isSynchronized: boolean) => ({
    '@odata.type': '#microsoft.graph.user',
    id: guidOf(`${tenant.tenantId}/administrator/${name}`),
    ...(showsUsers && {
      accountEnabled: true,
      displayName: `Grace Hopper ${name}`,
      userPrincipalName: `grace.hopper.${name}@${tenant.domain}`,
      onPremisesSyncEnabled: isSynchronized ? true : null,
    }),
  });
  const principals = [
    ...numbered(synchronized, (name) => user(`on-premises-${name}`, true)),
    ...numbered(cloudOnly, (name) => user(`cloud-${name}`, false)),
    ...numbered(groups, (name) => ({ '@odata.type': '#microsoft.graph.group', id: guidOf(`${tenant.tenantId}/roles/${name}`) })),
  ];
  const { items, nextLink } = page(principals, url, pageOfAssignments, pageOfAssignments);
  const value = items.map((principal) => ({
    id: guidOf(`assignment/${principal.id}`),
    roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
    principalId: principal.id,
    directoryScopeId: '/',
    ...(url.searchParams.get('$expand') === 'principal' && { principal }),
  }));
  const context = `${url.origin}/v1.0/$metadata#roleManagement/directory/roleAssignments`;
  return { status: 200, body: { '@odata.context': context, value, ...(nextLink && { '@odata.nextLink': nextLink }) } };
}

function collection({ url }: GraphRequest, name: string, items: readonly Record<string, unknown>[]): Reply {
  const value = items.map((item) => select(item, url.searchParams.get('$select')));
  return { status: 200, body: { '@odata.context': `${url.origin}/v1.0/$metadata#${name}`, value } };
}
