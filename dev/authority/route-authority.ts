import type { World } from '../graph/model/model.ts';
import type { KeyRing } from '../graph/tokens/keys.ts';
import { type Incoming, parseJson, type Reply } from '../graph/wire/reply.ts';
import { aadstsError } from './aadsts-error.ts';
import { signAnyToken, tokenRequestSchema } from './api-token.ts';
import { answerTokenRequest } from './token-endpoint.ts';

function discovery(incoming: Incoming, tenantId: string, world: World): Reply {
  if (!world.tenants.has(tenantId)) {
    return aadstsError(
      400,
      'invalid_tenant',
      90002,
      `Tenant '${tenantId}' not found. Check to make sure you have the correct tenant ID.`,
      world.now(),
    );
  }
  const base = `${incoming.url.origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      issuer: `${base}/v2.0`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
      response_types_supported: ['code', 'token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
  };
}

export async function answerTokenSigning(incoming: Incoming, keys: KeyRing): Promise<Reply> {
  const parsed = tokenRequestSchema.safeParse(parseJson(incoming.body));
  if (!parsed.success) return { status: 400, body: { error: parsed.error.issues } };
  return { status: 200, body: { token: await signAnyToken(parsed.data, keys) } };
}

/** The part of Entra's token service that is needed here. */
export async function routeAuthority(incoming: Incoming, world: World, keys: KeyRing): Promise<Reply> {
  const [, tenantId = '', ...rest] = incoming.url.pathname.split('/');
  switch (`${incoming.method} ${rest.join('/')}`) {
    case 'GET v2.0/.well-known/openid-configuration':
      return discovery(incoming, tenantId.toLowerCase(), world);
    case 'GET discovery/v2.0/keys':
      return { status: 200, body: { keys: [keys.authority.publicJwk] } };
    case 'POST oauth2/v2.0/token':
      return answerTokenRequest(tenantId.toLowerCase(), new URLSearchParams(incoming.body), world, keys);
    default:
      return { status: 404, body: '' };
  }
}
