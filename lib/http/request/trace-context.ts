import type { HttpRequest } from '@azure/functions';

/** The trace id of a valid `traceparent`; a malformed one is ignored. https://www.w3.org/TR/trace-context/#traceparent-header */
export function traceIdOf(request: HttpRequest): string | undefined {
  const traceId = /^[0-9a-f]{2}-(?<traceId>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(request.headers.get('traceparent') ?? '')?.groups
    ?.traceId;
  return traceId === '0'.repeat(32) ? undefined : traceId;
}

/** The caller's own name for the request, echoed only where it cannot harm. */
export function clientRequestIdOf(request: HttpRequest): string | undefined {
  return /^[\w.-]{1,64}$/.exec(request.headers.get('x-client-request-id') ?? '')?.[0];
}
