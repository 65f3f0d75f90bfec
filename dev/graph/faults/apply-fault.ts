import { graphError, type Trace } from '../wire/graph-error.ts';
import type { Reply, Service } from '../wire/reply.ts';
import type { Fault } from './fault-rules.ts';

const graphCodes: Record<number, string> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  424: 'FailedDependency',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

function statusReply(status: number, body: unknown, headers: Record<string, string> | undefined, service: Service, trace: Trace): Reply {
  if (body !== undefined) return { status, body, ...(headers && { headers }) };
  if (service === 'graph')
    return graphError(status, graphCodes[status] ?? 'UnknownError', 'The request could not be served at this time.', trace, headers);
  const code = status === 429 || status >= 500 ? 'temporarily_unavailable' : 'invalid_request';
  return {
    status,
    headers: headers ?? {},
    body: { error: code, error_description: 'The request could not be served at this time.', error_codes: [90033] },
  };
}

/** The answer of a fault that strikes before the request has any effect; undefined when the request is to be carried out. */
export function replyInstead(fault: Fault | undefined, service: Service, trace: Trace): Reply | undefined {
  if (fault?.kind === 'status') return statusReply(fault.status, fault.body, fault.headers, service, trace);
  if (fault?.kind === 'html') {
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!DOCTYPE html><html><body><h1>Our services are not available right now</h1></body></html>',
    };
  }
  if (fault?.kind === 'body') return { status: 200, headers: { 'content-type': 'application/json', ...fault.headers }, body: fault.body };
  return undefined;
}

/** The answer after the effect, as the fault bends it. */
export function bendReply(fault: Fault | undefined, reply: Reply, service: Service, trace: Trace): Reply {
  if (fault?.kind === 'afterEffect' && typeof fault.status === 'number') {
    return statusReply(fault.status, fault.body, fault.headers, service, trace);
  }
  if (fault?.kind === 'nextLink' && reply.body !== null && typeof reply.body === 'object') {
    return { ...reply, body: { ...reply.body, '@odata.nextLink': fault.url } };
  }
  return reply;
}
