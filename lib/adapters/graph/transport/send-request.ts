import type { ClientOptions } from '@microsoft/microsoft-graph-client';
import type { Clock, Log } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { parseHttpDate } from '../../../domain/retry-after.ts';
import type { Exchange } from './exchange.ts';
import { graphError, malformedAnswer, toReadFailure, transportError } from './graph-errors.ts';
import { authenticate, chain, identify, send } from './middleware.ts';
import { parseJson } from './parse-json.ts';

export interface GraphClientOptions {
  /** Origin of Graph; the bearer goes nowhere else. */
  baseUrl: string;
  /** A token for Graph in one tenant; `forceRefresh` asks for a new one although the cached one looks valid. */
  getToken(tenantId: string, options?: { forceRefresh?: boolean }): Promise<string>;
  clock: Pick<Clock, 'now'>;
  log?: Log;
  /** Deadline of one request, body included; 20 s unless given. */
  timeoutInMs?: number;
  /** Largest answer that is read; 10 MB unless given. */
  maximumBytes?: number;
  /** Told after each answer with a `Date` header: Graph's clock minus ours, in seconds, to about a second. */
  onClockSkew?(tenantId: string, skewInSeconds: number): void;
}

export interface GraphRequest {
  /** Names the request in errors, such as `readJobs`. */
  operation: string;
  method: 'GET' | 'POST';
  /** Path and query below the API version, already encoded. */
  path: string;
  body?: unknown;
  /** Set when it asks for many things at once: a 404 then says that the way to them is broken, and nothing about any of them. */
  isForMany?: true;
}

export interface GraphAnswer {
  body: unknown;
  /** Graph's id of the request, for a support case. */
  requestId?: string;
  /** Our clock when the request left. */
  sentAtInMs: number;
}

export type GraphSdk = typeof import('@microsoft/microsoft-graph-client');

/**
 * Sends one request and reads its answer; nothing is retried.
 * @throws UpstreamError for every answer but 2xx with readable JSON, and for none at all.
 */
export async function sendRequest(
  sdk: GraphSdk,
  options: GraphClientOptions,
  tenantId: string,
  token: () => Promise<string>,
  request: GraphRequest,
): Promise<GraphAnswer> {
  const { clock, timeoutInMs = 20_000, maximumBytes = 10_000_000 } = options;
  // The token has its own deadline, so that a slow authority is not reported as a slow Graph.
  await token();
  const signal = AbortSignal.timeout(timeoutInMs);
  const sentAtInMs = clock.now();
  try {
    let answer: Exchange | undefined;
    const sent = send(signal, maximumBytes, (its) => {
      answer = its;
    });
    await ask(sdk, options.baseUrl, token, request, sent);
    if (answer === undefined) throw new TypeError('The SDK sent nothing.');
    reportClockSkew(options, tenantId, answer, sentAtInMs);
    return { ...readAnswer(request, answer, clock.now()), sentAtInMs };
  } catch (error) {
    throw error instanceof UpstreamError ? error : transportError(request.operation, error, timeoutInMs);
  }
}

async function ask(
  sdk: GraphSdk,
  baseUrl: string,
  token: () => Promise<string>,
  request: GraphRequest,
  sent: ReturnType<typeof send>,
): Promise<void> {
  let cause: unknown;
  // The SDK turns what a middleware throws into its own error and loses the cause: it is kept here.
  const middleware = chain([
    async (_context, next) => {
      await next().catch((error: unknown) => {
        cause = error;
        throw error;
      });
    },
    authenticate(baseUrl, token, request.operation),
    identify,
    sent,
  ]);
  const client = sdk.Client.initWithMiddleware({ baseUrl, defaultVersion: 'v1.0', middleware } satisfies ClientOptions);
  const prepared = client.api(request.path).responseType(sdk.ResponseType.RAW);
  try {
    await (request.method === 'GET' ? prepared.get() : prepared.post(request.body));
  } catch (error) {
    throw cause ?? error;
  }
}

function readAnswer({ operation, isForMany }: GraphRequest, answer: Exchange, nowInMs: number): Omit<GraphAnswer, 'sentAtInMs'> {
  const { status, text } = answer;
  const header = (name: string) => headerOf(answer, name);
  const requestId = header('request-id');
  const evidence = { status, ...(requestId !== undefined && { requestId }) };
  const body = text === undefined ? undefined : tryParse(text);
  if (status < 200 || status >= 300) {
    const failure = toReadFailure({ status, header, body: body?.value }, nowInMs);
    throw graphError(operation, isForMany && failure.reason === 'notFound' ? { ...failure, reason: 'unavailable' } : failure);
  }
  if (text === undefined) throw malformedAnswer(operation, 'The answer is larger than we read.', evidence);
  if (body === undefined) throw malformedAnswer(operation, 'The answer is not readable JSON.', evidence);
  return { body: body.value, ...(requestId !== undefined && { requestId }) };
}

function tryParse(text: string): { value: unknown } | undefined {
  try {
    return { value: text === '' ? undefined : parseJson(text) };
  } catch {
    return undefined;
  }
}

function headerOf({ headers }: Exchange, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}

function reportClockSkew(options: GraphClientOptions, tenantId: string, answer: Exchange, sentAtInMs: number): void {
  const receivedAtInMs = options.clock.now();
  const date = parseHttpDate(headerOf(answer, 'date') ?? '', receivedAtInMs);
  if (date === undefined) return;
  options.onClockSkew?.(tenantId, Math.round((date - (sentAtInMs + receivedAtInMs) / 2) / 1000));
}
