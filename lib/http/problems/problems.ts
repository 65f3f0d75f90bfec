interface ProblemKind {
  status: number;
  title: string;
}

/**
 * Every problem this API answers with. The code is the stable name. What each means and what can be done is only written down, so that no
 * answer has to load it: dev/openapi/problem-texts.ts.
 */
export const problems = {
  InvalidRequest: { status: 400, title: 'The request is not valid' },
  InvalidContinuation: { status: 400, title: 'The continuation is not valid' },
  InvalidJson: { status: 400, title: 'The body is not JSON' },
  ScopeNotAllowed: { status: 400, title: 'The scope is not to be used' },
  ConfirmationRequired: { status: 400, title: 'Confirm with the id' },
  StagedDeletesRequired: { status: 400, title: 'Say how many deletions you saw' },
  UnknownDomain: { status: 400, title: 'No tenant has that domain' },
  SubjectNotResolved: { status: 422, title: 'A name stands for no one object' },
  IdempotencyKeyMissing: { status: 400, title: 'Say which wish this is' },
  Unauthenticated: { status: 401, title: 'Sign in first' },
  Forbidden: { status: 403, title: 'Your role does not permit this' },
  Blocked: { status: 403, title: 'You are blocked' },
  CappedByGrant: { status: 403, title: 'Your grant does not reach so far' },
  OwnGrant: { status: 403, title: 'Nobody changes their own grant' },
  AdminRequired: { status: 403, title: 'Only an administrator may ask for this' },
  SecondAdminRequired: { status: 403, title: 'A second administrator has to approve' },
  ForeignHost: { status: 403, title: 'Only this machine may call' },
  ProxiedRequest: { status: 403, title: 'Only this machine may call, and directly' },
  ForeignOrigin: { status: 403, title: 'Pages of other sites change nothing' },
  NotFound: { status: 404, title: 'There is no such resource' },
  RouteNotFound: { status: 404, title: 'There is no such route' },
  MethodNotAllowed: { status: 405, title: 'The route does not know this method' },
  Conflict: { status: 409, title: 'The state does not permit this' },
  OperationActive: { status: 409, title: 'Another operation runs on this job' },
  CoolDown: { status: 409, title: 'The same action was sent a short while ago' },
  StartNotAllowed: { status: 409, title: 'The job is not stopped' },
  NothingToDo: { status: 409, title: 'There is nothing to do for it' },
  AcknowledgementRequired: { status: 409, title: 'Look into the cause first' },
  ApprovalExpired: { status: 409, title: 'The approval came too late' },
  AuthorizationRevoked: { status: 409, title: 'Whoever asked may not any more' },
  NotAwaitingApproval: { status: 409, title: 'The operation waits for no approval' },
  StagedDeletesMissing: { status: 409, title: 'The approval has no number of deletions' },
  StagedDeletesChanged: { status: 409, title: 'Not the number of deletions that was asked for' },
  IncidentClosed: { status: 409, title: 'The incident is over' },
  ForeignTenant: { status: 409, title: 'The identity of this service is of another tenant' },
  LengthRequired: { status: 411, title: 'Say how long the body is' },
  PayloadTooLarge: { status: 413, title: 'The body is too large' },
  UriTooLong: { status: 414, title: 'The address is too long' },
  UnsupportedMediaType: { status: 415, title: 'The body has another media type' },
  IdempotencyKeyReused: { status: 422, title: 'The key belongs to another request' },
  TooManyRequests: { status: 429, title: 'More than Graph takes' },
  RateLimitExceeded: { status: 429, title: 'Too many requests of one caller' },
  InternalError: { status: 500, title: 'The service failed' },
  ConfigurationFault: { status: 500, title: 'The service is not set up correctly' },
  UpstreamFailed: { status: 502, title: 'A service behind this one refused' },
  ChangesGone: { status: 410, title: 'Not everything that changed since then can be told' },
  UpstreamUnavailable: { status: 503, title: 'A service behind this one cannot be reached' },
  UpstreamThrottled: { status: 503, title: 'A limit is reached for a moment' },
  NotReady: { status: 503, title: 'The service is not ready' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];
