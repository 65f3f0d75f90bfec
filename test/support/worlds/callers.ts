import type { Caller } from '../../../lib/domain/access/caller.ts';
import { type Visibility, visibilityOf } from '../../../lib/domain/access/visibility.ts';

/** A person of our own directory. */
export function person(name: string, role: Caller['role'], visible: Visibility = 'all'): Caller {
  return { actor: `home/${name}`, tenantId: 'home', objectId: name, kind: 'user', role, visible };
}

/** These tenants and nothing else. */
export function onlyTenants(...tenantIds: string[]): Visibility {
  return visibilityOf(tenantIds.map((tenantId) => ({ tenantId, cap: 'Admin' })));
}
