import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../domain/access/caller.ts';
import type { Principal } from '../../domain/access/principal.ts';
import { holdsRole, type Role } from '../../domain/access/roles.ts';
import { HttpProblemError } from '../problems/problem.ts';

/** Proves who is calling; undefined when the request proves nothing. On an open route nothing may be fetched for it. */
export type Authenticate = (request: HttpRequest, route: 'open' | 'guarded') => Promise<Principal | undefined>;

/** Decides what of the fleet exists for somebody who has proven themselves. */
export type Admit = (principal: Principal) => Promise<Caller>;

/** Without sign-in: whoever is on this machine is the administrator. The host of the request was judged before. */
export async function authenticateLocally(): Promise<Principal> {
  return { actor: 'local/local', tenantId: 'local', objectId: 'local', kind: 'user', role: 'Admin' };
}

/** Nobody is let in. */
export async function authenticateNobody(): Promise<undefined> {
  return undefined;
}

/** Whoever has proven themselves sees every tenant. */
export async function admitEverywhere(principal: Principal): Promise<Caller> {
  return { ...principal, visible: 'all' };
}

/** Asks once for each request, however often the edge needs the answer. */
export function oncePerRequest(authenticate: Authenticate): Authenticate {
  const asked = new WeakMap<HttpRequest, Promise<Principal | undefined>>();
  return (request, route) => {
    const answer = asked.get(request) ?? authenticate(request, route);
    asked.set(request, answer);
    return answer;
  };
}

/**
 * The caller, if they hold the role.
 * @throws HttpProblemError 401 when the request proves no caller, 403 when the role is too low.
 */
export async function authorize(
  { authenticate, admit }: { authenticate: Authenticate; admit: Admit },
  request: HttpRequest,
  role: Role,
): Promise<Caller> {
  const principal = await authenticate(request, 'guarded');
  if (principal === undefined) throw new HttpProblemError('Unauthenticated', 'The request carries no access token that this API accepts.');
  const caller = await admit(principal);
  if (!holdsRole(caller.role, role)) throw new HttpProblemError('Forbidden', `This operation needs the role ${role}.`);
  return caller;
}
