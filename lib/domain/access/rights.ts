import type { Caller } from './caller.ts';
import type { Grant, GrantScope } from './grant.ts';
import type { Principal } from './principal.ts';
import { holdsRole, lesserRole, type Role } from './roles.ts';
import { nothing, type Visibility, visibilityOf } from './visibility.ts';

/** What the table of grants makes of one principal. */
export interface Rights {
  blocked: boolean;
  visible: Visibility;
  /** The most that may be done anywhere. */
  cap: Role;
}

/** Whoever has no limits. */
export const unlimited: Rights = { blocked: false, visible: 'all', cap: 'Admin' };

/** Without a row somebody sees everything, or, where grants are required, nothing; a row without scopes shows nothing. */
export function rightsOf(grant: Grant | undefined, { required }: { required: boolean }): Rights {
  if (grant === undefined) return required ? { ...unlimited, visible: nothing } : unlimited;
  const { cap = 'Admin', scopes } = grant;
  const caps = scopes.map((scope) => lesserRole(cap, scope.cap ?? cap));
  return {
    blocked: grant.blocked === true,
    visible: visibleBy(grant),
    cap: caps.length === 0 ? cap : caps.reduce((most, role) => (holdsRole(role, most) ? role : most)),
  };
}

/** The places that a grant names. */
export function visibleBy({ cap = 'Admin', scopes }: { cap?: Role | undefined; scopes: readonly GrantScope[] }): Visibility {
  return visibilityOf(scopes.map((scope) => ({ ...scope, cap: lesserRole(cap, scope.cap ?? cap) })));
}

/** Somebody who has proven themselves, with what of it the grants leave. */
export function callerWith(principal: Principal, { visible, cap }: Rights): Caller {
  return { ...principal, role: lesserRole(principal.role, cap), visible };
}
