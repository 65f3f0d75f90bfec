import type { ProblemCode } from '../../lib/http/problems/problems.ts';

interface ProblemText {
  /** Why it happens, for the page of the problem. */
  meaning: string;
  /** What the caller can do. */
  remedy: string;
}

/** What the pages under docs/problems and the documentation page say of each problem. */
export const problemTexts = {
  InvalidRequest: {
    meaning:
      'A parameter, a header or a field of the body is unknown, given more than once, missing, or has a value that is not permitted.',
    remedy: 'Read `errors`: each item names the parameter, header or field and what is wrong with it. Mend it and send the request again.',
  },
  InvalidContinuation: {
    meaning: 'The `continuation` parameter was cut or changed, or it belongs to a request with other filters.',
    remedy: 'Use `nextLink` exactly as it was answered, or start again without `continuation`.',
  },
  InvalidJson: {
    meaning: 'The body could not be parsed as one JSON object in UTF-8.',
    remedy: 'Send one JSON object, or no body at all where every field is optional.',
  },
  ScopeNotAllowed: {
    meaning: 'Microsoft says not to use the scopes `None` and `ConnectorDataStore`.',
    remedy: 'Start a stopped job with `start`; leave the cache of the connector to Microsoft Support.',
  },
  ConfirmationRequired: {
    meaning: 'The scopes `Full` and `ForceDeletes`, and purging a tenant, cannot be undone, so they are carried out only with `confirm`.',
    remedy: 'Send `confirm` with exactly the id of the job or the tenant, once you are sure.',
  },
  StagedDeletesRequired: {
    meaning:
      'The scope `ForceDeletes` carries out what is held back, so it is bound to the number of objects that was seen when it was asked for.',
    remedy: 'Read `…/stagedDeletes` of the job and send its figure as `stagedDeletes`, `null` where it is `null`.',
  },
  UnknownDomain: {
    meaning: 'The token authority of this cloud knows no tenant that has verified the domain.',
    remedy: 'Check the spelling, name another domain of the tenant, or its id. Tenants of other clouds cannot be watched from here.',
  },
  SubjectNotResolved: {
    meaning:
      'A subject was given by a name, and Microsoft Graph finds no account of that name, finds several, or may not be asked. Nothing was sent.',
    remedy: 'Read `errors`, and `unavailable` for the permission that is missing. Mend the name, grant the permission, or give `objectId`.',
  },
  IdempotencyKeyMissing: {
    meaning: 'The header `Idempotency-Key` is missing or not valid, so a repetition could not be told from a second wish.',
    remedy: 'Send a new random key with each wish, and the same one when you repeat it.',
  },
  Unauthenticated: {
    meaning: 'The request carries no access token that this API accepts.',
    remedy: 'Get a token for the audience of this API and send it as `Authorization: Bearer …`.',
  },
  Forbidden: {
    meaning: 'The caller is known, but the operation needs a higher role. Each operation names the least role as `x-roles`.',
    remedy: 'Ask an administrator for the application role that the operation names.',
  },
  Blocked: {
    meaning: 'An administrator has blocked the caller. That holds for everything, whatever role the token carries.',
    remedy: 'Ask an administrator of this service; nobody can lift it for themselves.',
  },
  CappedByGrant: {
    meaning:
      'The role of the token would permit it, but the grant of the caller permits less on this target, or the target lies beyond it.',
    remedy: 'See what you may do where with `GET /api/v1/me`, or ask an administrator for a wider grant.',
  },
  OwnGrant: {
    meaning: 'The path names the caller. What somebody may do is decided by others.',
    remedy: 'Ask another administrator.',
  },
  AdminRequired: {
    meaning: 'The scopes `Full` and `ForceDeletes`, and overriding the cool-down, need the role Admin.',
    remedy: 'Ask an administrator, or choose a milder scope.',
  },
  SecondAdminRequired: {
    meaning: '`ForceDeletes` carries out deletions that were held back. Whoever asked for it cannot approve it.',
    remedy: 'Ask another administrator to approve the operation within 30 minutes.',
  },
  ForeignHost: {
    meaning: 'The service runs without authentication, which is meant for one machine, and the request names another host.',
    remedy: 'Call it by 127.0.0.1 or localhost, or run it with `AUTH_MODE=entra`.',
  },
  ProxiedRequest: {
    meaning: 'The service runs without authentication, and a header shows that something in front of it passed the request on.',
    remedy:
      'Call it directly: for a codespace or a dev container open a local tunnel to its port (`gh codespace ports forward 7071:7071`, `ssh -L 7071:127.0.0.1:7071 …`). Or run it with `AUTH_MODE=entra`.',
  },
  ForeignOrigin: {
    meaning: 'A browser sent the request for a page whose origin is neither that of this API nor one of `CORS_ORIGINS`.',
    remedy:
      'Name the origin of the portal in `CORS_ORIGINS`; also the origin of this API itself where a gateway publishes it under another name.',
  },
  NotFound: {
    meaning:
      'The resource does not exist, was removed, or lies in a tenant that the caller may not see. The answer is the same in each case.',
    remedy: 'Check the ids, best by following the links of a list.',
  },
  RouteNotFound: {
    meaning: 'No route of this API has that path.',
    remedy: 'Look up the path in `/api/v1/docs` or `/api/v1/openapi.json`.',
  },
  MethodNotAllowed: {
    meaning: 'The path exists, but not with this method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  Conflict: {
    meaning: 'Somebody else changed the resource first, or its present state does not permit the request.',
    remedy: 'Read the resource again and decide anew.',
  },
  OperationActive: {
    meaning: 'One operation at a time acts on a job. `operationId` and `Operation-Location` name the one that runs.',
    remedy: 'Follow that operation; ask again with a new key when it has ended.',
  },
  CoolDown: {
    meaning:
      'After an action was sent for a job it is not sent again until the cool-down is over. Provisioning on demand cools down for each subject by itself.',
    remedy: 'Wait the seconds in `Retry-After`, or provision other subjects meanwhile. An administrator may send `overrideCoolDown`.',
  },
  StartNotAllowed: {
    meaning: 'A start is permitted only while the job is Paused or in Quarantine: starting a running job again and again can stop it.',
    remedy: 'Read the job; if it runs there is nothing to start.',
  },
  NothingToDo: {
    meaning:
      'By a fresh reading the job is paused already, or has no quarantine that could be lifted; or, as the error of an operation, it holds no deletions back.',
    remedy: 'Read the job; where it has changed since, ask again after the next reading.',
  },
  AcknowledgementRequired: {
    meaning:
      'The quarantine protects data: deletions are held back, or too large a share of the objects fails. Clearing lifts it only until the next cycle finds the same.',
    remedy: 'Look into the cause, then send `acknowledge: true`.',
  },
  ApprovalExpired: {
    meaning: 'Nobody approved the operation within 30 minutes, so it was canceled.',
    remedy: 'Ask again with a new key when a second administrator is at hand.',
  },
  AuthorizationRevoked: {
    meaning: 'The rights of whoever asked for the operation were withdrawn, so it was canceled. Nothing was sent.',
    remedy: 'Somebody who may do this asks again with a new key.',
  },
  NotAwaitingApproval: {
    meaning: 'It was decided already, or needs no approval.',
    remedy: 'Read the operation to see how it stands.',
  },
  StagedDeletesMissing: {
    meaning:
      'The operation is bound to a number of deletions, and the approval carries none. `requested` and `stagedDeletes` are as for `StagedDeletesChanged`.',
    remedy: 'Look at what waits. If it is still what was asked for, approve with that figure as `stagedDeletes`.',
  },
  StagedDeletesChanged: {
    meaning:
      'The approval carries another figure than the operation. `requested` is what it was asked for with, `stagedDeletes` what waits now; that is absent where it cannot be read at the moment, and `null` with `atLeast` where the log is too long to count.',
    remedy:
      'Look at what waits. If it is still what was asked for, approve with that figure; otherwise reject the operation and ask anew with the new one.',
  },
  IncidentClosed: {
    meaning: 'An incident that has ended can be neither acknowledged nor snoozed.',
    remedy: 'Nothing is to be done; a new incident has a new id.',
  },
  ForeignTenant: {
    meaning: 'The service signs in with a managed identity, which gets tokens of its home tenant only.',
    remedy: 'Set the service up with `GRAPH_CREDENTIAL=federated`; then every tenant that consents can be watched.',
  },
  LengthRequired: {
    meaning: 'The body was sent in chunks. The platform drops such a body before it reaches the service.',
    remedy: 'Send the body with a `Content-Length`.',
  },
  PayloadTooLarge: {
    meaning: 'The body is larger than the operation permits.',
    remedy: 'Send less; `detail` names the limit.',
  },
  UriTooLong: {
    meaning: 'The address has more than 2,083 characters.',
    remedy: 'Shorten the query.',
  },
  UnsupportedMediaType: {
    meaning: 'The body is not `application/json` in UTF-8, or it is compressed.',
    remedy: 'Send `Content-Type: application/json` and no `Content-Encoding`.',
  },
  IdempotencyKeyReused: {
    meaning: 'The same `Idempotency-Key` was sent before with another body.',
    remedy: 'Repeat the first request exactly, or use a new key for a new wish.',
  },
  TooManyRequests: {
    meaning: 'Graph takes five requests of provisioning on demand in ten seconds for a tenant, and so many were just sent.',
    remedy: 'Wait the seconds in `Retry-After`, then send the same request with the same key.',
  },
  RateLimitExceeded: {
    meaning: 'The caller sent more requests than `RATE_LIMIT_PER_MINUTE` permits. Nobody else is slowed down by it.',
    remedy: 'Wait the seconds in `Retry-After`, then send the same request again, with the same key where it has one.',
  },
  InternalError: {
    meaning: 'A fault of the service itself. Nothing was changed that is not shown.',
    remedy: 'Try again; if it lasts, report `requestId` to those who run the service.',
  },
  ConfigurationFault: {
    meaning: 'A setting is missing or wrong. Which one is written in the log of the service only.',
    remedy: 'Those who run the service find each fault and its remedy in the log under `requestId`.',
  },
  UpstreamFailed: {
    meaning: 'Microsoft Graph, the token authority or the storage gave an answer that the request cannot be served with.',
    remedy: '`detail` names the service and the reason; `/api/v1/status` shows which tenants cannot be read.',
  },
  ChangesGone: {
    meaning:
      'The cursor is older than the changes that are kept, a tenant of it is not watched any more, or the caller sees another part of the fleet now.',
    remedy: 'Ask for `/changes` without `since`, read the lists anew, and go on from the `deltaLink` of that answer.',
  },
  UpstreamUnavailable: {
    meaning: 'The storage or Microsoft Graph is too slow, or away, or half of an answer of the storage was lost on its way.',
    remedy: 'Try again after the seconds in `Retry-After`.',
  },
  UpstreamThrottled: {
    meaning: 'Microsoft Graph, the token authority or the storage answers only so much at once, and has just been asked that much.',
    remedy: 'Send the same request again after the seconds in `Retry-After`; `detail` says which limit it is.',
  },
  NotReady: {
    meaning: 'The storage cannot be read, or no polling has happened for longer than is permitted, so what it shows may be out of date.',
    remedy: 'Readers find the failed check in `checks`. See whether the timer of `plan-polls` runs and whether the storage is reachable.',
  },
} as const satisfies Record<ProblemCode, ProblemText>;
