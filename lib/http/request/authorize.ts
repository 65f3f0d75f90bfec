import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../domain/access/caller.ts';
import { holdsRole, type Role } from '../../domain/access/roles.ts';
import { HttpProblemError } from '../problems/problem.ts';

/** Proves who is calling; undefined when the request proves nothing. */
export type Authenticate = (request: HttpRequest) => Promise<Caller | undefined>;

/** Without sign-in: whoever is on this machine is the administrator. The host of the request was judged before. */
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
  if (!holdsRole(caller.role, role)) throw new HttpProblemError('Forbidden', `This operation needs the role ${role}.`);
  return caller;
}
