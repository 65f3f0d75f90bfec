/** Least to most; each role holds the rights of those before it. */
const roles = ['Reader', 'Operator', 'Admin'] as const;
export type Role = (typeof roles)[number];

/** Who may ask for an action on a job. */
export type OperatorRole = Exclude<Role, 'Reader'>;

/** Whether somebody with the role `held` has the rights of `needed`. */
export function holdsRole(held: Role | 'none', needed: Role): boolean {
  return held !== 'none' && roles.indexOf(held) >= roles.indexOf(needed);
}
