import * as oauth from 'oauth4webapi';
import { base } from '../address/screens.ts';
import type { Config } from '../api/config.ts';
import { forgetAll, keepRefreshToken, keepWish, refreshToken, takeWish } from './kept.ts';

interface Token {
  text: string;
  /** By this machine's clock, with a minute to spare. */
  endsAt: number;
}

// In memory alone: what a page keeps for longer, another script could find.
let token: Token | undefined;
let renewing: Promise<boolean> | undefined;
let leaving: Promise<never> | undefined;

/** A token that is still good; undefined when there is none and a person is needed to get one. */
export async function accessToken(config: Config): Promise<string | undefined> {
  if (token !== undefined && token.endsAt > Date.now()) return token.text;
  return (await renew(config)) ? token?.text : undefined;
}

/**
 * What a token calls its bearer, to be shown and for nothing else: only the service can judge it. It is a JWT where the application wants
 * version 2 of the tokens, as this one does. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function nameIn(token: string): string | undefined {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { name, preferred_username } = JSON.parse(new TextDecoder().decode(bytes));
    return [name, preferred_username].find((told) => typeof told === 'string');
  } catch {
    return undefined;
  }
}

/** Gets a new token without asking anybody, once for all who want one; answers whether there is one now. */
export function renew(config: Config): Promise<boolean> {
  renewing ??= renewOnce(config).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewOnce(config: Config): Promise<boolean> {
  const held = refreshToken();
  if (held === undefined) return false;
  const { server, client } = partiesOf(config);
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), held, {
    additionalParameters: { scope: scopeOf(config) },
  });
  try {
    keep(await oauth.processRefreshTokenResponse(server, client, response));
    return true;
  } catch (error) {
    // A token that the authority no longer takes is of no use; one that it could not judge just now may still be.
    if (!(error instanceof oauth.ResponseBodyError)) throw error;
    forgetAll();
    token = undefined;
    return false;
  }
}

/** Leads to the authority, which leads back to where the page is now. The page ends here, for all who ask at once. */
export function redirect(config: Config): Promise<never> {
  leaving ??= leave(config);
  return leaving;
}

async function leave(config: Config): Promise<never> {
  const { server, client } = partiesOf(config);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  keepWish(state, { verifier, wanted: location.pathname + location.search });
  const asked = new URL(server.authorization_endpoint ?? '');
  asked.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: returnAddress(),
    response_type: 'code',
    response_mode: 'fragment',
    scope: scopeOf(config),
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  }).toString();
  location.assign(asked);
  return new Promise(() => undefined);
}

/** Takes what the authority sent back, and answers the address that was wanted. @throws Error with what the authority said. */
export async function takeAnswer(config: Config): Promise<string> {
  const given = new URLSearchParams(location.hash.slice(1));
  const wish = takeWish(given.get('state') ?? '');
  history.replaceState(null, '', wish?.wanted ?? base);
  if (wish === undefined) throw new Error('The answer of the sign-in was not asked for by this page.');
  const { server, client } = partiesOf(config);
  const code = oauth.validateAuthResponse(server, client, given, given.get('state') ?? '');
  const response = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), code, returnAddress(), wish.verifier);
  keep(await oauth.processAuthorizationCodeResponse(server, client, response));
  return wish.wanted;
}

export async function signOut(config: Config): Promise<void> {
  forgetAll();
  token = undefined;
  const back = new URLSearchParams({ post_logout_redirect_uri: returnAddress() });
  location.assign(`${config.authority}/oauth2/v2.0/logout?${back}`);
}

function keep({ access_token: text, expires_in: lifetimeInSeconds = 300, refresh_token: next }: oauth.TokenEndpointResponse): void {
  token = { text, endsAt: Date.now() + (lifetimeInSeconds - 60) * 1_000 };
  if (next !== undefined) keepRefreshToken(next);
}

// The addresses are known, so nothing has to be asked for them. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
function partiesOf({ authority = '', clientId = '' }: Config): { server: oauth.AuthorizationServer; client: oauth.Client } {
  const server = {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
  };
  return { server, client: { client_id: clientId } };
}

// Without `openid`: an identity token would have to be judged, and nothing here needs one.
function scopeOf({ scope = '' }: Config): string {
  return `${scope} offline_access`;
}

function returnAddress(): string {
  return location.origin + base;
}
