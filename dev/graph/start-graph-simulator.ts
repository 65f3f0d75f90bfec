import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl } from './control/control.ts';
import type { World } from './model/model.ts';
import { createAuthenticator } from './server/authenticate.ts';
import { runExchange } from './server/exchange.ts';
import { createGraphEndpoint } from './server/graph-endpoint.ts';
import { createIdentityEndpoint, identityPath } from './server/identity-endpoint.ts';
import { sendReply } from './server/send-reply.ts';
import type { SharedState } from './server/shared-state.ts';
import { startLoopbackServer } from './wire/loopback-server.ts';
import { readIncoming } from './wire/read-incoming.ts';

export interface GraphSimulator {
  url: string;
  /** What the app's `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` have to be. */
  identityEndpoint: string;
  identityHeader: string;
  close(): Promise<void>;
}

interface GraphSimulatorOptions {
  /** 0 = any free port. */
  port: number;
  world: World;
  shared: SharedState;
}

/** Microsoft Graph and the App Service identity endpoint on one port of 127.0.0.1. */
export async function startGraphSimulator({ port, world, shared }: GraphSimulatorOptions): Promise<GraphSimulator> {
  const identityHeader = randomBytes(16).toString('hex');
  const toIdentity = createIdentityEndpoint(world, shared, identityHeader);
  const authenticate = createAuthenticator(world, shared.keys);
  const server = await startLoopbackServer({
    port,
    listener: (closing) => {
      const toGraph = createGraphEndpoint({ world, shared, authenticate, closing });
      const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
        const incoming = await readIncoming(message, 'http');
        const control = answerControl(incoming, world, shared);
        if (control) return sendReply(response, control, undefined, closing);
        const exchange = incoming.url.pathname === identityPath ? toIdentity(incoming) : await toGraph(incoming);
        return runExchange(incoming, response, exchange, shared, closing);
      };
      return (message, response) => {
        serve(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      };
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  return { url, identityEndpoint: `${url}${identityPath}`, identityHeader, close: server.close };
}
