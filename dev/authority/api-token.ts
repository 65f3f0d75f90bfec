import { SignJWT, UnsecuredJWT } from 'jose';
import * as z from 'zod';
import { guidOf } from '../graph/model/random.ts';
import type { KeyRing } from '../graph/tokens/keys.ts';

/** `POST /_tokens`: header and claims are taken as they are, nothing is added but the key's id (null leaves it out). */
export const tokenRequestSchema = z.strictObject({
  header: z
    .looseObject({ alg: z.enum(['RS256', 'HS256', 'none']).default('RS256'), kid: z.string().nullable().optional() })
    .default({ alg: 'RS256' }),
  claims: z.record(z.string(), z.unknown()).default({}),
});
export type TokenRequest = z.input<typeof tokenRequestSchema>;

/** Signs whatever it is given. HS256 uses the public key as the secret: the classic confusion attack. */
export async function signAnyToken(request: TokenRequest, keys: KeyRing): Promise<string> {
  const { header, claims } = tokenRequestSchema.parse(request);
  if (header.alg === 'none') return new UnsecuredJWT(claims).encode();
  const { alg, kid, ...others } = header;
  const protectedHeader = { ...others, alg, ...(kid === undefined ? { kid: keys.authority.kid } : kid !== null && { kid }) };
  const key = alg === 'HS256' ? new TextEncoder().encode(keys.authority.publicPem) : keys.authority.privateKey;
  return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(key);
}

export type ApiRole = 'reader' | 'operator' | 'admin';
const appRoles = { reader: 'Sync.Reader', operator: 'Sync.Operator', admin: 'Sync.Admin' } as const satisfies Record<ApiRole, string>;
const workingDayInSeconds = 8 * 3600;

interface ApiTokenOptions {
  /** Base of the issuer: the authority's own address. */
  authority: string;
  tenantId: string;
  audience: string;
  nowInMs: number;
}

/** A caller of the product's API with one app role, good for a working day. */
export function signApiToken(role: ApiRole, options: ApiTokenOptions, keys: KeyRing): Promise<string> {
  const issuedAt = Math.floor(options.nowInMs / 1000);
  const objectId = guidOf(`caller/${role}`);
  const claims = {
    iss: `${options.authority}/${options.tenantId}/v2.0`,
    aud: options.audience,
    tid: options.tenantId,
    oid: objectId,
    sub: objectId,
    azp: guidOf('caller'),
    name: `Local ${role}`,
    roles: [appRoles[role]],
    ver: '2.0',
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + workingDayInSeconds,
  };
  return signAnyToken({ header: { alg: 'RS256', typ: 'JWT' }, claims }, keys);
}
