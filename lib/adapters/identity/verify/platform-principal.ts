import * as z from 'zod';
import type { Claims } from '../../../domain/access/judge-claims.ts';

// https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities#decode-the-client-principal-header
const PrincipalSchema = z.object({
  auth_typ: z.literal('aad'),
  role_typ: z.string(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })).max(1_000),
});

const largestHeader = 16 * 1024;
// Two headers reach a function joined by a comma, at which Node would just stop reading.
const base64 = /^[\w+/-]+={0,2}$/;
// The platform gives some claims the names of an older protocol.
const ownNames: Readonly<Record<string, string>> = {
  'http://schemas.microsoft.com/identity/claims/objectidentifier': 'oid',
  'http://schemas.microsoft.com/identity/claims/tenantid': 'tid',
  'http://schemas.microsoft.com/identity/claims/scope': 'scp',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier': 'sub',
};
const times = new Set(['iat', 'nbf', 'exp']);

/** The claims that the platform's sign-in passes on, as the token had them; undefined when the header is none of its own. */
export function claimsOfPlatformPrincipal(header: string): Claims | undefined {
  const principal = parse(header);
  if (principal === undefined) return undefined;
  const names = (type: string) => (type === principal.role_typ ? 'roles' : (ownNames[type] ?? type));
  const values = Map.groupBy(principal.claims, ({ typ }) => names(typ));
  return Object.fromEntries(
    [...values].map(([name, found]) => [
      name,
      claimOf(
        name,
        found.map(({ val }) => val),
      ),
    ]),
  );
}

// A claim given twice stays a list, which no claim but the roles may be.
function claimOf(name: string, values: string[]): unknown {
  if (name === 'roles' || values.length !== 1) return values;
  return times.has(name) ? Number(values[0]) : values[0];
}

function parse(header: string): z.infer<typeof PrincipalSchema> | undefined {
  if (header.length > largestHeader || !base64.test(header)) return undefined;
  try {
    return PrincipalSchema.parse(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}
