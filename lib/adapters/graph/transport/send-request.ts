import { randomUUID } from 'node:crypto';
import type { Clock, Log } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { parseHttpDate } from '../../../domain/retry-after.ts';
import { graphError, malformedAnswer, toReadFailure, transportError } from './graph-errors.ts';
import type { AskGraph } from './open-sdk.ts';
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
  /**
   * Set for what is read again and again beside the jobs: a token that lacks a permission for it is good for all else, and is replaced when its
   * time is over. Unless set, the next call asks for a new one.
   */
  keepsToken?: true;
  /** Told after each answer with a `Date` header: Graph's clock minus ours, in seconds, to about a second. */
  onClockSkew?(tenantId: string, skewInSeconds: number): void;
}

export interface GraphRequest {
  /** Names the request in errors, such as `readJobs`. */
  operation: string;
  method: 'GET' | 'POST';
  /** Path and query below the API version, already encoded. */
  path: string;
  /** v1.0 unless given. */
  version?: 'beta';
  body?: unknown;
  /** Set when it asks for many things at once: a 404 then says that the way to them is broken, and nothing about any of them. */
  isForMany?: true;
  /** Set where Graph's own sentence about a failure may name somebody, as it may repeat a filter or tell of an object: it is left out. */
  isAboutPeople?: true;
  /** Set for a filter that only the index of directory objects answers, which is a little behind. */
  isIndexed?: true;
}

export interface GraphAnswer {
  body: unknown;
  /** Graph's id of the request, for a support case. */
  requestId?: string;
  /** Our clock when the request left. */
  sentAtInMs: number;
}

/**
 * Sends one request and reads its answer; nothing is retried.
 * @throws UpstreamError for every answer but 2xx with readable JSON, and for none at all.
 */
export async function sendRequest(
  ask: AskGraph,
  options: GraphClientOptions,
  tenantId: string,
  token: () => Promise<string>,
  request: GraphRequest,
): Promise<GraphAnswer> {
  const { clock, timeoutInMs = 20_000, maximumBytes = 10_000_000 } = options;
  const { operation, method, path, body, version, isIndexed } = request;
  // The token has its own deadline, so that a slow authority is not reported as a slow Graph.
  const headers = { ...headersWith(await token()), ...(isIndexed && { ConsistencyLevel: 'eventual' }) };
  const signal = AbortSignal.timeout(timeoutInMs);
  const sentAtInMs = clock.now();
  try {
    const response = await ask({ method, path, headers, body, signal, ...(version && { version }) });
    const text = await readText(response, maximumBytes, signal);
    reportClockSkew(options, tenantId, response, sentAtInMs);
    return { ...readAnswer(request, response, text, clock.now()), sentAtInMs };
  } catch (error) {
    throw error instanceof UpstreamError ? error : transportError(operation, error, timeoutInMs);
  }
}

/** The bearer, who we are, which request this is, and the wish for enum members newer than the API version's first. https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations */
function headersWith(token: string): Record<string, string> {
  return {
    Authorization: `Bearer ${token}`,
    'User-Agent': 'entra-sync-status',
    'client-request-id': randomUUID(),
    Prefer: 'include-unknown-enum-members',
    Accept: 'application/json',
  };
}

/** The body; undefined when it is longer than we read, whatever length was announced, or breaks off after a refusal. */
async function readText(response: Response, maximumBytes: number, signal: AbortSignal): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    // Leaving the loop early closes the connection.
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > maximumBytes) return undefined;
      chunks.push(chunk);
    }
  } catch (error) {
    // A broken body must not hide what the status line and Retry-After of a refusal already said.
    if (!response.ok) return undefined;
    signal.throwIfAborted();
    throw error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function readAnswer(
  { operation, isForMany, isAboutPeople }: GraphRequest,
  { ok, status, headers }: Response,
  text: string | undefined,
  nowInMs: number,
): Omit<GraphAnswer, 'sentAtInMs'> {
  const header = (name: string) => headers.get(name) ?? undefined;
  const requestId = header('request-id');
  const evidence = { status, ...(requestId !== undefined && { requestId }) };
  const body = text === undefined ? undefined : tryParse(text);
  if (!ok) {
    const told = toReadFailure({ status, header, body: body?.value }, nowInMs);
    const failure = isAboutPeople ? { ...told, detail: `Graph answered HTTP ${status}.` } : told;
    throw graphError(operation, isForMany && failure.reason === 'notFound' ? { ...failure, reason: 'unavailable' } : failure);
  }
  if (text === undefined) throw malformedAnswer(operation, 'The answer is larger than we read.', { ...evidence, isTooLarge: true });
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

function reportClockSkew(options: GraphClientOptions, tenantId: string, { headers }: Response, sentAtInMs: number): void {
  const receivedAtInMs = options.clock.now();
  const date = parseHttpDate(headers.get('date') ?? '', receivedAtInMs);
  if (date === undefined) return;
  options.onClockSkew?.(tenantId, Math.round((date - (sentAtInMs + receivedAtInMs) / 2) / 1000));
}
