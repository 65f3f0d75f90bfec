import { UpstreamError, type UpstreamEvidence, type UpstreamReason } from '../../../domain/errors.ts';
import type { TableAnswer } from './send.ts';
import type { Refusal } from './table.ts';

interface StorageFailure {
  status?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
  retryAfterInMs?: number | undefined;
  name?: string | undefined;
}

const credentialErrors = ['CredentialUnavailableError', 'AuthenticationError', 'AuthenticationRequiredError'];

/** An answer that is not the one hoped for; the SDK has its own errors for those to its own requests. */
export class RefusedRequestError extends Error {
  readonly failure: StorageFailure;

  /** `status` and `text` are those of the answer itself, or of the part of it that says no. */
  constructor({ headers }: Pick<TableAnswer, 'headers'>, status: number, text: string) {
    super(`The service answered ${status}`);
    this.failure = { status, code: codeIn(text), ...factsIn(headers) };
  }
}

/** What an error says, whatever its class; `code` is the service's own, such as `EntityAlreadyExists`. */
export function readFailure(error: unknown): StorageFailure {
  if (error instanceof RefusedRequestError) return error.failure;
  const { name, statusCode: status, code, details, response } = (error ?? {}) as Partial<SdkError>;
  return { name, status, code: details?.odataError?.code ?? code, ...(response && factsIn(response.headers)) };
}

interface SdkError {
  name: string;
  statusCode: number;
  code: string;
  details: { odataError?: { code?: string } };
  response: Pick<TableAnswer, 'headers'>;
}

function factsIn(headers: TableAnswer['headers']): Pick<StorageFailure, 'requestId' | 'retryAfterInMs'> {
  const seconds = Number(headers.get('retry-after'));
  return { requestId: headers.get('x-ms-request-id'), retryAfterInMs: seconds > 0 ? seconds * 1_000 : undefined };
}

/** https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2#table-service-error-response */
function codeIn(text: string): string | undefined {
  try {
    const code = (JSON.parse(text) as { 'odata.error'?: { code?: unknown } })['odata.error']?.code;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

export function isTableMissing(failure: StorageFailure): boolean {
  return failure.status === 404 && failure.code === 'TableNotFound';
}

/** The answers that only say how the row stands; undefined for real failures. */
export function refusalOf(failure: StorageFailure): Refusal | undefined {
  const { status, code } = failure;
  if (status === 409 && code === 'EntityAlreadyExists') return 'exists';
  if (status === 412) return 'changed';
  if (status === 404 && code !== 'TableNotFound' && !isHalf(failure)) return 'missing';
  return undefined;
}

/** Only its code tells what is missing, or what is in the way: without one the answer was cut off. `PARSE_ERROR` is the SDK's. */
function isHalf({ status, code }: StorageFailure): boolean {
  return (status === 404 || status === 409) && (code === undefined || code === 'PARSE_ERROR');
}

/** https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes */
export function translateError(operation: string, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const failure = readFailure(error);
  const evidence: UpstreamEvidence = { service: 'tables', operation, reason: reasonOf(failure) };
  if (failure.status) evidence.status = failure.status;
  if (failure.code) evidence.code = failure.code;
  if (failure.requestId) evidence.requestId = failure.requestId;
  if (failure.retryAfterInMs) evidence.retryAfterInMs = failure.retryAfterInMs;
  return new UpstreamError(evidence);
}

function reasonOf(failure: StorageFailure): UpstreamReason {
  const { status, code, name } = failure;
  if (name && credentialErrors.includes(name)) return 'identityUnavailable';
  if (name === 'AbortError' || name === 'TimeoutError' || status === 408 || status === 504) return 'timeout';
  if (status === undefined) return code === 'PARSE_ERROR' ? 'malformed' : 'unreachable';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429) return 'throttled';
  if (status >= 500 || code === 'TableBeingDeleted') return 'unavailable';
  if (status < 400 || isHalf(failure)) return 'malformed';
  return status === 404 ? 'notFound' : 'rejected';
}
