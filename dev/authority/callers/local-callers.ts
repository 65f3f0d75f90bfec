import { guidOf } from '../../graph/model/random.ts';

/** The registrations that callers of the product's API have in the home tenant of every local world. */
export const registrations = {
  apiClientId: guidOf('registration/api'),
  /** The page for people: a public client. */
  uiClientId: guidOf('registration/ui'),
  /** An application that calls by itself. */
  robotClientId: guidOf('registration/robot'),
  robotSecret: 'robot-of-the-local-world',
} as const;

const appRoles = { reader: 'Sync.Reader', operator: 'Sync.Operator', admin: 'Sync.Admin' } as const;
export type ApiRole = keyof typeof appRoles;

/** Somebody who can sign in here. */
export interface Person {
  /** What `login_hint` calls them. */
  hint: string;
  name: string;
  objectId: string;
  roles: readonly string[];
  /** The address they are known by in the tenant that they come from. */
  guestOf?: string;
}

function person(hint: string, name: string, role?: ApiRole): Person {
  return { hint, name, objectId: guidOf(`caller/${hint}`), roles: role === undefined ? [] : [appRoles[role]] };
}

/** Who can sign in: two administrators, since some actions need the second one. */
export const people: readonly Person[] = [
  person('reader', 'Rita Reader', 'reader'),
  person('operator', 'Oscar Operator', 'operator'),
  person('admin', 'Ada Admin', 'admin'),
  person('admin2', 'Alan Admin', 'admin'),
  { ...person('guest', 'Gita Guest', 'operator'), guestOf: 'gita@partner.example' },
  person('nobody', 'Nils Norole'),
];

export function rolesOf(role: ApiRole | 'none'): string[] {
  return role === 'none' ? [] : [appRoles[role]];
}

/** The roles of the application that calls by itself. */
export const robotRoles = [appRoles.operator];
