import { cleanText, cleanTexts } from '../../domain/clean-text.ts';
import {
  ConfigurationError,
  ConflictError,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  type RequestIssue,
  UpstreamError,
  type UpstreamEvidence,
  type UpstreamReason,
} from '../../domain/errors.ts';
import { quietTimeInMs } from '../../domain/tenant/pass/pacing.ts';
import { type ProblemCode, problems } from './problems.ts';

/** A refusal that only the HTTP edge knows, such as a wrong method; the domain's own errors are translated by `problemOf`. */
export class HttpProblemError extends Error {
  override name = 'HttpProblemError' as const;
  readonly problem: ProblemFacts;
  constructor(code: ProblemCode, detail: string, more: Partial<ProblemFacts> = {}) {
    super(detail);
    this.problem = { code, kind: code, detail, ...more };
  }
}

/** What a problem document says beyond its kind. */
interface ProblemFacts {
  /** The name callers branch on; where a use case has a finer one than the kind, it is that. */
  code: string;
  kind: ProblemCode;
  detail: string;
  headers?: Record<string, string>;
  errors?: readonly RequestIssue[];
  /** Members of its own, such as the failed checks of a probe. */
  extension?: Record<string, unknown>;
}

/** An RFC 9457 problem document. https://www.rfc-editor.org/rfc/rfc9457 */
interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  errors?: readonly RequestIssue[];
  [extension: string]: unknown;
}

const passing: readonly UpstreamReason[] = ['throttled', 'unavailable', 'timeout', 'unreachable', 'identityUnavailable'];
const defaultRetryAfterInSeconds = 5;

/** Translates any error to what a caller may know of it; texts of unforeseen errors and of other services stay inside. */
export function problemOf(error: unknown): ProblemFacts {
  if (error instanceof HttpProblemError) return error.problem;
  if (error instanceof InvalidRequestError) {
    const kind = isProblemCode(error.code) ? error.code : 'InvalidRequest';
    return { code: error.code, kind, detail: error.message, errors: error.issues };
  }
  if (error instanceof NotFoundError) return { code: 'NotFound', kind: 'NotFound', detail: `${error.message}.` };
  if (error instanceof ForbiddenError) {
    return { code: error.code, kind: isProblemCode(error.code) ? error.code : 'Forbidden', detail: error.message };
  }
  if (error instanceof ConflictError) {
    return { code: error.code, kind: isProblemCode(error.code) ? error.code : 'Conflict', detail: error.message };
  }
  if (error instanceof UpstreamError) return upstreamProblem(error);
  if (error instanceof ConfigurationError) {
    return { code: 'ConfigurationFault', kind: 'ConfigurationFault', detail: `${error.faults.length} setting(s) are missing or wrong.` };
  }
  return { code: 'InternalError', kind: 'InternalError', detail: 'The request could not be served.' };
}

function upstreamProblem({ evidence, message }: UpstreamError): ProblemFacts {
  if (!isPassing(evidence)) return { code: 'UpstreamFailed', kind: 'UpstreamFailed', detail: message };
  const seconds =
    evidence.retryAfterInMs === undefined ? defaultRetryAfterInSeconds : Math.ceil(quietTimeInMs(evidence.retryAfterInMs) / 1000);
  const wait = Math.max(1, seconds);
  const headers = { 'retry-after': String(wait) };
  if (evidence.reason !== 'throttled') return { code: 'UpstreamUnavailable', kind: 'UpstreamUnavailable', detail: message, headers };
  const { service, limit = `${serviceNames[service]} asks to be left alone.` } = evidence;
  return { code: 'UpstreamThrottled', kind: 'UpstreamThrottled', detail: `${limit} It may be asked again in ${wait} s.`, headers };
}

const serviceNames = {
  graph: 'Microsoft Graph',
  identity: 'The token authority',
  tables: 'The storage',
  queues: 'The storage',
  teams: 'Microsoft Teams',
} as const satisfies Record<UpstreamEvidence['service'], string>;

// The storage says nothing by halves: what cannot be read of its answer is lost on the way, and may be asked again. Others may mean it.
function isPassing({ service, reason }: UpstreamEvidence): boolean {
  return passing.includes(reason) || (service === 'tables' && reason === 'malformed');
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

// What somebody has put into an address by mistake is kept by whoever keeps the answer.
function withoutSecrets(pathname: string): string {
  return cleanText(pathname).replace(/[[\] …]/g, encodeURIComponent);
}

/** The problem document; `type` is the part of the documentation page that explains this kind. */
export function problemDocument(facts: ProblemFacts, place: { baseUrl: string; pathname: string; requestId: string }): ProblemDocument {
  const { status, title } = problems[facts.kind];
  return {
    type: `${place.baseUrl}/docs#${facts.kind}`,
    title,
    status,
    detail: cleanText(facts.detail),
    instance: withoutSecrets(place.pathname),
    code: facts.code,
    requestId: place.requestId,
    ...(facts.errors && facts.errors.length > 0 ? { errors: cleanTexts(facts.errors) } : {}),
    ...facts.extension,
  };
}
