import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { OutgoingMessages } from '../application/operate/operation-message.ts';
import { countRefusal, noAccessCounts } from '../domain/access/access-counts.ts';
import { type Caller, stranger } from '../domain/access/caller.ts';
import { isChange } from '../domain/access/judge-sender.ts';
import { onDemand } from '../domain/on-demand.ts';
import { auditRefusal } from './audit-refusal.ts';
import type { HttpDeps } from './http-deps.ts';
import { loadOperation } from './load-operation.ts';
import { basePath } from './match-route.ts';
import { answerUnmatched } from './not-found.ts';
import type { OperationDeps } from './operations/operation-deps.ts';
import { answerPageConfig, pageInstead } from './page.ts';
import { problemDocument, problemOf } from './problems/problem.ts';
import { problems } from './problems/problems.ts';
import { type Admit, createAdmit } from './request/caller/admit.ts';
import { createAuthenticator } from './request/caller/authenticate.ts';
import {
  type Authenticate,
  authenticateLocally,
  authenticateNobody,
  authorize,
  identify,
  oncePerRequest,
} from './request/caller/authorize.ts';
import { challengeOf } from './request/caller/challenge.ts';
import { judgeNearness, judgeOrigin } from './request/caller/judge-sender.ts';
import { createRateLimit, type RateLimit } from './request/caller/rate-limit.ts';
import { createRefusalBudget } from './request/caller/refusal-budget.ts';
import { readIdempotencyKey } from './request/idempotency-key.ts';
import { hostOf, judgeTransport } from './request/judge-transport.ts';
import { parseBody, parsePath, parseQuery } from './request/parse-input.ts';
import { prefersCsv } from './request/prefers-csv.ts';
import { clientRequestIdOf, traceIdOf } from './request/trace-context.ts';
import { corsHeaders } from './response/cors.ts';
import { respond } from './response/respond.ts';
import { hasOperation, type RouteName } from './routes.ts';

/** An answer, and what is to be put into the queues with it. */
export interface HttpAnswer extends HttpResponseInit {
  messages?: OutgoingMessages;
}

/** Answers one request of the function `name`; it never throws. */
export type Http = (name: RouteName, request: HttpRequest, context: Pick<InvocationContext, 'invocationId'>) => Promise<HttpAnswer>;

interface Edge {
  deps: HttpDeps & OperationDeps;
  authenticate: Authenticate;
  admit: Admit;
  limit: RateLimit | undefined;
}

/** The HTTP edge of one instance. */
export function createHttp(given: HttpDeps): Http {
  const deps = { ...given, access: noAccessCounts() };
  const authenticate = oncePerRequest(deps.authenticate ?? authenticatorOf(deps));
  const { clock, rights, settings } = deps;
  const { rateLimitPerMinute: perMinute, bootstrapAdmin } = settings;
  const limit = perMinute === undefined ? undefined : createRateLimit(clock, perMinute);
  const edge: Edge = { deps, authenticate, admit: deps.admit ?? createAdmit(rights, bootstrapAdmin), limit };
  const budget = createRefusalBudget(clock);

  return async (name, request, { invocationId: requestId }) => {
    const baseUrl = baseUrlOf(request);
    const caller = onDemand(() => callerOf(edge, name, request));
    const answer = await answerRequest(edge, name, request, { baseUrl, requestId, caller }).catch(async (error: unknown) => {
      await auditRefusal({ ...deps, budget }, { name, request, requestId, error, caller });
      return refuse(deps, { request, baseUrl, requestId, error });
    });
    const clientRequestId = clientRequestIdOf(request);
    const headers = {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...(clientRequestId && { 'x-client-request-id': clientRequestId }),
      ...corsHeaders(request, settings.corsOrigins),
      ...(answer.headers as Record<string, string> | undefined),
    };
    const { messages } = answer;
    return {
      status: answer.status ?? 200,
      headers,
      ...(request.method === 'HEAD' ? {} : { body: answer.body }),
      ...(messages && { messages }),
    };
  };
}

