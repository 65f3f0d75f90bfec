import type { HttpRequest } from '@azure/functions';

const requestHeaders = 'authorization, content-type, idempotency-key, if-match, if-none-match, traceparent, x-client-request-id';
const responseHeaders =
  'content-location, etag, operation-location, retry-after, www-authenticate, x-fresh-observed-at, x-observed-at, x-request-id';

/** What a browser of a permitted origin needs in every answer; never a wildcard. */
export function corsHeaders(request: HttpRequest, corsOrigins: readonly string[]): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null || !corsOrigins.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': responseHeaders };
}

/** The answer to a preflight beyond `corsHeaders`. */
export function preflightHeaders(request: HttpRequest, corsOrigins: readonly string[], methods: readonly string[]): Record<string, string> {
  if (corsHeaders(request, corsOrigins)['access-control-allow-origin'] === undefined) return {};
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders,
    'access-control-max-age': '600',
  };
}
