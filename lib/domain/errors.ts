/** Why a system we depend on did not give us what we asked for. A closed list: it is also a metric dimension. */
export type UpstreamReason =
  | 'throttled'
  | 'unavailable'
  | 'timeout'
  | 'unreachable'
  | 'unauthorized'
  | 'consentMissing'
  | 'identityUnavailable'
  | 'notFound'
  | 'malformed'
  | 'rejected';

export interface RequestIssue {
  pointer?: string;
  parameter?: string;
  header?: string;
  detail: string;
}

abstract class AppError extends Error {}

/** The caller sent something we cannot accept; `issues` names each fault. */
export class InvalidRequestError extends AppError {
  override name = 'InvalidRequestError' as const;
  readonly code: string;
  readonly issues: readonly RequestIssue[];
  constructor(code: string, detail: string, issues: readonly RequestIssue[] = []) {
    super(detail);
    this.code = code;
    this.issues = issues;
  }
}

/** We looked, and it is not there (or the caller may not know that it is). */
export class NotFoundError extends AppError {
  override name = 'NotFoundError' as const;
  readonly resource: string;
  constructor(resource: string) {
    super(`${resource} was not found`);
    this.resource = resource;
  }
}

/** It is there for the caller, but their rights on it do not reach so far. */
export class ForbiddenError extends AppError {
  override name = 'ForbiddenError' as const;
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Somebody else changed it first, or its state does not permit the request. */
export class ConflictError extends AppError {
  override name = 'ConflictError' as const;
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

export interface UpstreamEvidence {
  service: 'graph' | 'identity' | 'tables' | 'queues' | 'teams';
  operation: string;
  reason: UpstreamReason;
  status?: number;
  /** The service's own error code, such as `Authorization_RequestDenied` or `AADSTS700016`. */
  code?: string;
  /** The service's own request id, for a support case. */
  requestId?: string;
  /** Milliseconds the service asked us to stay away; absent when it did not say. */
  retryAfterInMs?: number;
  /** Of `malformed`: the answer was longer than what is read of one. */
  isTooLarge?: true;
  /** Of `throttled`: the limit in a sentence of our own, where we know it. */
  limit?: string;
  /** Plain text, already free of secrets and cut to 2 KiB. */
  detail?: string;
}

/** Graph, the token authority, Table Storage or Teams failed. Carries the evidence, never a raw body. */
export class UpstreamError extends AppError {
  override name = 'UpstreamError' as const;
  readonly evidence: UpstreamEvidence;
  constructor(evidence: UpstreamEvidence, options?: ErrorOptions) {
    super(
      `${evidence.service} ${evidence.operation} failed: ${evidence.reason}${evidence.status ? ` (HTTP ${evidence.status})` : ''}`,
      options,
    );
    this.evidence = evidence;
  }
}

/** Our own set-up is wrong. `faults` lists every one of them, with how to fix it, and never a secret's value. */
export class ConfigurationError extends AppError {
  override name = 'ConfigurationError' as const;
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The settings have ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}
