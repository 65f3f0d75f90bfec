import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

/** What one request came to. */
export interface Exchange {
  status: number;
  headers: IncomingHttpHeaders;
  /** The body; undefined when it was longer than we read, or broke off after a refusal. */
  text: string | undefined;
}

// Idle connections go before a front end that keeps them for only five seconds could close them under a new request.
const idle = { keepAlive: true, timeout: 4_000 };
const transports = {
  'http:': { request: requestHttp, agent: new HttpAgent(idle) },
  'https:': { request: requestHttps, agent: new HttpsAgent(idle) },
};

/**
 * Sends one request over Node's own client, which follows no redirect and takes half the CPU of `fetch`; it asks for no compression, which
 * costs more time than it saves. `signal` also ends the reading of the body.
 * Rejects when there is no answer, or when the body of a good one breaks off.
 */
export async function exchange(
  url: URL,
  { body, ...options }: Pick<RequestOptions, 'method' | 'headers' | 'signal'> & { body?: string },
  maximumBytes: number,
): Promise<Exchange> {
  const { request, agent } = transports[url.protocol === 'http:' ? 'http:' : 'https:'];
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { ...options, agent }, resolve)
      .on('error', reject)
      .end(body);
  });
  const { statusCode: status = 0, headers } = response;
  const isRefusal = status < 200 || status >= 300;
  const text = await readText(response, maximumBytes).catch((error: unknown) => {
    // A broken body must not hide what the status line and Retry-After of a refusal already said.
    if (isRefusal) return undefined;
    options.signal?.throwIfAborted();
    throw error;
  });
  return { status, headers, text };
}

/** Stops at `maximumBytes`, whatever length was announced. */
async function readText(response: IncomingMessage, maximumBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early closes the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maximumBytes) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
