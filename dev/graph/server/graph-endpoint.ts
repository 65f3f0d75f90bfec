import { randomUUID } from 'node:crypto';
import type { World } from '../model/model.ts';
import { graphError, type Trace } from '../wire/graph-error.ts';
import { type Incoming, parseJson, type Reply } from '../wire/reply.ts';
import type { Authentication } from './authenticate.ts';
import { answerBatch, type BatchRequest, batchItems } from './batch.ts';
import type { Exchange } from './exchange.ts';
import type { LogEntry } from './request-log.ts';
import { createRouter } from './route-graph.ts';
import type { SharedState } from './shared-state.ts';

function traceOf(incoming: Incoming, now: number): Trace {
  const requestId = randomUUID();
  const asked = incoming.headers['client-request-id'];
  return { requestId, clientRequestId: typeof asked === 'string' ? asked : requestId, now };
}

function headersOf(trace: Trace): Record<string, string> {
  return {
    date: new Date(trace.now).toUTCString(),
    'cache-control': 'no-cache',
    'request-id': trace.requestId,
    'client-request-id': trace.clientRequestId,
  };
}

function unauthorized(message: string, trace: Trace): Reply {
  const challenge = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
  return graphError(401, 'InvalidAuthenticationToken', message, trace, { 'www-authenticate': challenge });
}

interface GraphEndpointParts {
  world: World;
  shared: SharedState;
  authenticate(authorization: string | undefined): Promise<Authentication>;
  closing: AbortSignal;
}

/** Turns a request to Graph into an exchange: who asks, what is logged, how long it takes, what it does. */
export function createGraphEndpoint(parts: GraphEndpointParts): (incoming: Incoming) => Promise<Exchange> {
  const { world, shared, closing } = parts;
  const route = createRouter(world);
  return async (incoming) => {
    const trace = traceOf(incoming, world.now());
    const authentication = await parts.authenticate(incoming.headers.authorization);
    const { tenantId, clientId } = authentication.ok ? authentication.caller : authentication;
    const body = incoming.body === '' ? undefined : parseJson(incoming.body);
    const isBatch = incoming.method === 'POST' && /^\/(v1\.0|beta)\/\$batch$/.test(incoming.url.pathname);
    const items = isBatch ? batchItems(body) : 1;
    const perform = async (entry: LogEntry): Promise<Reply> => {
      if (!authentication.ok) return unauthorized(authentication.message, trace);
      const tenant = world.tenants.get(authentication.caller.tenantId);
      if (!tenant) return unauthorized('The tenant of the token does not exist.', trace);
      const request: BatchRequest = {
        method: incoming.method,
        url: incoming.url,
        body,
        caller: authentication.caller,
        tenant,
        world,
        trace,
        isAdvanced: incoming.headers.consistencylevel === 'eventual',
      };
      return isBatch ? answerBatch(request, { route, faults: shared.faults, entry, closing }) : route(request);
    };
    return {
      service: 'graph',
      ...(tenantId !== undefined && { tenantId }),
      ...(clientId !== undefined && { clientId }),
      ...(body !== undefined && !isBatch && { loggedBody: body }),
      trace,
      headers: headersOf(trace),
      latencyInMs: world.latency.fixedInMs + world.latency.perItemInMs * Math.max(0, items - 1),
      perform,
    };
  };
}
