import { SignJWT } from 'jose';
import { guidOf } from '../model/random.ts';
import type { KeyRing, SigningKey } from './keys.ts';

export const graphAudience = 'https://graph.microsoft.com';
export const exchangeAudience = 'api://AzureADTokenExchange';
export const tokenLifetimeInSeconds = 3600;

function sign(key: SigningKey, claims: Record<string, unknown>, nowInMs: number, lifetimeInSeconds: number): Promise<string> {
  const issuedAt = Math.floor(nowInMs / 1000);
  return new SignJWT({ ...claims, iat: issuedAt, nbf: issuedAt, exp: issuedAt + lifetimeInSeconds })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .sign(key.privateKey);
}

/** An app-only token for Microsoft Graph, for one application in one tenant. */
export function signGraphToken(
  keys: KeyRing,
  grant: { tenantId: string; clientId: string; roles: readonly string[] },
  nowInMs: number,
  lifetimeInSeconds = tokenLifetimeInSeconds,
): Promise<string> {
  const objectId = guidOf(`${grant.tenantId}/${grant.clientId}`);
  const claims = {
    aud: graphAudience,
    iss: `https://sts.windows.net/${grant.tenantId}/`,
    tid: grant.tenantId,
    appid: grant.clientId,
    oid: objectId,
    sub: objectId,
    idtyp: 'app',
    ver: '1.0',
    roles: grant.roles,
  };
  return sign(keys.authority, claims, nowInMs, lifetimeInSeconds);
}

/** What a managed identity shows to the authority in place of a secret. */
export function signAssertion(
  keys: KeyRing,
  identity: { homeTenantId: string; objectId: string; clientId: string },
  nowInMs: number,
): Promise<string> {
  const issuer = `https://login.microsoftonline.com/${identity.homeTenantId}/v2.0`;
  const claims = {
    aud: exchangeAudience,
    iss: issuer,
    sub: identity.objectId,
    oid: identity.objectId,
    azp: identity.clientId,
    tid: identity.homeTenantId,
  };
  return sign(keys.identity, claims, nowInMs, tokenLifetimeInSeconds);
}
