import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../lib/domain/errors.ts';
import { readSettings } from '../lib/settings.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const client = '22222222-2222-4222-8222-222222222222';
const signIn = { AUTH_AUDIENCE: client, AUTH_TENANT_IDS: tenant };
const good = { AzureWebJobsStorage: 'UseDevelopmentStorage=true', GRAPH_CREDENTIAL: 'azure-cli', ...signIn };

function faultsOf(environment: Record<string, string>, hostJson?: unknown): readonly string[] {
  try {
    readSettings(environment, hostJson);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

describe('settings', () => {
  it('fill in every default', () => {
    expect(readSettings(good)).toMatchObject({
      GRAPH_BASE_URL: 'https://graph.microsoft.com',
      LOGIN_BASE_URL: 'https://login.microsoftonline.com',
      POLL_INTERVAL_SECONDS: 300,
      POLL_CONCURRENCY: 4,
      DISCOVERY_MINUTES: 15,
      LEASE_SECONDS: 90,
      AUTH_MODE: 'entra',
      TENANT_IDS: [],
      HISTORY_DAYS: 90,
    });
  });

  it('list every fault at once, each by the name of its setting', () => {
    const faults = faultsOf({
      ...good,
      POLL_INTERVAL_SECONDS: '7',
      LEASE_SECONDS: '5',
      TENANT_IDS: 'contoso',
      GRAPH_BASE_URL: 'http://graph.example',
      AUTH_REQUIRE_GRANTS: 'perhaps',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining(['POLL_INTERVAL_SECONDS', 'LEASE_SECONDS', 'TENANT_IDS', 'GRAPH_BASE_URL', 'AUTH_REQUIRE_GRANTS']),
    );
  });

  it('list what is missing beside what is wrong, and no setting twice', () => {
    const faults = faultsOf({ ...signIn, GRAPH_CREDENTIAL: 'client-secret', GRAPH_READER_CLIENT_ID: 'app', POLL_INTERVAL_SECONDS: '7' });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'AzureWebJobsStorage',
      'GRAPH_READER_CLIENT_ID',
      'GRAPH_READER_CLIENT_SECRET',
      'POLL_INTERVAL_SECONDS',
    ]);
  });

  it('never repeat a value, since it may be a secret', () => {
    const marker = 'sig-s3cr3t-marker';
    const faults = faultsOf({
      ...good,
      TEAMS_WEBHOOK_URL: `https://evil.example/${marker}`,
      AUTH_MODE: marker,
      GRAPH_BASE_URL: `ftp://${marker}`,
    });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).not.toContain(marker);
  });

  it('say of nonsense as an audience what to give instead', () => {
    expect(faultsOf({ ...good, AUTH_AUDIENCE: 'nonsense' })).toEqual([
      'AUTH_AUDIENCE: give the client id (a GUID) of the registration of this API',
    ]);
  });

  it('treat an empty value as absent', () => {
    expect(readSettings({ ...good, POLL_INTERVAL_SECONDS: ' ', TEAMS_WEBHOOK_URL: '' })).toMatchObject({ POLL_INTERVAL_SECONDS: 300 });
  });

  it.each(['10', '12', '15', '20', '30', '60', '120', '300', '600', '1800', '3600'])('accept %s seconds between polls', (value) => {
    expect(faultsOf({ ...good, POLL_INTERVAL_SECONDS: value })).toEqual([]);
  });

  it.each(['0', '9', '11', '45', '90', '420', '7200', '1e2', '-60', 'often'])(
    'refuse %s seconds between polls, which no schedule can express',
    (value) => {
      expect(faultsOf({ ...good, POLL_INTERVAL_SECONDS: value })).toHaveLength(1);
    },
  );

  it.each([
    ['https://graph.microsoft.us', true],
    ['http://127.0.0.1:7072', true],
    ['http://localhost:7072', true],
    ['http://graph.microsoft.com', false],
    ['https://graph.microsoft.com/v1.0', false],
    ['https://user@graph.microsoft.com', false],
    ['not a url', false],
  ])('judge GRAPH_BASE_URL %s', (value, accepted) => {
    expect(faultsOf({ ...good, GRAPH_BASE_URL: value })).toHaveLength(accepted ? 0 : 1);
  });

  it.each([
    ['https://login.microsoftonline.us', true],
    ['https://127.0.0.1:7073', true],
    ['http://127.0.0.1:7073', false],
    ['https://login.evil.example', false],
  ])('judge LOGIN_BASE_URL %s', (value, accepted) => {
    expect(faultsOf({ ...good, LOGIN_BASE_URL: value })).toHaveLength(accepted ? 0 : 1);
  });

  it.each([
    ['https://prod-12.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?sig=x', true],
    ['https://default1.a.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/abc?sig=x', true],
    ['http://127.0.0.1:7074/hook', true],
    ['https://contoso.webhook.office.com/webhookb2/abc', false],
    ['https://logic.azure.com.evil.example/x', false],
    ['https://evil.example/.logic.azure.com', false],
    ['https://prod-12.westeurope.logic.azure.com:8443/x', false],
    ['https://x@prod-12.westeurope.logic.azure.com/x', false],
    ['http://prod-12.westeurope.logic.azure.com/x', false],
  ])('judge the webhook %s', (value, accepted) => {
    expect(faultsOf({ ...good, TEAMS_WEBHOOK_URL: value })).toHaveLength(accepted ? 0 : 1);
  });

  it.each([
    'ftp://127.0.0.1/x',
    'file:///etc/passwd',
    'file://127.0.0.1/x',
    'javascript:alert(1)',
    'javascript://127.0.0.1/%0aalert(1)',
    'data:text/plain,x',
    'ws://127.0.0.1/x',
    'blob:https://127.0.0.1/x',
    'https://user:word@127.0.0.1/x',
    'https://user@127.0.0.1/x',
    'https://:word@127.0.0.1/x',
    'http://contoso.example/x',
    '//127.0.0.1/x',
    '127.0.0.1:80/x',
    'https:/127.0.0.1/x',
    'https:127.0.0.1/x',
    'https:\\\\127.0.0.1/x',
    'https://@127.0.0.1/x',
    'https://127.0.0.1\\word@contoso.example/x',
    'https://.contoso.example/x',
    'https://127.0.0.1/a b/x',
  ])('take no address from which nothing should be called, or that shows a password: %s', (value) => {
    const origin = value.replace(/\/x$/, '');
    const given = {
      TEAMS_WEBHOOK_URL: value,
      SECONDARY_WEBHOOK_URL: value,
      PORTAL_BASE_URL: value,
      AUTH_JWKS_URL: value,
      GRAPH_BASE_URL: origin,
      LOGIN_BASE_URL: origin,
      STORAGE_TABLES_URL: origin,
      CORS_ORIGINS: origin,
    };
    const faults = faultsOf({ ...good, ...given });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(Object.keys(given).sort());
    expect(faults.join()).not.toContain('word@');
  });

  it.each([
    ['sync.azurewebsites.net', 'https://sync.azurewebsites.net/api/ui'],
    ['localhost:7071', 'http://localhost:7071/api/ui'],
    ['127.0.0.1:7071', 'http://127.0.0.1:7071/api/ui'],
    ['', undefined],
    ['a b/c', undefined],
  ])('lead cards to the page of the app itself, which the platform calls %j, unless there is another portal', (hostname, expected) => {
    expect(readSettings({ ...good, WEBSITE_HOSTNAME: hostname }).PORTAL_BASE_URL).toBe(expected);
    const other = { PORTAL_BASE_URL: 'https://portal.contoso.example' };
    expect(readSettings({ ...good, ...other, WEBSITE_HOSTNAME: hostname })).toMatchObject(other);
  });

  it('name the settings that a credential mode still needs', () => {
    expect(faultsOf({ ...good, GRAPH_CREDENTIAL: 'federated' })).toEqual([
      expect.stringContaining('GRAPH_READER_CLIENT_ID'),
      expect.stringContaining('GRAPH_READER_IDENTITY_CLIENT_ID'),
    ]);
    expect(faultsOf({ ...good, GRAPH_CREDENTIAL: 'client-secret', GRAPH_READER_CLIENT_ID: client })).toEqual([
      expect.stringContaining('GRAPH_READER_CLIENT_SECRET'),
    ]);
  });

  it.each([
    ['federated', 'GRAPH_OPERATOR_IDENTITY_CLIENT_ID'],
    ['client-secret', 'GRAPH_OPERATOR_CLIENT_SECRET'],
    ['client-certificate', 'GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH'],
  ])('want an operator that is named to be complete (%s)', (GRAPH_CREDENTIAL, missing) => {
    const names = (more: Record<string, string>) => faultsOf({ ...good, GRAPH_CREDENTIAL, ...more }).map((fault) => fault.split(':')[0]);
    expect(names({ GRAPH_OPERATOR_CLIENT_ID: client })).toContain(missing);
    expect(names({})).not.toContain(missing);
  });

  it('refuse a managed identity for a tenant that is not its home', () => {
    const environment = { ...good, GRAPH_CREDENTIAL: 'managed-identity', HOME_TENANT_ID: client, TENANT_IDS: `${client}, ${tenant}` };
    expect(faultsOf(environment)).toEqual([expect.stringContaining('federated')]);
  });

  it('call an unresolved Key Vault reference by its name', () => {
    const reference = '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/hook)';
    expect(faultsOf({ ...good, TEAMS_WEBHOOK_URL: reference })).toEqual([
      expect.stringMatching(/^TEAMS_WEBHOOK_URL: its Key Vault reference/),
    ]);
  });

  it.each([
    [
      { AzureFunctionsJobHost__extensions__http__routePrefix: 'sync' },
      {},
      /^AzureFunctionsJobHost__extensions__http__routePrefix: .*remove it$/,
    ],
    [{ azurefunctionsjobhost__Extensions__HTTP__routeprefix: '' }, {}, /^azurefunctionsjobhost__Extensions/],
    [{}, { extensions: { http: { routePrefix: '' } } }, /^host\.json: /],
    [{}, { extensions: { http: { routePrefix: 'v2/api' } } }, /^host\.json: /],
  ])('refuse another prefix of the routes, since links and probes rely on it: %j %j', (environment, hostJson, fault) => {
    expect(faultsOf({ ...good, ...environment }, hostJson)).toEqual([expect.stringMatching(fault)]);
  });

  it('accept the prefix that ships, however it is written', () => {
    expect(faultsOf(good, JSON.parse(readFileSync('host.json', 'utf8')))).toEqual([]);
    expect(faultsOf(good, { version: '2.0' })).toEqual([]);
    expect(faultsOf({ ...good, AzureFunctionsJobHost__extensions__http__routePrefix: '/api' })).toEqual([]);
  });

  it('take the address of the tables before the name of the account', () => {
    const { AzureWebJobsStorage: _, ...without } = good;
    const address = 'https://store.table.core.usgovcloudapi.net';
    expect(readSettings({ ...without, AzureWebJobsStorage__tableServiceUri: address })).toMatchObject({
      AzureWebJobsStorage__tableServiceUri: address,
    });
    expect(faultsOf({ ...without, AzureWebJobsStorage__tableServiceUri: 'http://store.example' })).toHaveLength(2);
  });

  it('ask for storage', () => {
    expect(faultsOf({ ...signIn, GRAPH_CREDENTIAL: 'azure-cli' })).toEqual([expect.stringMatching(/^AzureWebJobsStorage: missing/)]);
  });
});

