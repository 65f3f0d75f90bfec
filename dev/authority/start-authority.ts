import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../graph/model/model.ts';
import { type Exchange, runExchange } from '../graph/server/exchange.ts';
import { sendReply } from '../graph/server/send-reply.ts';
import type { SharedState } from '../graph/server/shared-state.ts';
import { startLoopbackServer } from '../graph/wire/loopback-server.ts';
import { readIncoming } from '../graph/wire/read-incoming.ts';
import type { Incoming } from '../graph/wire/reply.ts';
import { signAnyToken, type TokenRequest } from './api-token.ts';
import { createCallerKeys } from './callers/caller-keys.ts';
import { isFromPage, withCrossOrigin } from './callers/cross-origin.ts';
import { type ApiRole, registrations } from './callers/local-callers.ts';
import { createCertificate } from './certificate.ts';
import { type AuthorityParts, answerControl, routeAuthority } from './route-authority.ts';

export interface Authority {
  url: string;
  /** To be trusted by clients, as with `NODE_EXTRA_CA_CERTS`. */
  certificatePem: string;
  /** A person's token for the product's API; the tenant defaults to the home tenant. */
  issueApiToken(role: ApiRole, options?: { audience?: string; tenantId?: string }): Promise<string>;
  signToken(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

interface AuthorityOptions {
  /** 0 = any free one. */
  port: number;
  world: World;
  shared: SharedState;
  /** Client id of the product's API, for which tokens of callers are made. */
  audience?: string;
  /** Pages of these origins may sign in. */
  origins?: readonly string[];
}

const secretFields = ['code', 'code_verifier'];

function toExchange(incoming: Incoming, parts: AuthorityParts, origins: readonly string[]): Exchange {
  const tenantId = incoming.url.pathname.split('/')[1]?.toLowerCase();
  const form = new URLSearchParams(incoming.body);
  const clientId = form.get('client_id')?.toLowerCase();
  const now = parts.world.now();
  const logged = Object.fromEntries([...form].filter(([name]) => !secretFields.includes(name)));
  return {
    service: 'authority',
    ...(tenantId && { tenantId }),
    ...(clientId && { clientId }),
    ...(incoming.method === 'POST' && { loggedBody: logged }),
    trace: { requestId: randomUUID(), clientRequestId: '', now },
    headers: { date: new Date(now).toUTCString(), 'cache-control': 'no-store' },
    latencyInMs: 0,
    perform: async () => withCrossOrigin(await routeAuthority(parts, incoming), incoming, origins),
  };
}

/** Entra's token service over https on 127.0.0.1. */
export async function startAuthority(options: AuthorityOptions): Promise<Authority> {
  const { port, world, shared, audience = registrations.apiClientId, origins = [] } = options;
  const tls = await createCertificate(Date.now());
  const keys = createCallerKeys(shared.keys.authority);
  const parts: AuthorityParts = { world, ring: shared.keys, audience, keys, codes: new Map(), refreshTokens: new Map() };
  const server = await startLoopbackServer({
    port,
    tls,
    origins,
    listener: (closing) => {
      const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
        const incoming = await readIncoming(message, 'https');
        const control = isFromPage(incoming) ? undefined : await answerControl(parts, incoming);
        if (control) return sendReply(response, control, undefined, closing);
        return runExchange(incoming, response, toExchange(incoming, parts, origins), shared, closing);
      };
      return (message, response) => {
        serve(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      };
    },
  });
  const url = `https://127.0.0.1:${server.port}`;
  const sign = (request: TokenRequest, issued = audience) =>
    signAnyToken(request, keys, { authority: url, tenantId: world.homeTenantId, audience: issued, nowInMs: world.now() });
  return {
    url,
    certificatePem: tls.cert,
    issueApiToken: (role, { audience: issued, tenantId } = {}) => sign({ preset: 'user', role, ...(tenantId && { tenantId }) }, issued),
    signToken: sign,
    close: server.close,
  };
}
