import type { Reply } from './reply.ts';

export interface Trace {
  requestId: string;
  clientRequestId: string;
  now: number;
}

/** Graph's error document. https://learn.microsoft.com/graph/errors */
export function graphError(status: number, code: string, message: string, trace: Trace, headers: Record<string, string> = {}): Reply {
  const date = new Date(trace.now).toISOString().slice(0, 19);
  const innerError = { date, 'request-id': trace.requestId, 'client-request-id': trace.clientRequestId };
  return { status, headers, body: { error: { code, message, innerError } } };
}

export function notFound(id: string, trace: Trace): Reply {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return graphError(404, 'Request_ResourceNotFound', message, trace);
}

export function badRequest(code: string, message: string, trace: Trace): Reply {
  return graphError(400, code, message, trace);
}
