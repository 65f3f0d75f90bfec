import { cleanText } from '../clean-text.ts';
import { isGuid } from '../guid.ts';
import { defined } from '../optional.ts';
import type { Principal } from './principal.ts';
import { roleOfToken } from './role-of-token.ts';
import { type TokenRules, tokenIssuer } from './token-rules.ts';

/** What a token says of its bearer: nothing is known of any field until it was looked at. */
export type Claims = Readonly<Record<string, unknown>>;

/** Why claims are refused; for the log alone, since a caller who learns it learns what to forge next. */
type ClaimFault =
  | 'malformed'
  | 'wrongVersion'
  | 'foreignTenant'
  | 'wrongIssuer'
  | 'wrongAudience'
  | 'foreignClient'
  | 'notInTime'
  | 'livesTooLong'
  | 'noAccessToken';

export type ClaimJudgement = { principal: Principal } | { fault: ClaimFault };

const toleranceInSeconds = 60;
/** Tokens of continuous access evaluation live up to 28 hours. https://learn.microsoft.com/entra/identity-platform/access-tokens#token-lifetime */
const longestLifeInSeconds = 28 * 3600;

/**
 * Whether these claims are those of an access token for this API, and of whom.
 * https://learn.microsoft.com/entra/identity-platform/claims-validation
 */
export function judgeClaims(claims: Claims, rules: TokenRules, nowInMs: number): ClaimJudgement {
  const identity = readIdentity(claims);
  if (identity === undefined) return { fault: 'malformed' };
  const fault =
    judgeOrigin(claims, identity, rules) ??
    judgeTimes(claims, nowInMs / 1000) ??
    (kindOf(claims) === undefined ? 'noAccessToken' : undefined);
  if (fault !== undefined) return { fault };
  const { tenantId, objectId, clientId } = identity;
  const principal: Principal = {
    actor: `${tenantId}/${objectId}`,
    tenantId,
    objectId,
    kind: kindOf(claims) ?? 'user',
    clientId,
    ...defined({ name: shortText(claims.name), tokenId: shortText(claims.uti) }),
    role: roleOfToken(claims.roles, claims.scp),
  };
  return { principal };
}

interface Identity {
  tenantId: string;
  objectId: string;
  clientId: string;
  version: '1.0' | '2.0';
}

function readGuid(claim: unknown): string | undefined {
  return typeof claim === 'string' && isGuid(claim) ? claim.toLowerCase() : undefined;
}

// The two versions name the client in claims of their own. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
function readIdentity({ tid, oid, azp, appid, sub, ver, roles, scp, idtyp }: Claims): Identity | undefined {
  if (ver !== '1.0' && ver !== '2.0') return undefined;
  const [named, other] = ver === '2.0' ? [azp, appid] : [appid, azp];
  const [tenantId, objectId, clientId] = [readGuid(tid), readGuid(oid), readGuid(named)];
  if (tenantId === undefined || objectId === undefined || clientId === undefined) return undefined;
  const isSound =
    isFilledText(sub) &&
    (other === undefined || readGuid(other) === clientId) &&
    (roles === undefined || (Array.isArray(roles) && roles.every((role) => typeof role === 'string'))) &&
    (scp === undefined || isFilledText(scp)) &&
    (idtyp === undefined || typeof idtyp === 'string');
  return isSound ? { tenantId, objectId, clientId, version: ver } : undefined;
}

function judgeOrigin({ iss, aud }: Claims, { tenantId, clientId, version }: Identity, rules: TokenRules): ClaimFault | undefined {
  if (version === '1.0' && !rules.allowsV1) return 'wrongVersion';
  if (!rules.tenantIds.has(tenantId)) return 'foreignTenant';
  if (iss !== tokenIssuer(rules, tenantId, version)) return 'wrongIssuer';
  if (typeof aud !== 'string' || !rules.audiences[version].includes(aud)) return 'wrongAudience';
  return rules.clientIds === undefined || rules.clientIds.has(clientId) ? undefined : 'foreignClient';
}

function judgeTimes({ iat, nbf, exp }: Claims, now: number): ClaimFault | undefined {
  if (!isSeconds(iat) || !isSeconds(nbf) || !isSeconds(exp)) return 'malformed';
  if (iat > now + toleranceInSeconds || nbf > now + toleranceInSeconds || exp <= now - toleranceInSeconds) return 'notInTime';
  return exp - iat > longestLifeInSeconds ? 'livesTooLong' : undefined;
}

// An ID token has the same issuer, tenant, audience and roles where a page and its API share a registration; it has neither a scope nor
// the mark of an application, and its subject is no object id.
function kindOf({ scp, idtyp, oid, sub }: Claims): Principal['kind'] | undefined {
  if (scp !== undefined) return idtyp === undefined || idtyp === 'user' ? 'user' : undefined;
  if (idtyp === undefined) return oid === sub ? 'app' : undefined;
  return idtyp === 'app' ? 'app' : undefined;
}

function isFilledText(claim: unknown): boolean {
  return typeof claim === 'string' && claim.trim() !== '';
}

function isSeconds(claim: unknown): claim is number {
  return typeof claim === 'number' && Number.isSafeInteger(claim) && claim >= 0;
}

function shortText(claim: unknown): string | undefined {
  return isFilledText(claim) ? cleanText(String(claim), 200) : undefined;
}
