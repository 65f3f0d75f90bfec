import type { Settings } from '../../lib/settings.ts';

/** What a setting is for; what it accepts and its default come from the schema. */
export const settingTexts = {
  AzureWebJobsStorage: 'connection string of the storage account: queues, host state, and tables unless set below',
  AzureWebJobsStorage__accountName: 'name of the storage account, instead of a connection string: access by identity',
  AzureWebJobsStorage__credential: '`managedidentity`, with the name of the account',
  AzureWebJobsStorage__clientId: 'client id of the identity that reaches the account',
  AzureWebJobsStorage__tableServiceUri: 'address of the tables with an identity, where it does not follow from the name of the account',
  STORAGE_TABLES_URL: 'tables elsewhere, by identity',
  STORAGE_CONNECTION_STRING: 'tables elsewhere, by a connection string',
  TENANT_IDS:
    'tenants to watch, separated by commas; missing ones are added to the registry, removed ones stay removed, and none is removed by leaving it out: [tenants.md](tenants.md)',
  HOME_TENANT_ID: 'tenant of the managed identities',
  GRAPH_BASE_URL: 'Microsoft Graph, for national clouds. The bearer goes to this origin and nowhere else',
  LOGIN_BASE_URL: "token authority; another host than Microsoft's clouds only on loopback",
  GRAPH_CREDENTIAL: 'how Graph is signed in to; `managed-identity` reaches the home tenant only',
  GRAPH_READER_CLIENT_ID: 'the application that reads (with `managed-identity`: the identity itself)',
  GRAPH_READER_IDENTITY_CLIENT_ID: 'user-assigned identity that signs for the reader (`federated`)',
  GRAPH_READER_CLIENT_SECRET: 'for `client-secret`',
  GRAPH_READER_CLIENT_CERTIFICATE_PATH: 'PEM file with certificate and key, for `client-certificate`',
  GRAPH_OPERATOR_CLIENT_ID: 'the application that acts; without it nobody can act',
  GRAPH_OPERATOR_IDENTITY_CLIENT_ID: 'user-assigned identity that signs for the operator (`federated`)',
  GRAPH_OPERATOR_CLIENT_SECRET: 'for `client-secret`',
  GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH: 'PEM file with certificate and key, for `client-certificate`',
  POLL_INTERVAL_SECONDS: 'how often each tenant is read; divides 60, or is a multiple of 60 that divides 3600',
  POLL_CONCURRENCY: 'batches in flight for one tenant',
  LEASE_SECONDS: 'how long a poller has its tenant; a killed one costs at most this',
  GROUP_WAIT_SECONDS: 'how long a card waits for others of its kind',
  DISPATCH_INTERVAL_SECONDS: 'how often waiting cards are sent; divides 60, or is a multiple of 60 that divides 3600',
  REMINDER_HOURS: 'after which an open incident is told again',
  COOL_DOWN_MINUTES: 'between two equal actions on one job; of `provisionOnDemand`, for one subject',
  DISCOVERY_MINUTES: 'how often new service principals of the provisioning templates are looked for; all others are asked once a day',
  TEAMS_WEBHOOK_URL: 'Workflows webhook of the channel',
  SECONDARY_WEBHOOK_URL: 'a second, generic webhook',
  HEARTBEAT_URL:
    'who notices when this service falls silent: called once a minute while the monitor is not blind and no timer is late, else with `/fail` behind the path: [operations.md](operations.md#heartbeat)',
  AUTH_MODE: '`none` only in development on loopback',
  AUTH_AUDIENCE:
    "client id of this API's registration: tokens made for anything else are refused. With `AUTH_ALLOW_V1` also its identifier URI. Needed by `entra`",
  AUTH_TENANT_IDS:
    'tenants whose people and applications may call, separated by commas; a token of any other is refused before a key is fetched. Needed by `entra`',
  AUTH_CLIENT_IDS: 'applications that may call at all, separated by commas; any unless set',
  UI_CLIENT_ID: "the page's own registration; counts as one of `AUTH_CLIENT_IDS`",
  AUTH_BOOTSTRAP_ADMIN: 'who may manage grants before there are any',
  AUTH_JWKS_URL: 'where the keys are; on the host of `LOGIN_BASE_URL`, or on loopback; from `LOGIN_BASE_URL` unless set',
  AUTH_REQUIRE_GRANTS: 'who has no grant sees nothing',
  AUTH_ALLOW_V1: 'accepts tokens of version 1 too; better is `requestedAccessTokenVersion: 2` in the registration',
  TRUST_EASYAUTH:
    'believes `X-MS-CLIENT-PRINCIPAL` of a request without a token; only with `WEBSITE_AUTH_ENABLED=true`, and its claims are judged like those of a token',
  RATE_LIMIT_PER_MINUTE:
    'requests of one caller, an instance; beyond it 429 with `Retry-After`. All of them may come at once. Without effect with `AUTH_MODE=none`; the local world sets 6000',
  PORTAL_BASE_URL: 'base of links in cards; absent, the page that the app itself serves at `/api/ui`',
  CORS_ORIGINS: 'origins of browsers that may call, separated by commas; no wildcard',
  HISTORY_DAYS: 'how long events and closed incidents are kept',
  AUDIT_DAYS: 'how long the audit log is kept',
  AZURE_FUNCTIONS_ENVIRONMENT: '`Development` on a developer’s machine; the platform sets it',
} satisfies Record<keyof Settings, string>;
