import type { Context } from '@microsoft/microsoft-graph-client';
import { openExchange } from './exchange.ts';
import { UnusableExchangeError } from './graph-errors.ts';

interface SdkRequest {
  method: 'GET' | 'POST';
  /** Path and query below the API version. */
  path: string;
  /** v1.0 unless given. */
  version?: 'beta';
  headers: Record<string, string>;
  body?: unknown;
  /** Ends the request, and the reading of its answer. */
  signal: AbortSignal;
}

/** Sends one request and gives its raw answer, whatever its status. Rejects with what kept the answer away. */
export type AskGraph = (request: SdkRequest) => Promise<Response>;

/**
 * Opens Microsoft's SDK with a middleware of our own in place of its default chain: that one retries inside the call, follows redirects
 * and has no deadline, and its authentication sends no token over http, so it could not serve a loopback Graph.
 * https://learn.microsoft.com/graph/sdks/customize-client
 */
export async function openSdk(baseUrl: string): Promise<AskGraph> {
  const { Client, GraphClientError, ResponseType } = await import('@microsoft/microsoft-graph-client');
  const { origin } = new URL(baseUrl);
  const exchange = openExchange();

  async function execute(context: Context): Promise<void> {
    try {
      context.response = await exchange(addressAt(origin, context), optionsOf(context));
    } catch (cause) {
      // The SDK hands on its own errors as they are; of any other one it would keep no more than the message.
      throw Object.assign(new GraphClientError('There is no answer of Graph.'), { cause });
    }
  }

  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: 'v1.0', middleware: { execute } });
  return async ({ method, path, version, headers, body, signal }) => {
    const request = client
      .api(path)
      .version(version ?? 'v1.0')
      .headers(headers)
      .option('signal', signal)
      .responseType(ResponseType.RAW);
    try {
      return await (method === 'GET' ? request.get() : request.post(body));
    } catch (error) {
      throw error instanceof GraphClientError ? error.cause : error;
    }
  };
}

/** Where the request goes; its bearer is for one origin. */
function addressAt(origin: string, { request }: Context): URL {
  // The SDK makes no address of a path that holds another one.
  const url = URL.parse(typeof request === 'string' ? request : request.url);
  if (url?.origin === origin) return url;
  throw new UnusableExchangeError({ reason: 'rejected', detail: 'The address is not of the configured Graph; nothing was sent.' });
}

function optionsOf({ options = {} }: Context) {
  const { method = 'GET', body, signal } = options;
  const headers = Object.fromEntries(new Headers(options.headers));
  return { method, headers, ...(signal && { signal }), ...(typeof body === 'string' && { body }) };
}