describe('AUTH_MODE=none', () => {
  const development = { ...good, AUTH_MODE: 'none', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

  it('is accepted in development', () => {
    expect(faultsOf({ ...development, IDENTITY_ENDPOINT: 'http://127.0.0.1:7072/msi/token' })).toEqual([]);
  });

  it('is refused anywhere else', () => {
    expect(faultsOf({ ...good, AUTH_MODE: 'none' })).toHaveLength(1);
  });

  it.each([
    'WEBSITE_SITE_NAME',
    'WEBSITE_SKU',
    'WEBSITE_INSTANCE_ID',
    'CONTAINER_NAME',
    'CONTAINER_APP_NAME',
    'WEBSITE_POD_NAME',
    'LEGION_SERVICE_HOST',
    'KUBERNETES_SERVICE_HOST',
  ])('is refused where %s shows a cloud platform', (sign) => {
    expect(faultsOf({ ...development, [sign]: 'x' })).toEqual([expect.stringContaining(sign)]);
  });

  it('is refused where the identity endpoint is not on this machine', () => {
    expect(faultsOf({ ...development, IDENTITY_ENDPOINT: 'http://169.254.130.1:8081/msi/token' })).toEqual([
      expect.stringContaining('IDENTITY_ENDPOINT'),
    ]);
  });
});

describe('AUTH_MODE=entra', () => {
  const { AUTH_AUDIENCE: _, AUTH_TENANT_IDS: __, ...unsigned } = good;
  const namesOf = (environment: Record<string, string>) => faultsOf(environment).map((fault) => fault.split(':')[0]);

  it('is what holds without a word, and wants to know for whom and whose tokens are', () => {
    expect(namesOf(unsigned)).toEqual(['AUTH_AUDIENCE', 'AUTH_TENANT_IDS']);
    expect(namesOf({ ...unsigned, AUTH_AUDIENCE: client })).toEqual(['AUTH_TENANT_IDS']);
  });

  it('takes an identifier URI for an audience only where tokens of version 1 are allowed', () => {
    expect(namesOf({ ...good, AUTH_AUDIENCE: `api://${client}` })).toEqual(['AUTH_AUDIENCE']);
    expect(namesOf({ ...good, AUTH_AUDIENCE: `api://${client}`, AUTH_ALLOW_V1: 'true' })).toEqual([]);
    expect(namesOf({ ...good, AUTH_AUDIENCE: 'my api', AUTH_ALLOW_V1: 'true' })).toEqual(['AUTH_AUDIENCE']);
  });

  it.each([
    ['https://login.microsoftonline.com/common/discovery/v2.0/keys', true],
    [`https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys?appid=${client}`, true],
    ['http://127.0.0.1:7073/keys', true],
    ['https://keys.evil.example/keys', false],
    ['https://login.microsoftonline.com.evil.example/keys', false],
    ['https://login.microsoftonline.com:8443/keys', false],
    ['http://login.microsoftonline.com/keys', false],
    ['https://a:b@login.microsoftonline.com/keys', false],
    ['file:///etc/keys', false],
  ])('judges AUTH_JWKS_URL %s', (value, accepted) => {
    expect(namesOf({ ...good, AUTH_JWKS_URL: value })).toEqual(accepted ? [] : ['AUTH_JWKS_URL']);
  });

  it('believes the sign-in of the platform only where the platform has one', () => {
    expect(namesOf({ ...good, TRUST_EASYAUTH: 'true' })).toEqual(['TRUST_EASYAUTH']);
    expect(namesOf({ ...good, TRUST_EASYAUTH: 'true', WEBSITE_AUTH_ENABLED: 'True' })).toEqual([]);
  });

  it.each([
    ['AUTH_CLIENT_IDS', `${client},portal`],
    ['UI_CLIENT_ID', 'portal'],
    ['AUTH_BOOTSTRAP_ADMIN', tenant],
    ['AUTH_BOOTSTRAP_ADMIN', `${tenant}/${client}`],
    ['AUTH_BOOTSTRAP_ADMIN', `${tenant}.${client}.${client}`],
    ['AUTH_BOOTSTRAP_ADMIN', `${tenant}.${'-'.repeat(36)}`],
    ['AUTH_TENANT_IDS', 'common'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
  ])('refuses %s=%s', (name, value) => {
    expect(namesOf({ ...good, [name]: value })).toEqual([name]);
  });

  it.each(['*', 'https://*', 'https://*.contoso.com', 'https://portal.*', 'http://portal.contoso.com', 'https://portal.contoso.com/app'])(
    'refuses the origin %s for browsers',
    (origin) => {
      expect(namesOf({ ...good, CORS_ORIGINS: `https://portal.contoso.com,${origin}` })).toEqual(['CORS_ORIGINS']);
    },
  );
});

describe('local.settings.sample.json', () => {
  const { Values } = JSON.parse(readFileSync('local.settings.sample.json', 'utf8')) as { Values: Record<string, string> };

  it('starts as it stands, in development', () => {
    expect(faultsOf({ ...Values, AZURE_FUNCTIONS_ENVIRONMENT: 'Development' })).toEqual([]);
  });

  it('names every setting of the configuration page', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    const missing = Object.keys(Values).filter((name) => name !== 'FUNCTIONS_WORKER_RUNTIME' && !page.includes(name));
    expect(missing).toEqual([]);
  });
});
