/** Least to most; each role holds the rights of those before it. */
export const roles = ['Reader', 'Operator', 'Admin'] as const;
export type Role = (typeof roles)[number];

/** Who may ask for an action on a job. */
export type OperatorRole = Exclude<Role, 'Reader'>;

/** Whether somebody with the role `held` has the rights of `needed`. */
export function holdsRole(held: Role | 'none', needed: Role): boolean {
  return held !== 'none' && roles.indexOf(held) >= roles.indexOf(needed);
}

/** The refusal of whoever holds the role nowhere. */
export function lacksRole(needed: Role): string {
  return needed === 'Reader' ? 'You have no role in this service; the least is Reader.' : `This operation needs the role ${needed}.`;
}

/** The one of the two with fewer rights. */
export function lesserRole<Held extends Role | 'none'>(one: Held, other: Role): Held | Role {
  return holdsRole(one, other) ? other : one;
}
