import { decodeJwt, errors, jwtVerify } from 'jose';
import type { World } from '../model/model.ts';
import type { Caller } from '../routes/graph-context.ts';
import { graphAudience } from '../tokens/graph-token.ts';
import type { KeyRing } from '../tokens/keys.ts';

/** `tenantId` and `clientId` of a refused token are what it claims: for the log only. */
export type Authentication = { ok: true; caller: Caller } | { ok: false; message: string; tenantId?: string; clientId?: string };

const knownTokens = 10_000;

function claimed(token: string): { tenantId?: string; clientId?: string } {
  try {
    const { tid, appid } = decodeJwt(token);
    return { ...(typeof tid === 'string' && { tenantId: tid }), ...(typeof appid === 'string' && { clientId: appid }) };
  } catch {
    return {};
  }
}

function refusal(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return 'Access token validation failure. Invalid audience.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'Access token validation failure. Invalid signature.';
  return 'IDX14100: JWT is not well formed.';
}

/** Judges the bearer of a request; a token once verified is only checked for its age. */
export function createAuthenticator(world: World, keys: KeyRing): (authorization: string | undefined) => Promise<Authentication> {
  const verified = new Map<string, { caller: Caller; expiresAt: number }>();
  return async (authorization) => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return { ok: false, message: 'Access token is empty.' };
    const known = verified.get(token);
    if (known && known.expiresAt > world.now()) return { ok: true, caller: known.caller };
    try {
      const options = {
        algorithms: ['RS256'],
        audience: graphAudience,
        currentDate: new Date(world.now()),
        requiredClaims: ['tid', 'appid', 'exp'],
      };
      const { payload } = await jwtVerify(token, keys.authority.publicKey, options);
      const caller = {
        tenantId: String(payload.tid),
        clientId: String(payload.appid),
        roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [],
      };
      if (!world.tenants.has(caller.tenantId))
        return { ok: false, message: 'The identity of the calling application could not be established.', ...claimed(token) };
      if (verified.size >= knownTokens) verified.clear();
      verified.set(token, { caller, expiresAt: Number(payload.exp) * 1000 });
      return { ok: true, caller };
    } catch (error) {
      return { ok: false, message: refusal(error), ...claimed(token) };
    }
  };
}
