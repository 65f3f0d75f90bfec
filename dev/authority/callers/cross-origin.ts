import type { Incoming, Reply } from '../../graph/wire/reply.ts';

/** Whether a page wrote the request, or a browser for it. What signs anything at all is not for pages. */
export function isFromPage({ headers }: Incoming): boolean {
  return headers.origin !== undefined;
}

/** What pages of these origins may read; any other page gets an answer that its browser keeps from it. */
export function withCrossOrigin(reply: Reply, incoming: Incoming, origins: readonly string[]): Reply {
  const { origin } = incoming.headers;
  if (origin === undefined || !origins.includes(origin)) return reply;
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': origin, vary: 'origin' } };
}

export function preflight(): Reply {
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type, x-client-sku, x-client-ver, client-request-id',
      'access-control-max-age': '600',
    },
  };
}
