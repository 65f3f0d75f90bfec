import * as z from 'zod';
import { ConfigurationError } from './domain/errors.ts';
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
  originUrl,
  principalId,
  schedulePeriod,
  webhookUrl,
  wholeNumber,
  workflowsUrl,
} from './settings-values.ts';

const text = z.string().min(1);

const SettingsSchema = z.object({
  AzureWebJobsStorage: text.optional(),
  AzureWebJobsStorage__accountName: text.optional(),
  AzureWebJobsStorage__credential: text.optional(),
  AzureWebJobsStorage__clientId: guid.optional(),
  STORAGE_TABLES_URL: originUrl.optional(),
  STORAGE_CONNECTION_STRING: text.optional(),

  TENANT_IDS: listOf(guid),
  HOME_TENANT_ID: guid.optional(),
  GRAPH_BASE_URL: originUrl.default('https://graph.microsoft.com'),
  LOGIN_BASE_URL: loginUrl.default('https://login.microsoftonline.com'),
  GRAPH_CREDENTIAL: z
    .enum(['managed-identity', 'federated', 'client-secret', 'client-certificate', 'azure-cli'], {
      error: 'give managed-identity, federated, client-secret, client-certificate or azure-cli',
    })
    .default('managed-identity'),
  GRAPH_READER_CLIENT_ID: guid.optional(),
  GRAPH_READER_IDENTITY_CLIENT_ID: guid.optional(),
  GRAPH_READER_CLIENT_SECRET: text.optional(),
  GRAPH_READER_CLIENT_CERTIFICATE_PATH: text.optional(),
  GRAPH_OPERATOR_CLIENT_ID: guid.optional(),
  GRAPH_OPERATOR_IDENTITY_CLIENT_ID: guid.optional(),
  GRAPH_OPERATOR_CLIENT_SECRET: text.optional(),
  GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH: text.optional(),

  POLL_INTERVAL_SECONDS: schedulePeriod(10, 3600, 300),
  POLL_CONCURRENCY: wholeNumber(1, 16, 4),
  LEASE_SECONDS: wholeNumber(20, 300, 90),
  GROUP_WAIT_SECONDS: wholeNumber(0, 300, 20),
  DISPATCH_INTERVAL_SECONDS: schedulePeriod(5, 300, 30),
  REMINDER_HOURS: wholeNumber(1, 168, 24),
  COOL_DOWN_MINUTES: wholeNumber(0, 1440, 10),
  DISCOVERY_MINUTES: wholeNumber(1, 1440, 15),

  TEAMS_WEBHOOK_URL: workflowsUrl.optional(),
  SECONDARY_WEBHOOK_URL: webhookUrl.optional(),

  AUTH_MODE: z.enum(['entra', 'none'], { error: 'give entra or none' }).default('entra'),
  AUTH_AUDIENCE: audience.optional(),
  AUTH_TENANT_IDS: listOf(guid),
  AUTH_CLIENT_IDS: listOf(guid),
  UI_CLIENT_ID: guid.optional(),
  AUTH_BOOTSTRAP_ADMIN: principalId.optional(),
  AUTH_JWKS_URL: keysUrl.optional(),
  AUTH_REQUIRE_GRANTS: flag(false),
  AUTH_ALLOW_V1: flag(false),
  TRUST_EASYAUTH: flag(false),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 100_000, 120),

  PORTAL_BASE_URL: baseUrl.optional(),
  CORS_ORIGINS: listOf(corsOrigin),
  HISTORY_DAYS: wholeNumber(1, 3650, 90),
  AUDIT_DAYS: wholeNumber(400, 3650, 400),

  AZURE_FUNCTIONS_ENVIRONMENT: z.string().optional(),
});

export type Settings = z.infer<typeof SettingsSchema>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads every setting at once.
 * @throws ConfigurationError that lists all faults, each with how to mend it; a value is never repeated, since it may be a secret.
 */
export function readSettings(environment: Environment = process.env): Settings {
  const known = Object.keys(SettingsSchema.shape);
  const given = Object.fromEntries(known.map((name) => [name, environment[name]?.trim() || undefined]));
  const unresolved = known.filter((name) => given[name]?.startsWith('@Microsoft.KeyVault('));
  const result = SettingsSchema.safeParse(given);
  const issues = firstIssues(result.error?.issues ?? []);
  const broken = new Set([...unresolved, ...issues.map(([name]) => name)]);
  // What the sound settings say together is judged even when others are broken: nobody shall learn of the faults one by one.
  const sound = SettingsSchema.parse(Object.fromEntries(known.map((name) => [name, broken.has(name) ? undefined : given[name]])));
  const faults = [
    ...unresolved.map(
      (name) => `${name}: its Key Vault reference was not resolved; check the secret's address and the app's access to the vault`,
    ),
    ...issues.filter(([name]) => !unresolved.includes(name)).map(([name, message]) => `${name}: ${message}`),
    ...crossFaults(sound, broken, environment).filter((fault) => !broken.has(fault.slice(0, fault.indexOf(':')))),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
  return sound;
}

// A value that breaks two rules is one fault: the first says what to give instead.
function firstIssues(issues: readonly z.core.$ZodIssue[]): [name: string, message: string][] {
  return [...new Map(issues.toReversed().map((issue) => [String(issue.path[0]), issue.message])).entries()].toReversed();
}

function crossFaults(settings: Settings, broken: ReadonlySet<string>, environment: Environment): string[] {
  return [
    ...storageFaults(settings),
    ...(broken.has('GRAPH_CREDENTIAL') ? [] : credentialFaults(settings)),
    ...(broken.has('AUTH_MODE') ? [] : authFaults(settings, broken, environment)),
  ];
}

function storageFaults(settings: Settings): string[] {
  const named = settings.AzureWebJobsStorage ?? settings.AzureWebJobsStorage__accountName;
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
