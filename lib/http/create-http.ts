import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { createFleetCache } from '../application/fleet-cache.ts';
import { createFleetViewCache } from '../application/fleet-view-cache.ts';
import { type Authenticate, authenticateLocally, authenticateNobody, authorize, type Caller, stranger } from './authorize.ts';
import { type BodyCache, createBodyCache } from './body-cache.ts';
import { corsHeaders } from './cors.ts';
import type { HttpDeps } from './http-deps.ts';
import { hostOf, judgeHost, judgeTransport } from './judge-transport.ts';
import { basePath } from './match-route.ts';
import { answerUnmatched } from './not-found.ts';
import type { Operation, OperationDeps } from './operation.ts';
import { operations } from './operations.ts';
import { parseInput, parsePath, parseQuery } from './parse-input.ts';
import { problemDocument, problemOf } from './problem.ts';
import { problems } from './problems.ts';
import { readBody } from './read-body.ts';
import { respond } from './respond.ts';
import type { RouteName } from './routes.ts';
import { clientRequestIdOf, traceIdOf } from './trace-context.ts';

/** Answers one request of the function `name`; it never throws. */
export type Http = (name: RouteName, request: HttpRequest, context: Pick<InvocationContext, 'invocationId'>) => Promise<HttpResponseInit>;

interface Edge {
  deps: OperationDeps;
  authenticate: Authenticate;
  bodies: BodyCache;
}

/** The HTTP edge of one instance, with the caches it keeps. */
export function createHttp(deps: HttpDeps): Http {
  const fleetRows = createFleetCache(deps);
  const fleetView = createFleetViewCache({ ...deps, fleetRows }, deps.settings);
  const byMode = deps.settings.authMode === 'none' ? authenticateLocally : authenticateNobody;
  const edge: Edge = { deps: { ...deps, fleetRows, fleetView }, authenticate: deps.authenticate ?? byMode, bodies: createBodyCache() };

  return async (name, request, { invocationId: requestId }) => {
    const baseUrl = baseUrlOf(request);
    const answer = await answerRequest(edge, name, request, baseUrl).catch((error: unknown) =>
      refuse(deps, { request, baseUrl, requestId, error }),
    );
    const clientRequestId = clientRequestIdOf(request);
    const headers = {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...(clientRequestId && { 'x-client-request-id': clientRequestId }),
      ...corsHeaders(request, deps.settings.corsOrigins),
      ...(answer.headers as Record<string, string> | undefined),
    };
    return { status: answer.status ?? 200, headers, ...(request.method === 'HEAD' ? {} : { body: answer.body }) };
  };
}

async function answerRequest(edge: Edge, name: RouteName, request: HttpRequest, baseUrl: string): Promise<HttpResponseInit> {
  const { settings } = edge.deps;
  if (settings.authMode === 'none') judgeHost(request);
  if (name === 'zz-not-found') {
    judgeTransport(request);
    return answerUnmatched(settings, request);
  }
  const operation: Operation = operations[name];
  judgeTransport(request, operation.body?.limitInBytes);
  const caller = await callerOf(edge, operation, request);
  const answer = await operation.handle({
    deps: edge.deps,
    now: edge.deps.clock.now(),
    caller,
    baseUrl,
    path: parsePath(operation.path, request.params),
    // The host joins repeated keys in `request.query`; the address still tells them apart.
    query: parseQuery(operation.query, new URL(request.url).searchParams),
    body:
      operation.body &&
      parseInput(operation.body.schema, await readBody(request, operation.body.limitInBytes), { what: 'body', place: 'pointer' }),
  });
  return respond(edge.bodies, answer, { request, caller, baseUrl });
}

async function callerOf({ authenticate }: Edge, { role }: Operation, request: HttpRequest): Promise<Caller> {
  if (role !== 'open') return authorize(authenticate, request, role);
  return (await authenticate(request).catch(() => undefined)) ?? stranger;
}

function refuse(deps: HttpDeps, facts: { request: HttpRequest; baseUrl: string; requestId: string; error: unknown }): HttpResponseInit {
  const { request, baseUrl, requestId, error } = facts;
  const problem = problemOf(error);
  const { status } = problems[problem.kind];
  const { pathname } = new URL(request.url);
  if (status >= 500 && problem.kind !== 'NotReady') {
    deps.log.error('A request failed', { requestId, traceId: traceIdOf(request), method: request.method, pathname, error });
  }
  const document = problemDocument(problem, { baseUrl, pathname, requestId });
  const headers = { vary: 'origin', ...problem.headers, 'content-type': 'application/problem+json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(document) };
}

function baseUrlOf(request: HttpRequest): string {
  const { protocol, origin } = new URL(request.url);
  const named = `${protocol}//${hostOf(request)}`;
  return `${URL.canParse(named) ? new URL(named).origin : origin}${basePath}`;
}
