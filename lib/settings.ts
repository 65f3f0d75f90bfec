import { ConfigurationError } from './domain/errors.ts';
import { routePrefixFaults } from './route-prefix.ts';
import {
  audience,
  baseUrl,
  corsOrigin,
  flag,
  guid,
  isLoopbackHost,
  keysUrl,
  listOf,
  loginUrl,
  oneOf,
  optional,
  originUrl,
  principalId,
  type Setting,
  schedulePeriod,
  text,
  webhookUrl,
  wholeNumber,
  withDefault,
  workflowsUrl,
} from './settings-values.ts';

/** Every setting of the app. */
const schema = {
  AzureWebJobsStorage: optional(text),
  AzureWebJobsStorage__accountName: optional(text),
  AzureWebJobsStorage__credential: optional(text),
  AzureWebJobsStorage__clientId: optional(guid),
  AzureWebJobsStorage__tableServiceUri: optional(baseUrl),
  STORAGE_TABLES_URL: optional(baseUrl),
  STORAGE_CONNECTION_STRING: optional(text),

  TENANT_IDS: listOf(guid),
  HOME_TENANT_ID: optional(guid),
  GRAPH_BASE_URL: withDefault('https://graph.microsoft.com', originUrl),
  LOGIN_BASE_URL: withDefault('https://login.microsoftonline.com', loginUrl),
  GRAPH_CREDENTIAL: withDefault(
    'managed-identity',
    oneOf('managed-identity', 'federated', 'client-secret', 'client-certificate', 'azure-cli'),
  ),
  GRAPH_READER_CLIENT_ID: optional(guid),
  GRAPH_READER_IDENTITY_CLIENT_ID: optional(guid),
  GRAPH_READER_CLIENT_SECRET: optional(text),
  GRAPH_READER_CLIENT_CERTIFICATE_PATH: optional(text),
  GRAPH_OPERATOR_CLIENT_ID: optional(guid),
  GRAPH_OPERATOR_IDENTITY_CLIENT_ID: optional(guid),
  GRAPH_OPERATOR_CLIENT_SECRET: optional(text),
  GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH: optional(text),

  POLL_INTERVAL_SECONDS: schedulePeriod(10, 3600, 300),
  POLL_CONCURRENCY: wholeNumber(1, 16, 4),
  LEASE_SECONDS: wholeNumber(20, 300, 90),
  GROUP_WAIT_SECONDS: wholeNumber(0, 300, 20),
  DISPATCH_INTERVAL_SECONDS: schedulePeriod(5, 300, 30),
  REMINDER_HOURS: wholeNumber(1, 168, 24),
  COOL_DOWN_MINUTES: wholeNumber(0, 1440, 10),
  DISCOVERY_MINUTES: wholeNumber(1, 1440, 15),

  TEAMS_WEBHOOK_URL: optional(workflowsUrl),
  SECONDARY_WEBHOOK_URL: optional(webhookUrl),
  HEARTBEAT_URL: optional(webhookUrl),

  AUTH_MODE: withDefault('entra', oneOf('entra', 'none')),
  AUTH_AUDIENCE: optional(audience),
  AUTH_TENANT_IDS: listOf(guid),
  AUTH_CLIENT_IDS: listOf(guid),
  UI_CLIENT_ID: optional(guid),
  AUTH_BOOTSTRAP_ADMIN: optional(principalId),
  AUTH_JWKS_URL: optional(keysUrl),
  AUTH_REQUIRE_GRANTS: flag(false),
  AUTH_ALLOW_V1: flag(false),
  TRUST_EASYAUTH: flag(false),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 100_000, 120),

  PORTAL_BASE_URL: optional(baseUrl),
  CORS_ORIGINS: listOf(corsOrigin),
  HISTORY_DAYS: wholeNumber(1, 3650, 90),
  AUDIT_DAYS: wholeNumber(400, 3650, 400),

  AZURE_FUNCTIONS_ENVIRONMENT: optional(text),
} satisfies Record<string, Setting<unknown>>;

export type Settings = { [Name in keyof typeof schema]: (typeof schema)[Name]['absent'] };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads every setting at once, and from `host.json` what the settings have to agree with.
 * @throws ConfigurationError that lists all faults, each with how to mend it; a value is never repeated, since it may be a secret.
 */