function authenticatorOf({ settings, verifier, ...deps }: Edge['deps']): Authenticate {
  if (settings.authMode === 'none') return authenticateLocally(settings.corsOrigins);
  return verifier === undefined ? authenticateNobody : createAuthenticator({ ...deps, verifier });
}

async function answerRequest(
  edge: Edge,
  name: RouteName,
  request: HttpRequest,
  { baseUrl, requestId, caller: findCaller }: { baseUrl: string; requestId: string; caller: () => Promise<Caller> },
): Promise<HttpAnswer> {
  const { settings } = edge.deps;
  if (settings.authMode === 'none') judgeNearness(request, { isProbe: name === 'get-health-live' });
  if (!hasOperation(name)) {
    judgeTransport(request);
    return name === 'get-page' ? answerPageConfig(settings) : answerUnmatched(settings, request);
  }
  const operation = await loadOperation(name);
  judgeTransport(request, operation.body?.limitInBytes);
  const page = pageInstead(operation, request);
  if (page !== undefined) return page;
  const askedAt = edge.deps.clock.now();
  const caller = await findCaller();
  judgeOrigin(request, settings.corsOrigins);
  if (operation.role !== 'open') authorize(caller, operation.role);
  const answer = await operation.handle({
    deps: edge.deps,
    caller,
    baseUrl,
    requestId,
    prefersCsv: () => prefersCsv(request.headers.get('accept')),
    idempotencyKey: operation.idempotent ? readIdempotencyKey(request) : '',
    path: parsePath(operation.path, request.params),
    // The host joins repeated keys in `request.query`; the address still tells them apart.
    query: parseQuery(operation.query, new URL(request.url).searchParams),
    body: operation.body && (await parseBody(operation.body, request)),
  });
  const { pollIntervalInMs } = settings;
  const hasPage = operation.page !== undefined;
  const response = await respond(edge.deps.bodies, answer, { request, caller, baseUrl, askedAt, pollIntervalInMs, hasPage });
  return { ...response, ...(answer.messages && { messages: answer.messages }) };
}

// An open route answers everybody, also those whose rights cannot be read just now.
async function callerOf(edge: Edge, name: RouteName, request: HttpRequest): Promise<Caller> {
  if (!hasOperation(name)) return stranger;
  const { role, managesGrants, showsMore } = await loadOperation(name);
  const wish = { isChange: isChange(request.method), managesGrants: managesGrants === true };
  if (role !== 'open') return identify(edge, request, wish);
  // What answers everybody alike asks nobody, neither the authority nor the storage.
  if (showsMore !== true) return stranger;
  const principal = await edge.authenticate(request, 'open').catch(() => undefined);
  return principal === undefined ? stranger : edge.admit(principal, wish).catch(() => stranger);
}

function refuse(deps: Edge['deps'], facts: { request: HttpRequest; baseUrl: string; requestId: string; error: unknown }): HttpAnswer {
  const { request, baseUrl, requestId, error } = facts;
  const problem = problemOf(error);
  const { status } = problems[problem.kind];
  const { pathname } = new URL(request.url);
  countRefusal(deps.access, { status, code: problem.code });
  if (status >= 500 && problem.kind !== 'NotReady') {
    deps.log.error('A request failed', { requestId, traceId: traceIdOf(request), method: request.method, pathname, error });
  }
  const document = problemDocument(problem, { baseUrl, pathname, requestId });
  const challenge = deps.settings.authMode === 'none' ? {} : challengeOf(status, request);
  const headers = { vary: 'origin', ...challenge, ...problem.headers, 'content-type': 'application/problem+json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(document) };
}

function baseUrlOf(request: HttpRequest): string {
  const { protocol, host, origin } = new URL(request.url);
  const wanted = hostOf(request);
  const named = wanted === host ? undefined : URL.parse(`${protocol}//${wanted}`);
  return `${named?.origin ?? origin}${basePath}`;
}
