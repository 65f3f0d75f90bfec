import { SignJWT, UnsecuredJWT } from 'jose';
import * as z from 'zod';
import type { CallerKeys } from './callers/caller-keys.ts';
import { rolesOf } from './callers/local-callers.ts';
import { type Issue, presetClaims, presetNames } from './callers/presets.ts';

/**
 * `POST /_tokens`: header and claims are taken as they are, nothing is added but the key's id (null leaves it out). A preset gives the
 * header and the claims that Entra would, for a working day; what is given beside it wins, and null leaves a claim of the preset out.
 */
export const tokenRequestSchema = z.strictObject({
  preset: z.enum(presetNames).optional(),
  role: z.enum(['reader', 'operator', 'admin', 'none']).default('reader'),
  tenantId: z.guid().optional(),
  /** Whole where it is given at all: `typ` is missing unless named. */
  header: z
    .looseObject({ alg: z.enum(['RS256', 'HS256', 'none']).default('RS256'), kid: z.string().nullable().optional() })
    .prefault({ typ: 'JWT' }),
  claims: z.record(z.string(), z.unknown()).default({}),
});
export type TokenRequest = z.input<typeof tokenRequestSchema>;

const workingDayInSeconds = 8 * 3600;

/** Signs whatever it is given. HS256 uses the public key as the secret: the classic confusion attack. */
export async function signAnyToken(request: TokenRequest, keys: CallerKeys, issue: Omit<Issue, 'lifetimeInSeconds'>): Promise<string> {
  const { preset, role, tenantId = issue.tenantId, header: given, claims: own } = tokenRequestSchema.parse(request);
  const known =
    preset === undefined ? {} : presetClaims(preset, { ...issue, tenantId, lifetimeInSeconds: workingDayInSeconds }, rolesOf(role));
  const claims = preset === undefined ? own : withoutNull({ ...known, ...own });
  const header = preset === undefined ? given : { typ: 'JWT', ...given };
  if (header.alg === 'none') return new UnsecuredJWT(claims).encode();
  const { alg, kid, ...others } = header;
  const signer = keys.current();
  const protectedHeader = { ...others, alg, ...(kid === undefined ? { kid: signer.kid } : kid !== null && { kid }) };
  const key = alg === 'HS256' ? new TextEncoder().encode(signer.publicPem) : signer.privateKey;
  return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(key);
}

/** Signs what Entra would say. */
export function signCaller(claims: Record<string, unknown>, keys: CallerKeys): Promise<string> {
  const { kid, privateKey } = keys.current();
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey);
}

function withoutNull(claims: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}
