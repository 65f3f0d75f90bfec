import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../graph/model/model.ts';
import { type Exchange, runExchange } from '../graph/server/exchange.ts';
import { sendReply } from '../graph/server/send-reply.ts';
import type { SharedState } from '../graph/server/shared-state.ts';
import { startLoopbackServer } from '../graph/wire/loopback-server.ts';
import { readIncoming } from '../graph/wire/read-incoming.ts';
import type { Incoming } from '../graph/wire/reply.ts';
import { type ApiRole, signAnyToken, signApiToken, type TokenRequest } from './api-token.ts';
import { createCertificate } from './certificate.ts';
import { answerTokenSigning, routeAuthority } from './route-authority.ts';

export interface Authority {
  url: string;
  /** To be trusted by clients, as with `NODE_EXTRA_CA_CERTS`. */
  certificatePem: string;
  /** A token for the product's API; the tenant defaults to the home tenant. */
  issueApiToken(role: ApiRole, options: { audience: string; tenantId?: string }): Promise<string>;
  signToken(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

function toExchange(incoming: Incoming, world: World, shared: SharedState): Exchange {
  const tenantId = incoming.url.pathname.split('/')[1]?.toLowerCase();
  const form = new URLSearchParams(incoming.body);
  const clientId = form.get('client_id')?.toLowerCase();
  const now = world.now();
  return {
    service: 'authority',
    ...(tenantId && { tenantId }),
    ...(clientId && { clientId }),
    ...(incoming.method === 'POST' && { loggedBody: Object.fromEntries(form) }),
    trace: { requestId: randomUUID(), clientRequestId: '', now },
    headers: { date: new Date(now).toUTCString(), 'cache-control': 'no-store' },
    latencyInMs: 0,
    perform: () => routeAuthority(incoming, world, shared.keys),
  };
}

/** Entra's token service over https on 127.0.0.1. Port 0 = any free one. */
export async function startAuthority({ port, world, shared }: { port: number; world: World; shared: SharedState }): Promise<Authority> {
  const tls = await createCertificate(Date.now());
  const server = await startLoopbackServer({
    port,
    tls,
    listener: (closing) => {
      const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
        const incoming = await readIncoming(message, 'https');
        const isControl = incoming.method === 'POST' && incoming.url.pathname === '/_tokens';
        if (isControl) return sendReply(response, await answerTokenSigning(incoming, shared.keys), undefined, closing);
        return runExchange(incoming, response, toExchange(incoming, world, shared), shared, closing);
      };
      return (message, response) => {
        serve(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      };
    },
  });
  const url = `https://127.0.0.1:${server.port}`;
  return {
    url,
    certificatePem: tls.cert,
    issueApiToken: (role, { audience, tenantId = world.homeTenantId }) =>
      signApiToken(role, { authority: url, tenantId, audience, nowInMs: world.now() }, shared.keys),
    signToken: (request) => signAnyToken(request, shared.keys),
    close: server.close,
  };
}
