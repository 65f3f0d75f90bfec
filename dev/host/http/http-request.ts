import type { IncomingMessage } from 'node:http';
import type { RouteValues } from '../functions/route-match.ts';
import type { RpcHttp } from '../worker/core-contract.ts';

/** The default of the host, which FUNCTIONS_REQUEST_BODY_SIZE_LIMIT overrides. */
const BODY_LIMIT_IN_BYTES = 104_857_600;

const hostForm = /^(\[[\da-f:.]+\]|[\w.~%-]+)(:\d{1,5})?$/i;

/** The absolute URL of a request; undefined, which is 400, when its target or its one Host header make none. */
export function urlOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  const { host: hosts = [] } = request.headersDistinct;
  if (hosts.length > 1 || (hosts[0] && !hostForm.test(hosts[0]))) return undefined;
  const local = `${request.socket.localAddress}:${request.socket.localPort}`;
  // A backslash is no separator for the host, but it would be one for URL.
  const text = (target.startsWith('/') ? `http://${request.headers.host || local}${target}` : target).replaceAll('\\', '%5C');
  const url = URL.parse(text);
  return url && !url.username && !url.password && !/%00/.test(url.pathname) ? url : undefined;
}

/**
 * Reads the body. Only a Content-Length announces one to the function: the host drops a chunked body.
 * https://github.com/Azure/azure-functions-host/issues/4926
 */
export async function readBody(request: IncomingMessage, env: NodeJS.ProcessEnv): Promise<Buffer | 'too-large'> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > (Number(env.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT) || BODY_LIMIT_IN_BYTES)) return 'too-large';
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (length > 0) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A request as the host hands it to the worker: names of headers in lower case, repeated headers and query keys joined by a comma. */
export function rpcRequestOf(request: IncomingMessage, url: URL, params: RouteValues, body: Buffer): RpcHttp {
  const headers = Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')] as const);
  return {
    url: url.href,
    method: request.method ?? '',
    nullableHeaders: nullable(headers),
    nullableQuery: nullable(joinedQuery(url.searchParams)),
    nullableParams: nullable(Object.entries(params)),
    body: body.length > 0 ? { bytes: body } : null,
  };
}

// ASP.NET compares the keys of a query ignoring case and keeps the first spelling.
function joinedQuery(query: URLSearchParams): [string, string][] {
  const joined = new Map<string, [string, string]>();
  for (const [key, value] of query) {
    const known = joined.get(key.toLowerCase());
    if (known) known[1] += `,${value}`;
    else joined.set(key.toLowerCase(), [key, value]);
  }
  return [...joined.values()];
}

function nullable(entries: Iterable<readonly [string, string]>): Record<string, { value: string }> {
  return Object.fromEntries(Array.from(entries, ([key, value]) => [key, { value }]));
}
