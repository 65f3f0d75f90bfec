import type { Principal } from './principal.ts';
import { lesserRole, type Role } from './roles.ts';
import { capAt, nothing, type Place, type Visibility } from './visibility.ts';

/** Who is calling and what of the fleet exists for them. */
export interface Caller extends Principal {
  /** The most they may do anywhere. */
  role: Role | 'none';
  visible: Visibility;
}

/** Whoever proved nothing: an open route answers them, and nothing exists for them. */
export const stranger: Caller = { actor: 'unknown', tenantId: '', objectId: '', kind: 'app', role: 'none', visible: nothing };

/** What they may do at one place; `none` where it does not exist for them. */
export function roleAt({ role, visible }: Pick<Caller, 'role' | 'visible'>, place: Place): Role | 'none' {
  const cap = capAt(visible, place);
  return cap === undefined ? 'none' : lesserRole(role, cap);
}
