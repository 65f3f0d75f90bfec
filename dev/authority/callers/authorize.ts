import { randomBytes } from 'node:crypto';
import type { Incoming, Reply } from '../../graph/wire/reply.ts';
import { type Person, people, registrations } from './local-callers.ts';
import { chooserPage, refusalPage, signedOutPage } from './sign-in-page.ts';

/** What a person agreed to, until the client redeems it. */
export interface Grant {
  tenantId: string;
  clientId: string;
  who: Person;
  /** The scopes of the API. */
  scope: string;
  /** Those of OpenID Connect. */
  openid: readonly string[];
  nonce?: string;
}

/** A code, and what has to be shown with it. https://www.rfc-editor.org/rfc/rfc7636 */
export interface CodeGrant extends Grant {
  redirectUri: string;
  challenge: string;
  expiresAt: number;
}

interface AuthorizeDeps {
  codes: Map<string, CodeGrant>;
  audience: string;
  now(): number;
}

const codeLifetimeInMs = 600_000;

/**
 * Code with PKCE for a public client: whoever `login_hint` names is signed in, else a page asks who.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export function answerAuthorize({ codes, audience, now }: AuthorizeDeps, { url }: Incoming, tenantId: string): Reply {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const clientId = asked('client_id').toLowerCase();
  const redirectUri = asked('redirect_uri');
  if (clientId !== registrations.uiClientId) return refusalPage(`AADSTS700016: No application has the identifier '${clientId}' here.`);
  if (!isOwnAddress(redirectUri)) return refusalPage('AADSTS50011: The redirect URI is not one of this machine.');
  const back = (answer: Record<string, string>) => sendBack(redirectUri, asked('response_mode'), { ...answer, state: asked('state') });
  const fault = faultOf(asked);
  if (fault !== undefined) return back({ error: 'invalid_request', error_description: fault });
  const scopes = readScopes(asked('scope'), audience);
  if (scopes === undefined) return back({ error: 'invalid_scope', error_description: 'AADSTS70011: The scope names nothing of this API.' });
  const who = people.find(({ hint }) => hint === asked('login_hint'));
  if (who === undefined) {
    const silent = {
      error: 'login_required',
      error_description: 'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
    };
    return asked('prompt') === 'none' ? back(silent) : chooserPage(url);
  }
  const code = randomBytes(32).toString('base64url');
  const nonce = asked('nonce');
  const grant = { tenantId, clientId, who, ...scopes, ...(nonce && { nonce }) };
  codes.set(code, { ...grant, redirectUri, challenge: asked('code_challenge'), expiresAt: now() + codeLifetimeInMs });
  return back({ code });
}

function faultOf(asked: (name: string) => string): string | undefined {
  if (asked('response_type') !== 'code') return 'AADSTS700051: response_type must be code.';
  if (asked('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(asked('code_challenge'))) {
    return 'AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.';
  }
  return undefined;
}

const apiScopes = ['Sync.Access', 'Sync.Read'];

/** The API's part of the scope and OpenID Connect's; undefined when nothing is asked of the API. */
export function readScopes(text: string, audience: string): Pick<Grant, 'scope' | 'openid'> | undefined {
  const named = text.split(' ').filter(Boolean);
  const own = named.flatMap((scope) => {
    const name = [`api://${audience}/`, `${audience}/`].find((prefix) => scope.startsWith(prefix));
    return name === undefined ? [] : [scope.slice(name.length)];
  });
  const granted = own.includes('.default') ? ['Sync.Access'] : own.filter((scope) => apiScopes.includes(scope));
  if (granted.length === 0) return undefined;
  return { scope: granted.join(' '), openid: named.filter((scope) => ['openid', 'profile', 'email', 'offline_access'].includes(scope)) };
}

function sendBack(redirectUri: string, mode: string, answer: Record<string, string>): Reply {
  const target = new URL(redirectUri);
  const given = new URLSearchParams(Object.entries(answer).filter(([, value]) => value !== ''));
  if (mode === 'fragment') target.hash = given.toString();
  else for (const [name, value] of given) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.href }, body: '' };
}

/** Nothing leaves this machine: a code goes to loopback or nowhere. */
function isOwnAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&
    !url.username
  );
}

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request */
export function answerSignOut({ url }: Incoming): Reply {
  const target = url.searchParams.get('post_logout_redirect_uri') ?? '';
  if (!isOwnAddress(target)) return signedOutPage();
  const state = url.searchParams.get('state');
  return { status: 302, headers: { location: `${target}${state === null ? '' : `?${new URLSearchParams({ state })}`}` }, body: '' };
}