export function readSettings(environment: Environment = process.env, hostJson?: unknown): Settings {
  const readings = Object.entries(schema).map(([name, setting]) => readOne(name, setting, environment[name]?.trim() ?? ''));
  const broken = new Set(readings.flatMap(({ name, fault }) => (fault === undefined ? [] : [name])));
  // What the sound settings say together is judged even when others are broken: nobody shall learn of the faults one by one.
  const sound = Object.fromEntries(readings.map(({ name, value }) => [name, value])) as Settings;
  const faults = [
    ...readings.flatMap(({ name, fault }) => (fault === undefined ? [] : [`${name}: ${fault}`])),
    ...routePrefixFaults(environment, hostJson),
    ...crossFaults(sound, broken, environment).filter((fault) => !broken.has(fault.slice(0, fault.indexOf(':')))),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { ...sound, ...portalOf(sound, environment) };
}

// Without a portal of one's own, cards lead to the page that this app serves. The platform says by which name it is reached; the local
// host says so, too. https://learn.microsoft.com/azure/app-service/reference-app-settings
function portalOf({ PORTAL_BASE_URL }: Settings, { WEBSITE_HOSTNAME = '' }: Environment): Pick<Settings, 'PORTAL_BASE_URL'> {
  const own = /^[\w.:[\]-]+$/.test(WEBSITE_HOSTNAME) ? URL.parse(`https://${WEBSITE_HOSTNAME}/api/ui`) : null;
  if (PORTAL_BASE_URL !== undefined || own === null) return { PORTAL_BASE_URL };
  if (isLoopbackHost(own.hostname)) own.protocol = 'http:';
  return { PORTAL_BASE_URL: own.href };
}

function readOne(name: string, { read, absent }: Setting<unknown>, given: string): { name: string; value: unknown; fault?: string } {
  if (given === '') return { name, value: absent };
  if (given.startsWith('@Microsoft.KeyVault(')) {
    return {
      name,
      value: absent,
      fault: "its Key Vault reference was not resolved; check the secret's address and the app's access to the vault",
    };
  }
  const reading = read(given);
  return 'fault' in reading ? { name, value: absent, fault: reading.fault } : { name, value: reading.value };
}

function crossFaults(settings: Settings, broken: ReadonlySet<string>, environment: Environment): string[] {
  return [
    ...storageFaults(settings),
    ...(broken.has('GRAPH_CREDENTIAL') ? [] : credentialFaults(settings)),
    ...(broken.has('AUTH_MODE') ? [] : authFaults(settings, broken, environment)),
  ];
}

function storageFaults(settings: Settings): string[] {
  const { AzureWebJobsStorage, AzureWebJobsStorage__accountName, AzureWebJobsStorage__tableServiceUri } = settings;
  const named = AzureWebJobsStorage ?? AzureWebJobsStorage__accountName ?? AzureWebJobsStorage__tableServiceUri;
  return named === undefined
    ? ['AzureWebJobsStorage: missing; give a connection string, or AzureWebJobsStorage__accountName for identity-based access']
    : [];
}

function credentialFaults(settings: Settings): string[] {
  const mode = settings.GRAPH_CREDENTIAL;
  const needed = {
    'managed-identity': settings.TENANT_IDS.length > 0 ? (['HOME_TENANT_ID'] as const) : [],
    federated: ['GRAPH_READER_CLIENT_ID', 'GRAPH_READER_IDENTITY_CLIENT_ID'] as const,
    'client-secret': ['GRAPH_READER_CLIENT_ID', 'GRAPH_READER_CLIENT_SECRET'] as const,
    'client-certificate': ['GRAPH_READER_CLIENT_ID', 'GRAPH_READER_CLIENT_CERTIFICATE_PATH'] as const,
    'azure-cli': [],
  }[mode];
  const missing = [...needed, ...operatorNeeds(settings)].filter((name) => settings[name] === undefined);
  const faults = missing.map((name) => `${name}: missing; GRAPH_CREDENTIAL=${mode} needs it`);
  const foreign = settings.TENANT_IDS.filter((tenantId) => tenantId !== settings.HOME_TENANT_ID);
  if (mode === 'managed-identity' && settings.HOME_TENANT_ID !== undefined && foreign.length > 0) {
    faults.push('TENANT_IDS: a managed identity works only in HOME_TENANT_ID; for other tenants set GRAPH_CREDENTIAL=federated');
  }
  return faults;
}

// Acting is optional; an operator that is named has to be complete.
function operatorNeeds({ GRAPH_CREDENTIAL, GRAPH_OPERATOR_CLIENT_ID }: Settings): (keyof Settings)[] {
  if (GRAPH_OPERATOR_CLIENT_ID === undefined) return [];
  if (GRAPH_CREDENTIAL === 'federated') return ['GRAPH_OPERATOR_IDENTITY_CLIENT_ID'];
  if (GRAPH_CREDENTIAL === 'client-secret') return ['GRAPH_OPERATOR_CLIENT_SECRET'];
  return GRAPH_CREDENTIAL === 'client-certificate' ? ['GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH'] : [];
}

/** Variables by which the platforms that could host the app show themselves. */
export const cloudSigns = [
  'WEBSITE_SITE_NAME',
  'WEBSITE_SKU',
  'WEBSITE_INSTANCE_ID',
  'CONTAINER_NAME',
  'CONTAINER_APP_NAME',
  'WEBSITE_POD_NAME',
  'LEGION_SERVICE_HOST',
  'KUBERNETES_SERVICE_HOST',
];

function authFaults(settings: Settings, broken: ReadonlySet<string>, environment: Environment): string[] {
  return settings.AUTH_MODE === 'none' ? localFaults(settings, environment) : signInFaults(settings, broken, environment);
}

function localFaults(settings: Settings, environment: Environment): string[] {
  const signs = cloudSigns.filter((name) => environment[name]);
  const identityEndpoint = environment.IDENTITY_ENDPOINT;
  if (identityEndpoint && !(URL.canParse(identityEndpoint) && isLoopbackHost(new URL(identityEndpoint).hostname)))
    signs.push('IDENTITY_ENDPOINT');
  if (signs.length > 0) return [`AUTH_MODE: none is refused on a cloud platform (${signs.join(', ')} is set); remove it`];
  return settings.AZURE_FUNCTIONS_ENVIRONMENT === 'Development'
    ? []
    : ['AUTH_MODE: none is allowed only with AZURE_FUNCTIONS_ENVIRONMENT=Development; remove it'];
}

// Half a sign-in would let in nobody, or the wrong ones.
function signInFaults(settings: Settings, broken: ReadonlySet<string>, environment: Environment): string[] {
  const { AUTH_AUDIENCE, AUTH_TENANT_IDS, AUTH_ALLOW_V1, AUTH_JWKS_URL, LOGIN_BASE_URL, TRUST_EASYAUTH } = settings;
  const faults: string[] = [];
  if (AUTH_AUDIENCE === undefined) faults.push('AUTH_AUDIENCE: missing; give the client id of the registration of this API');
  else if (!AUTH_ALLOW_V1 && AUTH_AUDIENCE.includes(':') && !broken.has('AUTH_ALLOW_V1')) {
    faults.push('AUTH_AUDIENCE: give the client id (a GUID); only tokens of version 1 (AUTH_ALLOW_V1=true) name an identifier URI');
  }
  if (AUTH_TENANT_IDS.length === 0) faults.push('AUTH_TENANT_IDS: missing; give the tenants whose people and applications may call');
  const keysHost = AUTH_JWKS_URL === undefined ? undefined : new URL(AUTH_JWKS_URL);
  if (keysHost && keysHost.host !== new URL(LOGIN_BASE_URL).host && !isLoopbackHost(keysHost.hostname)) {
    faults.push('AUTH_JWKS_URL: give an address on the host of LOGIN_BASE_URL; keys of another host would sign for anybody');
  }
  if (TRUST_EASYAUTH && environment.WEBSITE_AUTH_ENABLED?.toLowerCase() !== 'true') {
    faults.push('TRUST_EASYAUTH: needs the sign-in of the platform (WEBSITE_AUTH_ENABLED=true); without it anybody can write its headers');
  }
  return faults;
}
