import { randomUUID } from 'node:crypto';
import type { ManagedIdentity, World } from '../model/model.ts';
import { exchangeAudience, graphAudience, signAssertion, signGraphToken, tokenLifetimeInSeconds } from '../tokens/graph-token.ts';
import type { Incoming, Reply } from '../wire/reply.ts';
import type { Exchange } from './exchange.ts';
import type { SharedState } from './shared-state.ts';

export const identityPath = '/msi/token';

function refused(status: number, message: string): Reply {
  return { status, body: { statusCode: status, message, correlationId: randomUUID() } };
}

async function issue(world: World, shared: SharedState, identity: ManagedIdentity, resource: string): Promise<Reply> {
  const now = world.now();
  const home = world.homeTenantId;
  const roles = world.tenants.get(home)?.grants[identity.clientId] ?? [];
  const token =
    resource === exchangeAudience
      ? await signAssertion(shared.keys, { homeTenantId: home, ...identity }, now)
      : await signGraphToken(shared.keys, { tenantId: home, clientId: identity.clientId, roles }, now);
  const expiresOn = String(Math.floor(now / 1000) + tokenLifetimeInSeconds);
  return {
    status: 200,
    body: { access_token: token, expires_on: expiresOn, resource, token_type: 'Bearer', client_id: identity.clientId },
  };
}

async function answer(incoming: Incoming, world: World, shared: SharedState, secret: string): Promise<Reply> {
  const query = incoming.url.searchParams;
  if (incoming.headers['x-identity-header'] !== secret) return refused(401, 'The X-IDENTITY-HEADER is missing or wrong.');
  if (query.get('api-version') !== '2019-08-01') return refused(400, 'The api-version is not supported.');
  const resource = (query.get('resource') ?? '').replace(/\/$/, '');
  if (resource !== exchangeAudience && resource !== graphAudience) return refused(400, `The resource ${resource} is not known.`);
  const identity = world.identities.find((candidate) => candidate.clientId === query.get('client_id')?.toLowerCase());
  if (!identity) return refused(400, 'No Managed Identity found for specified ClientId/ResourceId/PrincipalId.');
  return issue(world, shared, identity, resource);
}

/** The endpoint App Service gives to an app. https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
export function createIdentityEndpoint(world: World, shared: SharedState, secret: string): (incoming: Incoming) => Exchange {
  return (incoming) => {
    const clientId = incoming.url.searchParams.get('client_id');
    const now = world.now();
    return {
      service: 'identity',
      ...(clientId && { clientId }),
      trace: { requestId: randomUUID(), clientRequestId: '', now },
      headers: { date: new Date(now).toUTCString() },
      latencyInMs: 0,
      perform: () => answer(incoming, world, shared, secret),
    };
  };
}
