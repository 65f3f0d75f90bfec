import { claimsOf } from './token-tenant.ts';

/**
 * The app roles that an application's token holds; undefined where it does not say, as one of a person or an opaque one.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function readTokenRoles(token: string): string[] | undefined {
  const claims = claimsOf(token);
  if (claims === undefined || claims.scp !== undefined) return undefined;
  const { roles = [] } = claims;
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : undefined;
}
