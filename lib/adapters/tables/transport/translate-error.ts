import { UpstreamError, type UpstreamEvidence, type UpstreamReason } from '../../../domain/errors.ts';
import type { Refusal } from './table.ts';

interface StorageFailure {
  status?: number;
  code?: string;
  requestId?: string;
  retryAfterInMs?: number;
  name?: string;
}

const credentialErrors = ['CredentialUnavailableError', 'AuthenticationError', 'AuthenticationRequiredError'];

/** What the SDK's error says, whatever its class; `code` is the service's own, such as `EntityAlreadyExists`. */
export function readFailure(error: unknown): StorageFailure {
  const { name, statusCode: status, code, details, response } = (error ?? {}) as Partial<SdkError>;
  const headers = response?.headers;
  const seconds = Number(headers?.get('retry-after'));
  return {
    name,
    status,
    code: details?.odataError?.code ?? code,
    requestId: headers?.get('x-ms-request-id') ?? undefined,
    retryAfterInMs: seconds > 0 ? seconds * 1_000 : undefined,
  };
}

interface SdkError {
  name: string;
  statusCode: number;
  code: string;
  details: { odataError?: { code?: string } };
  response: { headers: { get(name: string): string | null | undefined } };
}

export function isTableMissing(failure: StorageFailure): boolean {
  return failure.status === 404 && failure.code === 'TableNotFound';
}

/** The answers that only say how the row stands; undefined for real failures. */
export function refusalOf({ status, code }: StorageFailure): Refusal | undefined {
  if (status === 409 && code === 'EntityAlreadyExists') return 'exists';
  if (status === 412) return 'changed';
  if (status === 404 && code !== 'TableNotFound') return 'missing';
  return undefined;
}

/** https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes */
export function translateError(operation: string, error: unknown): UpstreamError {
  const failure = readFailure(error);
  const evidence: UpstreamEvidence = { service: 'tables', operation, reason: reasonOf(failure) };
  if (failure.status) evidence.status = failure.status;
  if (failure.code) evidence.code = failure.code;
  if (failure.requestId) evidence.requestId = failure.requestId;
  if (failure.retryAfterInMs) evidence.retryAfterInMs = failure.retryAfterInMs;
  return new UpstreamError(evidence);
}

function reasonOf({ status, code, name }: StorageFailure): UpstreamReason {
  if (name && credentialErrors.includes(name)) return 'identityUnavailable';
  if (name === 'AbortError' || name === 'TimeoutError' || status === 408 || status === 504) return 'timeout';
  if (status === undefined) return code === 'PARSE_ERROR' ? 'malformed' : 'unreachable';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'notFound';
  if (status === 429) return 'throttled';
  if (status >= 500 || code === 'TableBeingDeleted') return 'unavailable';
  return status >= 400 ? 'rejected' : 'malformed';
}
