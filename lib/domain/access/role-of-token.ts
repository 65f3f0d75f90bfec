import type { Role } from './roles.ts';

const appRoles: readonly [name: string, role: Role][] = [
  ['Sync.Admin', 'Admin'],
  ['Sync.Operator', 'Operator'],
  ['Sync.Reader', 'Reader'],
];

/**
 * The highest of the app roles, as far as the scope of a delegated token reaches: a scope never adds a right.
 * https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
export function roleOfToken(roles: unknown, scope: unknown): Role | 'none' {
  const named: readonly unknown[] = Array.isArray(roles) ? roles : [];
  const held = appRoles.find(([name]) => named.includes(name))?.[1] ?? 'none';
  if (typeof scope !== 'string' || held === 'none') return held;
  const scopes = scope.split(' ');
  if (scopes.includes('Sync.Access')) return held;
  return scopes.includes('Sync.Read') ? 'Reader' : 'none';
}
