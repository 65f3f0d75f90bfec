import type { HttpRequest } from '@azure/functions';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import type { Role } from '../../../lib/domain/access/roles.ts';

const home = 'aaaaaaaa-0000-4000-8000-000000000000';

/** Somebody of our own directory whose token carries a role. */
export function principal(number: number, role: Role | 'none', kind: Principal['kind'] = 'user', clientId?: string): Principal {
  const objectId = `${String(number).padStart(8, '0')}-0000-4000-8000-00000000000a`;
  return { actor: `${home}/${objectId}`, tenantId: home, objectId, kind, role, ...(clientId !== undefined && { clientId }) };
}

/** How the paths of grants name them. */
export function nameOf({ tenantId, objectId }: Pick<Principal, 'tenantId' | 'objectId'>): string {
  return `${tenantId}.${objectId}`;
}

/** Tells who calls by a header of the request: a token takes its place only where the door itself is tested. */
export function signedIn(people: Readonly<Record<string, Principal>>): (request: HttpRequest) => Principal | undefined {
  return (request) => people[request.headers.get('x-who') ?? ''];
}
