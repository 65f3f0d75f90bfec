import * as z from 'zod';
import type { World } from '../graph/model/model.ts';
import { tokenLifetimeInSeconds } from '../graph/tokens/graph-token.ts';
import type { KeyRing } from '../graph/tokens/keys.ts';
import { type Incoming, parseJson, type Reply } from '../graph/wire/reply.ts';
import { findTenant } from '../graph/world/world.ts';
import { aadstsError } from './aadsts-error.ts';
import { askConsent, giveConsent } from './admin-consent.ts';
import { signAnyToken, tokenRequestSchema } from './api-token.ts';
import { answerAuthorize, answerSignOut } from './callers/authorize.ts';
import { preflight } from './callers/cross-origin.ts';
import type { Issue } from './callers/presets.ts';
import { type RedeemDeps, redeemForCaller } from './callers/redeem.ts';
import { answerTokenRequest } from './token-endpoint.ts';

export interface AuthorityParts extends RedeemDeps {
  world: World;
  /** The keys of Graph's tokens and of assertions. */
  ring: KeyRing;
  /** Client id of the product's API. */
  audience: string;
}

// Where the tenant is not known before somebody signs in: here they are all of the home tenant.
const anyTenant: readonly string[] = ['common', 'organizations'];

/** Who signs for the tenants of this authority; a template, as Entra has it where more than one is meant. */
function issuerTemplate({ url }: Incoming): string {
  return `${url.origin}/{tenantid}/v2.0`;
}

function discovery(incoming: Incoming, name: string, world: World): Reply {
  const tenantId = anyTenant.includes(name) ? name : findTenant(world, name)?.tenantId;
  if (tenantId === undefined) {
    const text = `Tenant '${name}' not found. Check to make sure you have the correct tenant ID.`;
    return aadstsError(400, 'invalid_tenant', 90002, text, world.now());
  }
  const base = `${incoming.url.origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      issuer: anyTenant.includes(tenantId) ? issuerTemplate(incoming) : `${base}/v2.0`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
      response_modes_supported: ['query', 'fragment'],
      response_types_supported: ['code', 'token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
  };
}

function issueOf({ world, audience }: AuthorityParts, incoming: Incoming, tenantId: string): Issue {
  return { authority: incoming.url.origin, tenantId, audience, nowInMs: world.now(), lifetimeInSeconds: tokenLifetimeInSeconds };
}

const keysRequestSchema = z.strictObject({ action: z.enum(['rotate', 'withdraw']), kid: z.string().optional() });

async function answerKeyChange({ keys }: AuthorityParts, incoming: Incoming): Promise<Reply> {
  const parsed = keysRequestSchema.safeParse(parseJson(incoming.body));
  if (!parsed.success) return { status: 400, body: { error: parsed.error.issues } };
  const { action, kid } = parsed.data;
  if (action === 'rotate') await keys.rotate();
  else if (!keys.withdraw(kid)) return { status: 404, body: { error: 'No such key is published.' } };
  return { status: 200, body: { current: keys.current().kid, published: keys.published().map((key) => key.kid) } };
}

/** What no authority offers: `POST /_tokens` signs anything, `POST /_keys` lets keys come and go. */
export async function answerControl(parts: AuthorityParts, incoming: Incoming): Promise<Reply | undefined> {
  if (incoming.method !== 'POST') return undefined;
  if (incoming.url.pathname === '/_keys') return answerKeyChange(parts, incoming);
  if (incoming.url.pathname !== '/_tokens') return undefined;
  const parsed = tokenRequestSchema.safeParse(parseJson(incoming.body));
  if (!parsed.success) return { status: 400, body: { error: parsed.error.issues } };
  const issue = issueOf(parts, incoming, parts.world.homeTenantId);
  return { status: 200, body: { token: await signAnyToken(parsed.data, parts.keys, issue) } };
}

// Entra names no algorithm, but for whom each key signs.
function publishedKeys({ keys }: AuthorityParts, incoming: Incoming): Reply {
  const issuer = issuerTemplate(incoming);
  return { status: 200, body: { keys: keys.published().map(({ publicJwk: { alg: _, ...key } }) => ({ ...key, issuer })) } };
}

/** The part of Entra's token service that is needed here. */
export async function routeAuthority(parts: AuthorityParts, incoming: Incoming): Promise<Reply> {
  const { world } = parts;
  const [, segment = '', ...rest] = incoming.url.pathname.split('/');
  const named = segment.toLowerCase();
  const tenantId = anyTenant.includes(named) ? world.homeTenantId : named;
  if (incoming.method === 'OPTIONS') return preflight();
  switch (`${incoming.method} ${rest.join('/')}`) {
    case 'GET v2.0/.well-known/openid-configuration':
      return discovery(incoming, named, world);
    case 'GET discovery/v2.0/keys':
      return publishedKeys(parts, incoming);
    case 'GET oauth2/v2.0/authorize':
      return answerAuthorize({ ...parts, now: () => world.now() }, incoming, tenantId);
    case 'GET adminconsent':
      return askConsent(incoming, findTenant(world, named));
    case 'POST adminconsent':
      return giveConsent(incoming, findTenant(world, named));
    case 'GET oauth2/v2.0/logout':
      return answerSignOut(incoming);
    case 'POST oauth2/v2.0/token': {
      const form = new URLSearchParams(incoming.body);
      const answer = world.tenants.has(tenantId) ? await redeemForCaller(parts, form, issueOf(parts, incoming, tenantId)) : undefined;
      return answer ?? answerTokenRequest(tenantId, form, world, parts.ring);
    }
    default:
      return { status: 404, body: '' };
  }
}
