import type { HttpRequest } from '@azure/functions';
import type { VisibleTenants } from '../domain/access/visible-tenants.ts';
import { HttpProblemError } from './problem.ts';

/** Least to most; each role holds the rights of those before it. */
export const roles = ['Reader', 'Operator', 'Admin'] as const;
export type Role = (typeof roles)[number];

/** Who is calling and what of the fleet exists for them. */
export interface Caller {
  /** `{tenant id}/{object id}`: never a name or an address. */
  actor: string;
  role: Role | 'none';
  tenants: VisibleTenants;
}

/** Whoever proved nothing: an open route answers them, and they see no tenant. */
export const stranger: Caller = { actor: 'unknown', role: 'none', tenants: new Set() };

/** Proves who is calling; undefined when the request proves nothing. */
export type Authenticate = (request: HttpRequest) => Promise<Caller | undefined>;

/** With AUTH_MODE=none: whoever is on this machine is the administrator. The host of the request was judged before. */
export async function authenticateLocally(): Promise<Caller> {
  return { actor: 'local/local', role: 'Admin', tenants: 'all' };
}

/** Nobody is let in. */
export async function authenticateNobody(): Promise<undefined> {
  return undefined;
}

/**
 * The caller, if they hold the role.
 * @throws HttpProblemError 401 when the request proves no caller, 403 when the role is too low.
 */
export async function authorize(authenticate: Authenticate, request: HttpRequest, role: Role): Promise<Caller> {
  const caller = await authenticate(request);
  if (caller === undefined) {
    const headers = { 'www-authenticate': 'Bearer' };
    throw new HttpProblemError('Unauthenticated', 'The request carries no access token that this API accepts.', { headers });
  }
  if (!holdsRole(caller, role)) throw new HttpProblemError('Forbidden', `This operation needs the role ${role}.`);
  return caller;
}

export function holdsRole(caller: Caller, role: Role): boolean {
  return caller.role !== 'none' && roles.indexOf(caller.role) >= roles.indexOf(role);
}
