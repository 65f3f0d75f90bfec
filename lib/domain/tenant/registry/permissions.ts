/** What one cheap request can prove. */
export type PermissionQuestion =
  | 'jobs'
  | 'servicePrincipals'
  | 'organization'
  | 'provisioningLog'
  | 'directoryAudits'
  | 'domains'
  | 'users'
  | 'directoryRoles';

/** A permission of Microsoft Graph that one of the two applications needs in a tenant. */
export interface NeededPermission {
  name: string;
  /** What does not work without it. */
  for: string;
  identity: 'reader' | 'operator';
  /** Without it the rest works. */
  isOptional?: true;
  /** Sets of permissions of which each is enough. */
  enough: readonly (readonly string[])[];
  /** Absent where asking would be acting, or where an answer is no proof: without it Graph leaves out what may not be read. */
  question?: PermissionQuestion;
}

const anyOf = (...names: string[]) => names.map((name) => [name]);

/** In the order in which they are asked for. https://learn.microsoft.com/graph/permissions-reference */
export const neededPermissions: readonly NeededPermission[] = [
  {
    name: 'Application.Read.All',
    for: 'finding the applications that have synchronization jobs',
    identity: 'reader',
    enough: anyOf('Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
    question: 'servicePrincipals',
  },
  {
    name: 'Synchronization.Read.All',
    for: 'reading synchronization jobs',
    identity: 'reader',
    enough: anyOf('Synchronization.Read.All', 'Synchronization.ReadWrite.All'),
    question: 'jobs',
  },
  {
    name: 'Organization.Read.All',
    for: 'the name of the tenant and the state of Microsoft Entra Connect',
    identity: 'reader',
    isOptional: true,
    enough: anyOf('Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
    question: 'organization',
  },
  {
    name: 'ProvisioningLog.Read.All',
    for: 'the objects that failed (or AuditLog.Read.All together with Directory.Read.All)',
    identity: 'reader',
    isOptional: true,
    enough: [['ProvisioningLog.Read.All'], ['AuditLog.Read.All', 'Directory.Read.All']],
    question: 'provisioningLog',
  },
  {
    name: 'AuditLog.Read.All',
    for: 'what was changed before a job broke (together with Directory.Read.All)',
    identity: 'reader',
    isOptional: true,
    enough: [['AuditLog.Read.All', 'Directory.Read.All']],
    question: 'directoryAudits',
  },
  {
    name: 'Domain.Read.All',
    for: 'the domains of the tenant',
    identity: 'reader',
    isOptional: true,
    enough: anyOf('Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
    question: 'domains',
  },
  {
    name: 'User.ReadBasic.All',
    for: 'finding a person by name to provision on demand',
    identity: 'reader',
    isOptional: true,
    enough: anyOf('User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
    question: 'users',
  },
  {
    name: 'User.Read.All',
    for: 'finding a person by distinguished name, or for a job from Active Directory by any name; counting synchronized administrators',
    identity: 'reader',
    isOptional: true,
    enough: anyOf('User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
  },
  {
    name: 'RoleManagement.Read.Directory',
    for: 'counting administrators whose accounts are synchronized (together with User.Read.All)',
    identity: 'reader',
    isOptional: true,
    enough: anyOf('RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'Directory.Read.All', 'Directory.ReadWrite.All'),
    question: 'directoryRoles',
  },
  {
    name: 'Synchronization.ReadWrite.All',
    for: 'restarting, starting and pausing jobs, provisioning on demand',
    identity: 'operator',
    enough: anyOf('Synchronization.ReadWrite.All'),
  },
];

export type PermissionStatus = 'granted' | 'missing' | 'unknown';

/** What the roles of a token say of the permission; nothing where the token does not name its roles. */
export function judgeByRoles({ enough }: NeededPermission, roles: readonly string[] | undefined): PermissionStatus {
  if (roles === undefined) return 'unknown';
  return enough.some((names) => names.every((name) => roles.includes(name))) ? 'granted' : 'missing';
}
