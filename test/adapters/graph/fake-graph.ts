import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import type { GraphClientOptions } from '../../../lib/adapters/graph/transport/send-request.ts';

interface SeenRequest {
  method: string;
  /** Path and query as sent, decoded. */
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text as it is. */
  body?: unknown;
}

interface BatchRequest {
  id: string;
  url: string;
  headers?: Record<string, string>;
}

/** Answers a request, or takes over its response and answers undefined. */
export type Handler = (request: SeenRequest, response: ServerResponse) => Answer | undefined | Promise<Answer | undefined>;

export interface FakeGraph extends AsyncDisposable {
  baseUrl: string;
  requests: SeenRequest[];
  handle(handler: Handler): void;
}

/** A Graph on an ephemeral port of the loopback that says what the test tells it to say. */
export async function startFakeGraph(first: Handler = () => ({ body: { value: [] } })): Promise<FakeGraph> {
  const requests: SeenRequest[] = [];
  let handler = first;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      const seen = {
        method: request.method ?? '',
        path: decodeURIComponent(request.url ?? ''),
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      requests.push(seen);
      const answer = await handler(seen, response);
      if (answer !== undefined) send(response, answer);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    handle(next) {
      handler = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'graph-request-1', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The items of a `$batch`, answered one by one. */
export function batchAnswer(request: SeenRequest, answer: (item: BatchRequest, index: number) => Answer): Answer {
  const { requests } = request.body as { requests: BatchRequest[] };
  return {
    body: {
      responses: requests.map((item, index) => ({
        id: item.id,
        headers: { 'Content-Type': 'application/json' },
        status: 200,
        ...answer(item, index),
      })),
    },
  };
}

export const tenantId = '11112222-3333-4444-5555-666677778888';

/** A reader of that Graph whose token is `token-1`, after a forced refresh `token-2` and so on. */
export function readerOf(graph: Pick<FakeGraph, 'baseUrl'>, options: Partial<GraphClientOptions> = {}) {
  return createGraphReader(optionsOf(graph, options));
}

/** Each token that was asked for anew bears the next number. */
export function optionsOf(graph: Pick<FakeGraph, 'baseUrl'>, options: Partial<GraphClientOptions> = {}): GraphClientOptions {
  let issued = 1;
  const clock = { now: () => Date.UTC(2026, 0, 12, 9) };
  return {
    baseUrl: graph.baseUrl,
    clock,
    getToken: async (_tenantId, choice) => {
      if (choice?.forceRefresh) issued += 1;
      return `token-${issued}`;
    },
    ...options,
  };
}
