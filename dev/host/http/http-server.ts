import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { foreignSignOf } from '../../graph/wire/refuse-foreign.ts';
import { findRoute } from '../functions/routes.ts';
import type { HostSettings } from '../settings/host-json.ts';
import { type Log, messageOf } from '../worker/log.ts';
import { type AdminDependencies, answerAdmin, hostStatus } from './admin.ts';
import { readBody, rpcRequestOf, urlOf } from './http-request.ts';
import { sendResponse } from './http-response.ts';

export interface HttpServer {
  port: number;
  /** Until then every request is 503. */
  open(dependencies: AdminDependencies): void;
  close(): void;
}

/** Listens on 127.0.0.1 only; rejects with a sentence that names the port when it is taken. */
export async function startHttpServer(
  port: number,
  { env, settings, log }: { env: NodeJS.ProcessEnv; settings: Pick<HostSettings, 'extensionBundle'>; log: Log },
): Promise<HttpServer> {
  let dependencies: AdminDependencies | undefined;
  const server = createServer((request, response) => {
    answer({ dependencies, env, settings }, request, response).catch((error) => {
      if (!request.destroyed) log('error', `${request.method} ${request.url}: ${messageOf(error)}`);
      if (!response.headersSent) end(response, 500);
      else response.destroy();
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    open(given) {
      dependencies = given;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${port} of 127.0.0.1 is already in use: choose another with --port.`);
  }
}

interface Facts {
  dependencies: AdminDependencies | undefined;
  env: NodeJS.ProcessEnv;
  settings: Pick<HostSettings, 'extensionBundle'>;
}

async function answer({ dependencies, env, settings }: Facts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  if (!url) return end(response, 400);
  // Both answer whether or not the functions run.
  if (/^\/admin\/host\/ping\/?$/i.test(url.pathname)) return end(response, 200);
  if (/^\/admin\/host\/status\/?$/i.test(url.pathname) && foreignSignOf(request) === undefined) {
    const status = hostStatus(settings, dependencies === undefined ? 'Starting' : 'Running', env);
    return end(response, 200, 'application/json; charset=utf-8', JSON.stringify(status));
  }
  if (!dependencies) return end(response, 503, 'text/plain', 'Function host is not running.');
  const body = await readBody(request, env);
  if (body === 'too-large') {
    response.setHeader('connection', 'close');
    return end(response, 413);
  }
  const method = request.method ?? '';
  if (/^\/(admin|runtime)(\/|$)/i.test(url.pathname)) {
    const foreign = foreignSignOf(request);
    if (foreign !== undefined) return end(response, 403, 'text/plain', foreign);
    const { status, body: document } = answerAdmin(dependencies, method, url.pathname, body.toString('utf8'));
    return document === undefined
      ? end(response, status)
      : end(response, status, 'application/json; charset=utf-8', JSON.stringify(document));
  }
  const hit = findRoute(dependencies.functions, method, url.pathname);
  if (!hit || hit.hosted.isDisabled) return answerWithoutFunction(response, url, env);
  const { hosted, params } = hit;
  const result = await dependencies
    .invoke(hosted, {
      data: { http: rpcRequestOf(request, url, params, body) },
      traceParent: request.headersDistinct.traceparent?.[0],
      traceState: request.headersDistinct.tracestate?.join(','),
    })
    .catch(() => undefined);
  return result ? sendResponse(response, result) : end(response, 500);
}

// The home page exists unless a function owns the root or the setting turns it off.
function answerWithoutFunction(response: ServerResponse, url: URL, env: NodeJS.ProcessEnv): void {
  const isHomePageOff = env.AzureWebJobsDisableHomepage?.toLowerCase() === 'true';
  if (url.pathname !== '/') end(response, 404);
  else if (isHomePageOff) end(response, 204);
  else end(response, 200, 'text/plain; charset=utf-8', 'The local Functions host is running.');
}

function end(response: ServerResponse, status: number, contentType?: string, body?: string): void {
  response.writeHead(status, contentType ? { 'content-type': contentType } : {}).end(body);
}
