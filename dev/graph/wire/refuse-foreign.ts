import type { IncomingMessage, RequestListener } from 'node:http';
import { isForeignChange, isLoopback } from '../../../lib/domain/access/judge-sender.ts';

/**
 * Why a request is not for a server of this machine: a page of another site wrote it, or was led to this address by its name (DNS rebinding).
 * The API judges the same of its own requests.
 */
export function foreignSignOf({ method = '', headers }: IncomingMessage, origins: readonly string[] = []): string | undefined {
  const { host = '', origin = null, 'sec-fetch-site': site } = headers;
  if (host !== '' && !isLoopback(host)) return 'The request names another host than this machine.';
  const fetchSite = typeof site === 'string' ? site : null;
  return isForeignChange({ method, host, origin, fetchSite }, origins) ? 'A page of another origin asked for a change.' : undefined;
}

/** Serves this machine and the pages of these origins. */
export function refuseForeign(listener: RequestListener, origins: readonly string[]): RequestListener {
  return (request, response) => {
    const sign = foreignSignOf(request, origins);
    if (sign === undefined) return listener(request, response);
    response.writeHead(403, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ error: sign }));
  };
}
