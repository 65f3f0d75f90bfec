import type { HostRole } from './host-roles.ts';

/** What of the sequence a request is: the sign-in by its host, as the phases differ by it; the others by what they do. */
export type Mark = 'login.microsoftonline.com' | 'login.windows.net' | Exclude<HostRole, 'sign-in'>;

/** The mark of a host that has a role. */
export function markOf(host: string, role: HostRole): Mark {
  if (role !== 'sign-in') return role;
  return host === 'login.windows.net' ? 'login.windows.net' : 'login.microsoftonline.com';
}
