import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../graph/model/random.ts';
import { startLoopbackServer } from '../graph/wire/loopback-server.ts';
import { channelPage, rendererScript } from './channel-page.ts';
import { type ReceivedCard, readCard } from './received-card.ts';
import { type SinkFault, type SinkFaultRule, sinkFaultRulesSchema, takeFault } from './sink-faults.ts';

export interface TeamsSink {
  /** Where the page is; a webhook is any path below `/workflows/`. */
  url: string;
  webhookUrl: string;
  close(): Promise<void>;
}

interface SinkState {
  cards: ReceivedCard[];
  requests: { at: string; status: number }[];
  rules: SinkFaultRule[];
  /** Decides which post meets a fault that is only probable; the same ones in every run. */
  random: Random;
}

const largestBodyInBytes = 1024 * 1024;

/** A Teams channel on 127.0.0.1: takes cards as a Workflows webhook does, shows them, and goes wrong on demand. */
export async function startTeamsSink({ port, token = 'demo' }: { port: number; token?: string }): Promise<TeamsSink> {
  const state: SinkState = { cards: [], requests: [], rules: [], random: createRandom(1) };
  const server = await startLoopbackServer({ port, listener: (closing) => listen(state, closing) });
  const url = `http://127.0.0.1:${server.port}`;
  return { url, webhookUrl: `${url}/workflows/${encodeURIComponent(token)}/triggers/manual/paths/invoke`, close: server.close };
}

/** What a post gets: an answer, a cut connection, or nothing for ever. */
type Reply = { status: number; body?: string; headers?: Record<string, string> } | 'cut' | 'silence';

const done: Reply = { status: 204 };

function listen(state: SinkState, closing: AbortSignal): RequestListener {
  return (request, response) => {
    handle(state, closing, request)
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  };
}

async function handle(state: SinkState, closing: AbortSignal, request: IncomingMessage): Promise<Reply> {
  const body = await readBody(request);
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  switch (`${request.method} ${path}`) {
    case 'GET /':
      return text(channelPage(), 'text/html');
    case 'GET /adaptivecards.js':
      return text(await rendererScript(), 'text/javascript');
    case 'GET /_cards':
      return json(state.cards);
    case 'GET /_requests':
      return json(state.requests);
    case 'GET /_faults':
      return json(state.rules);
    case 'DELETE /_cards':
      Object.assign(state, { cards: [], requests: [] });
      return done;
    case 'DELETE /_faults':
      state.rules = [];
      return done;
    case 'POST /_faults':
      return addFaults(state, body);
    default:
      if (request.method === 'POST' && path.startsWith('/workflows/')) return takePost(state, closing, body);
      return json({ error: 'No such route.' }, 404);
  }
}

function addFaults(state: SinkState, body: string): Reply {
  const parsed = sinkFaultRulesSchema.safeParse(parseJson(body));
  if (!parsed.success) return json({ error: parsed.error.issues.map(({ message }) => message) }, 400);
  state.rules.push(...parsed.data);
  return done;
}

async function takePost(state: SinkState, closing: AbortSignal, body: string): Promise<Reply> {
  const at = new Date().toISOString();
  const fault = takeFault(state.rules, state.random());
  if (fault?.kind === 'delay') await sleep(fault.delayInMs, undefined, { signal: closing });
  const reply = replyTo(fault);
  const status = typeof reply === 'string' ? 0 : reply.status;
  state.requests.push({ at, status });
  const card = isTaken(fault) ? readCard(body, status, at) : undefined;
  if (card) state.cards.push(card);
  return reply;
}

function isTaken(fault: SinkFault | undefined): boolean {
  return fault === undefined || fault.kind === 'delay' || fault.kind.startsWith('accept');
}

function replyTo(fault: SinkFault | undefined): Reply {
  switch (fault?.kind) {
    case 'status':
      return { status: fault.status, body: fault.body ?? '', headers: fault.headers ?? {} };
    case 'redirect':
      return { status: 302, headers: { location: fault.location } };
    case 'reset':
    case 'acceptThenReset':
      return 'cut';
    case 'timeout':
    case 'acceptThenTimeout':
      return 'silence';
    default:
      return { status: 202 };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > largestBodyInBytes) throw new Error('The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function json(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

function text(body: string, type: string): Reply {
  return { status: 200, body, headers: { 'content-type': `${type}; charset=utf-8` } };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'cut') response.destroy();
  if (typeof reply !== 'string') response.writeHead(reply.status, reply.headers).end(reply.body);
}
