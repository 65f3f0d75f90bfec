import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { UnusableExchangeError } from './graph-errors.ts';

// Idle connections go before a front end that keeps them for only five seconds could close them under a new request.
const idle = { keepAlive: true, timeout: 4_000 };

// A `Response` with one of these has no body.
const bodyless = [204, 205, 304];

/** One request over connections that are kept for the next one; `signal` also ends the reading of the body. Rejects when there is no answer. */
type Exchange = (url: URL, options: Pick<RequestOptions, 'method' | 'headers' | 'signal'> & { body?: string }) => Promise<Response>;

/**
 * Opens Node's own client, which follows no redirect, repeats nothing and takes less CPU than `fetch`; it asks for no compression, which
 * costs more time than it saves. It answers as `fetch` does: status and headers at once, the body while it is read.
 */
export function openExchange(): Exchange {
  const transports = {
    'http:': { request: requestHttp, agent: new HttpAgent(idle) },
    'https:': { request: requestHttps, agent: new HttpsAgent(idle) },
  };
  return async (url, { body, ...options }) => {
    const { request, agent } = transports[url.protocol === 'http:' ? 'http:' : 'https:'];
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { ...options, agent }, resolve)
        .on('error', reject)
        .end(body);
    });
    return toResponse(message);
  };
}

function toResponse(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) {
    message.destroy();
    throw new UnusableExchangeError({ reason: 'malformed', status, detail: `Graph answered HTTP ${status}, which has no meaning.` });
  }
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) for (const value of values) headers.append(name, value);
  if (!bodyless.includes(status)) return new Response(message, { status, headers });
  message.resume();
  return new Response(null, { status, headers });
}
