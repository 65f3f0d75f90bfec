import type { Caller } from './caller.ts';
import { holdsRole, type Role } from './roles.ts';

/** What can be asked for, and the least role for it. */
const actionRoles = {
  acknowledge: 'Operator',
  snooze: 'Operator',
  restart: 'Operator',
  clearQuarantine: 'Operator',
  start: 'Operator',
  pause: 'Operator',
  validateCredentials: 'Operator',
  provisionOnDemand: 'Operator',
  restartFull: 'Admin',
  forceDeletes: 'Admin',
  overrideCoolDown: 'Admin',
  approve: 'Admin',
  reject: 'Admin',
  readAudit: 'Admin',
  manageGrants: 'Admin',
  addGrant: 'Admin',
  addTenant: 'Admin',
  putTenant: 'Admin',
  deleteTenant: 'Admin',
  checkTenant: 'Admin',
} as const satisfies Record<string, Role>;

export type PossibleAction = keyof typeof actionRoles;
export const possibleActions = Object.keys(actionRoles) as PossibleAction[];

/** What the administrator of the settings may ask for whatever the grants say. */
export const bootstrapActions: readonly PossibleAction[] = [
  'manageGrants',
  'addGrant',
  'addTenant',
  'putTenant',
  'deleteTenant',
  'checkTenant',
];

/**
 * What the caller may ask for somewhere; whether a job's state permits it is another question. Where nobody is `required` to have a grant, a
 * first one takes from somebody who sees everything, which nobody with limits may.
 */
export function actionsOf(
  { role, kind, visible }: Pick<Caller, 'role' | 'kind' | 'visible'>,
  { required }: { required: boolean },
): PossibleAction[] {
  if (visible !== 'all' && visible.tenants.size === 0) return [];
  const impossible: PossibleAction[] = [
    ...(kind === 'app' ? ['approve' as const] : []),
    ...(visible === 'all' ? [] : ['addTenant' as const]),
    ...(visible === 'all' || required ? [] : ['addGrant' as const]),
  ];
  return possibleActions.filter((action) => holdsRole(role, actionRoles[action]) && !impossible.includes(action));
}
