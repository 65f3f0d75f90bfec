import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { methodsOf } from './match-route.ts';
import type { HttpSettings } from './operations/operation-deps.ts';
import { HttpProblemError } from './problems/problem.ts';
import { preflightHeaders } from './response/cors.ts';

/**
 * Answers what no route matched: the host itself would give an empty 404 even for a wrong method.
 * @throws HttpProblemError 404 or 405.
 */
export function answerUnmatched(settings: HttpSettings, request: HttpRequest): HttpResponseInit {
  const methods = methodsOf(new URL(request.url).pathname);
  if (methods.length === 0) throw new HttpProblemError('RouteNotFound', 'No route of this API has that path.');
  const allowed = [...methods, 'OPTIONS'];
  const headers = { allow: allowed.join(', ') };
  if (request.method === 'OPTIONS') {
    return { status: 204, headers: { ...headers, ...preflightHeaders(request, settings.corsOrigins, allowed) } };
  }
  throw new HttpProblemError('MethodNotAllowed', `${request.method} is not known here; the route answers ${allowed.join(', ')}.`, {
    headers,
  });
}
