import { cleanText } from '../../../domain/clean-text.ts';
import { codePattern } from '../../../domain/code-pattern.ts';
import { UpstreamError, type UpstreamEvidence, type UpstreamReason } from '../../../domain/errors.ts';
import type { ReadFailure } from '../../../domain/job/job-read.ts';
import { parseHttpDate, parseRetryAfter } from '../../../domain/retry-after.ts';

/** What an answer that is no success tells us, of a whole request or of one item of a `$batch`. */
interface FailedAnswer {
  status: number;
  /** Header by lower-case name. */
  header(name: string): string | undefined;
  body: unknown;
}

// An application that only owns the service principal gets this bare 401 where others get 403.
// https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/8800
const missingPermissionHint =
  'Graph refused without a reason. This happens when Synchronization.Read.All (or Synchronization.ReadWrite.All for actions) ' +
  'is not granted to the application in this tenant; Application.ReadWrite.OwnedBy alone is not enough.';

/** The failure that an answer of Graph stands for: its class, Graph's own code and request id, and when to come back. */
export function toReadFailure(answer: FailedAnswer, nowInMs: number): ReadFailure {
  const error = errorOf(answer.body);
  const reason = reasonOf(answer.status, error);
  // A date is one of Graph's clock, so it counts from Graph's own time.
  const answeredAtInMs = parseHttpDate(answer.header('date') ?? '', nowInMs) ?? nowInMs;
  const retryAfterInMs = parseRetryAfter(answer.header('retry-after'), answeredAtInMs);
  const requestId = wordOf(answer.header('request-id')) ?? error.requestId;
  return {
    reason,
    status: answer.status,
    ...(error.code !== undefined && { code: error.code }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterInMs !== undefined && { retryAfterInMs }),
    detail: reason === 'consentMissing' && error.message === undefined ? missingPermissionHint : (error.message ?? describe(answer.status)),
  };
}

/** The same as an error, for a request that failed as a whole. */
export function graphError(operation: string, failure: ReadFailure, cause?: unknown): UpstreamError {
  return new UpstreamError(
    { service: 'graph', operation, ...failure } satisfies UpstreamEvidence,
    cause === undefined ? undefined : { cause },
  );
}

/** An answer that arrived and cannot be understood. */
export function malformedAnswer(operation: string, detail: string, evidence: Partial<UpstreamEvidence> = {}): UpstreamError {
  return new UpstreamError({ ...evidence, service: 'graph', operation, reason: 'malformed', detail: cleanText(detail) });
}

/** A request that we do not send, or an answer that no `Response` can hold. */
export class UnusableExchangeError extends Error {
  override name = 'UnusableExchangeError' as const;
  readonly failure: ReadFailure;
  constructor(failure: ReadFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** A request that got no complete answer: it was not sent, our deadline passed, or the connection broke. */
export function transportError(operation: string, error: unknown, timeoutInMs: number): UpstreamError {
  if (error instanceof UnusableExchangeError) return graphError(operation, error.failure, error);
  const name = property(error, 'name');
  const isTimeout = name === 'TimeoutError' || name === 'AbortError';
  if (isTimeout) return graphError(operation, { reason: 'timeout', detail: `No complete answer within ${timeoutInMs} ms.` }, error);
  const code = networkCodeOf(error);
  const detail = `The connection to Graph failed${code === undefined ? '' : ` (${code})`}.`;
  return graphError(operation, { reason: 'unreachable', ...(code !== undefined && { code }), detail }, error);
}

interface GraphErrorBody {
  code?: string;
  message?: string;
  requestId?: string;
}

function errorOf(body: unknown): GraphErrorBody {
  const error = member(body, 'error');
  const inner = member(error, 'innerError') ?? member(error, 'innererror');
  const code = wordOf(member(error, 'code'));
  const message = textOf(member(error, 'message'));
  const requestId = wordOf(member(inner, 'request-id'));
  return { ...(code && { code }), ...(message && { message }), ...(requestId && { requestId }) };
}

// The reports have a code of their own. https://github.com/microsoftgraph/microsoft-graph-explorer/issues/3165
const missingPermissionCodes = ['Authorization_RequestDenied', 'Authentication_MSGraphPermissionMissing'];

function reasonOf(status: number, error: GraphErrorBody): UpstreamReason {
  switch (status) {
    case 401:
      return isMissingPermission(error) ? 'consentMissing' : 'unauthorized';
    case 403:
      return error.code !== undefined && missingPermissionCodes.includes(error.code) ? 'consentMissing' : 'unauthorized';
    case 404:
    case 410:
      return 'notFound';
    case 408:
    case 504:
      return 'timeout';
    case 424:
      return 'unavailable';
    case 429:
    case 509:
      return 'throttled';
    default:
      if (status >= 500 && status < 600) return 'unavailable';
      return status >= 400 && status < 500 ? 'rejected' : 'malformed';
  }
}

function isMissingPermission(error: GraphErrorBody): boolean {
  return error.code === 'Authorization_IdentityNotFound' || (error.code === 'UnknownError' && error.message === undefined);
}

function describe(status: number): string {
  return status >= 300 && status < 400
    ? `Graph answered with a redirect (HTTP ${status}), which is never followed.`
    : `Graph answered HTTP ${status} without an explanation.`;
}

function networkCodeOf(error: unknown): string | undefined {
  const code = property(property(error, 'cause'), 'code') ?? property(error, 'code');
  return typeof code === 'string' ? cleanText(code, 64) : undefined;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

// Inherited members too: the name of an exception is on its prototype.
function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

// Codes and ids are kept and shown everywhere: what may be a name or an address is none.
function wordOf(value: unknown): string | undefined {
  const text = textOf(value, 128);
  return text !== undefined && codePattern.test(text) ? text : undefined;
}

function textOf(value: unknown, maximumLength?: number): string | undefined {
  return typeof value === 'string' ? cleanText(value, maximumLength) || undefined : undefined;
}
