/** Microsoft Graph itself, the same in every tenant. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

export type ClientName = 'reader' | 'operator';

interface Permission {
  /** Name of the application permission; its id is looked up. */
  value: string;
  /** What is taken where the directory does not know that one yet. */
  else?: string[];
}

/** What each client must have, and what it may have besides so that more can be shown. */
export const permissions: Record<ClientName, { required: Permission[]; optional: Permission[] }> = {
  reader: {
    required: [{ value: 'Synchronization.Read.All' }, { value: 'Application.Read.All' }],
    optional: [
      { value: 'Organization.Read.All' },
      { value: 'ProvisioningLog.Read.All', else: ['AuditLog.Read.All', 'Directory.Read.All'] },
      { value: 'Domain.Read.All' },
      { value: 'User.ReadBasic.All' },
      { value: 'RoleManagement.Read.Directory' },
    ],
  },
  operator: { required: [{ value: 'Synchronization.ReadWrite.All' }], optional: [] },
};

interface AppRole {
  id: string;
  value: string;
  allowedMemberTypes: string[];
  isEnabled?: boolean;
}

export interface WantedRole {
  id: string;
  value: string;
}

/** The roles of Graph that a client needs, found by their names; `unknown` are those that this directory does not have. */
export function wantedRoles(
  client: ClientName,
  chosen: readonly string[],
  appRoles: readonly AppRole[],
): { roles: WantedRole[]; unknown: string[] } {
  const { required, optional } = permissions[client];
  const roles = new Map<string, WantedRole>();
  const unknown: string[] = [];
  for (const permission of [...required, ...optional.filter(({ value }) => chosen.includes(value))]) {
    const names = roleOf(permission.value, appRoles) ? [permission.value] : (permission.else ?? [permission.value]);
    for (const name of names) {
      const role = roleOf(name, appRoles);
      if (role) roles.set(name, { id: role.id, value: name });
      else unknown.push(name);
    }
  }
  return { roles: [...roles.values()], unknown };
}

// A delegated permission may have the same name; only those that an application can hold are meant.
function roleOf(name: string, appRoles: readonly AppRole[]): AppRole | undefined {
  return appRoles.find(
    ({ value, allowedMemberTypes, isEnabled }) => value === name && allowedMemberTypes.includes('Application') && isEnabled !== false,
  );
}
