import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../../domain/access/caller.ts';
import type { Principal } from '../../../domain/access/principal.ts';
import { holdsRole, lacksRole, type Role } from '../../../domain/access/roles.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import type { Admit } from './admit.ts';
import { judgeNearness, judgeOrigin } from './judge-sender.ts';
import type { RateLimit } from './rate-limit.ts';

/** Proves who is calling; undefined when the request proves nothing. On an open route nothing may be fetched for it. */
export type Authenticate = (request: HttpRequest, route: 'open' | 'guarded') => Promise<Principal | undefined>;

/** Without sign-in: whoever is on this machine is the administrator, unless the request comes from elsewhere or from a page of others. */
export function authenticateLocally(corsOrigins: readonly string[]): Authenticate {
  return async (request) => {
    judgeNearness(request, { isProbe: false });
    judgeOrigin(request, corsOrigins);
    return { actor: 'local/local', tenantId: 'local', objectId: 'local', kind: 'user', role: 'Admin' };
  };
}

/** Nobody is let in. */
export async function authenticateNobody(): Promise<undefined> {
  return undefined;
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
 * Whoever calls.
 * @throws HttpProblemError 401 when the request proves nobody, 429 when the caller asks too often, 403 when they are blocked.
 */
export async function identify(
  { authenticate, admit, limit }: { authenticate: Authenticate; admit: Admit; limit: RateLimit | undefined },
  request: HttpRequest,
  wish: Parameters<Admit>[1],
): Promise<Caller> {
  const principal = await authenticate(request, 'guarded');
  if (principal === undefined) throw new HttpProblemError('Unauthenticated', 'The request carries no access token that this API accepts.');
  limit?.(principal);
  return admit(principal, wish);
}

/** @throws HttpProblemError 403 when the caller holds the role nowhere. */
export function authorize(caller: Caller, role: Role): void {
  if (!holdsRole(caller.role, role)) throw new HttpProblemError('Forbidden', lacksRole(role));
}
