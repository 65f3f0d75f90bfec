import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Reply } from '../../graph/wire/reply.ts';
import { aadstsError } from '../aadsts-error.ts';
import { signCaller } from '../api-token.ts';
import { type CodeGrant, type Grant, readScopes } from './authorize.ts';
import type { CallerKeys } from './caller-keys.ts';
import { registrations, robotRoles } from './local-callers.ts';
import { appClaims, type Issue, idClaims, userClaims } from './presets.ts';

export interface RedeemDeps {
  codes: Map<string, CodeGrant>;
  /** Each is good for one use, as for every page in a browser. */
  refreshTokens: Map<string, Grant>;
  keys: CallerKeys;
}

/** The token endpoint for callers of the API; undefined when somebody else is asked for. */
export async function redeemForCaller(deps: RedeemDeps, form: URLSearchParams, issue: Issue): Promise<Reply | undefined> {
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(deps, form, issue);
    case 'refresh_token':
      return redeemRefreshToken(deps, form, issue);
    case 'client_credentials':
      return readScopes(form.get('scope') ?? '', issue.audience) && redeemSecret(deps, form, issue);
    default:
      return undefined;
  }
}

function redeemCode(deps: RedeemDeps, form: URLSearchParams, issue: Issue): Promise<Reply> | Reply {
  const refuse = (number: number, text: string) => aadstsError(400, 'invalid_grant', number, text, issue.nowInMs);
  const code = form.get('code') ?? '';
  const grant = deps.codes.get(code);
  deps.codes.delete(code);
  if (grant === undefined) return refuse(54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.');
  if (grant.expiresAt <= issue.nowInMs) return refuse(70008, 'The provided authorization code is expired.');
  if (!isOf(grant, form, issue)) return refuse(700005, 'The provided authorization code is intended to be used by another client.');
  if (grant.redirectUri !== form.get('redirect_uri'))
    return refuse(500112, 'The reply address does not match that of the authorization request.');
  if (!provesPossession(form.get('code_verifier') ?? '', grant.challenge))
    return refuse(501481, 'The Code_Verifier does not match the code_challenge.');
  return issueTokens(deps, grant, issue);
}

function redeemRefreshToken(deps: RedeemDeps, form: URLSearchParams, issue: Issue): Promise<Reply> | Reply {
  const token = form.get('refresh_token') ?? '';
  const grant = deps.refreshTokens.get(token);
  if (grant === undefined || !isOf(grant, form, issue)) {
    return aadstsError(400, 'invalid_grant', 70043, 'The refresh token has expired or is invalid.', issue.nowInMs);
  }
  deps.refreshTokens.delete(token);
  return issueTokens(deps, grant, issue);
}

function isOf(grant: Grant, form: URLSearchParams, { tenantId }: Issue): boolean {
  return grant.clientId === form.get('client_id')?.toLowerCase() && grant.tenantId === tenantId;
}

// https://www.rfc-editor.org/rfc/rfc7636#section-4.6
function provesPossession(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return timingSafeEqual(createHash('sha256').update(verifier).digest(), Buffer.from(challenge, 'base64url'));
}

async function issueTokens({ keys, refreshTokens }: RedeemDeps, grant: Grant, issue: Issue): Promise<Reply> {
  const { who, clientId, scope, openid, nonce } = grant;
  const refreshToken = randomBytes(32).toString('base64url');
  if (openid.includes('offline_access')) refreshTokens.set(refreshToken, grant);
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      scope: [...scope.split(' ').map((name) => `api://${issue.audience}/${name}`), ...openid].join(' '),
      expires_in: issue.lifetimeInSeconds,
      ext_expires_in: issue.lifetimeInSeconds,
      access_token: await signCaller(userClaims(issue, who, { clientId, scope }), keys),
      ...(openid.includes('offline_access') && { refresh_token: refreshToken }),
      ...(openid.includes('openid') && { id_token: await signCaller(idClaims(issue, who, { clientId, ...(nonce && { nonce }) }), keys) }),
    },
  };
}

async function redeemSecret({ keys }: RedeemDeps, form: URLSearchParams, issue: Issue): Promise<Reply> {
  const { robotClientId, robotSecret } = registrations;
  if (form.get('client_id')?.toLowerCase() !== robotClientId || form.get('client_secret') !== robotSecret) {
    return aadstsError(401, 'invalid_client', 7000215, 'Invalid client secret provided.', issue.nowInMs);
  }
  const token = await signCaller(appClaims(issue, robotRoles), keys);
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: issue.lifetimeInSeconds, ext_expires_in: issue.lifetimeInSeconds, access_token: token },
  };
}
