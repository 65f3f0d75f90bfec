import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../../lib/domain/errors.ts';
import { readSettings } from '../../lib/settings.ts';
import { deployInfra, environmentNames } from './support/deploy-infra.ts';
import { deployedSettings, notDeployed, schemaNames } from './support/settings-violations.ts';
import { violationsOf } from './support/violations.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const webhook = 'https://prod-1.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke';
const audience = { AUTH_AUDIENCE: guid, TEAMS_WEBHOOK_URL: webhook };
const applications = { ...audience, GRAPH_READER_CLIENT_ID: guid, GRAPH_OPERATOR_CLIENT_ID: guid };
const profiles: [profile: string, environment: Record<string, string>][] = [
  ['shortest', audience],
  ['oneTenant', { ...applications, TENANT_IDS: guid }],
  [
    'manyTenants',
    { ...applications, TENANT_IDS: `${guid},22222222-2222-4333-8444-555555555555`, SECONDARY_WEBHOOK_URL: 'https://example.org/hook' },
  ],
];

/** The settings as an instance gets them: what Azure learns only then is filled in, secrets are resolved. */
async function settingsOf(environment: Record<string, string>): Promise<Record<string, string>> {
  const settings = deployedSettings((await deployInfra(environment)).resources);
  const resolved = (value: string) => (value.startsWith('@Microsoft.KeyVault(') ? webhook : value.replace(/<[^>]*clientId>/, guid));
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, resolved(value)]));
}

describe('the deployment', () => {
  it.each(profiles)('keeps every rule in the profile %s', async (profile, environment) => {
    expect(violationsOf(await deployInfra({ ...environment, SYNC_PROFILE: profile }))).toEqual([]);
  });

  it.each(profiles)('starts with the settings of the profile %s', async (profile, environment) => {
    const settings = await settingsOf({ ...environment, SYNC_PROFILE: profile });
    expect(readSettings(settings)).toMatchObject({
      HOME_TENANT_ID: expect.any(String),
      GRAPH_READER_CLIENT_ID: guid,
      GRAPH_OPERATOR_CLIENT_ID: guid,
    });
  });

  it('sets every setting of the app that has a place in Azure, and none that the app does not know', async () => {
    const everything = Object.fromEntries(environmentNames().map((name) => [name, '1']));
    const chosen = {
      SYNC_CLOUD: 'public',
      SYNC_NODE_VERSION: '24',
      SYNC_ALLOW_ACTIONS: 'true',
      SYNC_PRIVATE_NETWORK: 'true',
      SYNC_STORAGE_REDUNDANCY: '',
      SYNC_AVAILABILITY_FREQUENCY_SECONDS: '',
      TEAMS_WEBHOOK_URL: webhook,
      SECONDARY_WEBHOOK_URL: webhook,
      HEARTBEAT_URL: webhook,
    };
    const deployment = await deployInfra({ ...everything, ...chosen, SYNC_PROFILE: 'manyTenants' });
    const set = Object.keys(deployedSettings(deployment.resources));
    expect(schemaNames().filter((name) => !set.includes(name) && !(name in notDeployed))).toEqual([]);
    expect(violationsOf(deployment)).toEqual([]);
  });

  it('leaves a setting that is not given to the default of the app', async () => {
    const settings = await settingsOf(audience);
    expect(settings).not.toHaveProperty('POLL_INTERVAL_SECONDS');
    expect(Object.values(settings)).not.toContain('');
  });

  it('gives the service nothing to act with where actions are not allowed', async () => {
    const settings = await settingsOf({ ...audience, SYNC_ALLOW_ACTIONS: 'false' });
    expect(Object.keys(settings).filter((name) => name.startsWith('GRAPH_OPERATOR'))).toEqual([]);
  });

  it.each(['25', '20'])('does not run on Node %s', async (version) => {
    await expect(deployInfra({ SYNC_NODE_VERSION: version })).rejects.toThrow('nodeVersion');
  });

  it('keeps as many instances ready as are asked for, and tests as often', async () => {
    const { resources } = await deployInfra({ SYNC_ALWAYS_READY_INSTANCES: '2', SYNC_AVAILABILITY_FREQUENCY_SECONDS: '600' });
    const site = resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body.properties;
    expect(site).toMatchObject({ functionAppConfig: { scaleAndConcurrency: { alwaysReady: [{ name: 'http', instanceCount: 2 }] } } });
    expect(resources.find(({ type }) => type.endsWith('/webtests'))?.body.properties).toMatchObject({ Frequency: 600 });
  });

  // https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://docs.azure.cn/en-us/private-link/private-endpoint-dns
  it.each([
    ['public', 'core.windows.net', 'vaultcore.azure.net'],
    ['usGovernment', 'core.usgovcloudapi.net', 'vaultcore.usgovcloudapi.net'],
    ['usGovernmentDoD', 'core.usgovcloudapi.net', 'vaultcore.usgovcloudapi.net'],
    ['china', 'core.chinacloudapi.cn', 'vaultcore.azure.cn'],
  ])('reaches storage and vault by private addresses alone where that is wanted, in the cloud %s', async (cloud, storage, vault) => {
    const deployment = await deployInfra({ ...audience, SYNC_PRIVATE_NETWORK: 'true', SYNC_CLOUD: cloud });
    const { resources } = deployment;
    expect(violationsOf(deployment)).toEqual([]);
    const ofType = (type: string) => resources.filter((resource) => resource.type === type);
    for (const type of ['Microsoft.Storage/storageAccounts', 'Microsoft.KeyVault/vaults'])
      expect(ofType(type)[0]?.body.properties).toMatchObject({ publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny' } });
    const zones = ofType('Microsoft.Network/privateDnsZones').map(({ name }) => name);
    const groups = ofType('Microsoft.Network/privateEndpoints').map(
      ({ body }) => JSON.stringify(body).match(/"groupIds":\["(\w+)"\]/)?.[1],
    );
    expect(groups).toEqual(['blob', 'queue', 'table', 'vault']);
    const names = [`blob.${storage}`, `queue.${storage}`, `table.${storage}`, vault];
    expect(zones).toEqual(names.map((name) => `privatelink.${name}`));
    const [network] = ofType('Microsoft.Network/virtualNetworks');
    expect(ofType('Microsoft.Web/sites')[0]?.body.properties).toMatchObject({ virtualNetworkSubnetId: `${network?.id}/subnets/app` });
  });

  it('is in no network otherwise', async () => {
    const { resources } = await deployInfra(audience);
    expect(resources.filter(({ type }) => type.startsWith('Microsoft.Network/'))).toEqual([]);
  });

  it('can do without the availability test, its dearest line', async () => {
    const { resources } = await deployInfra({ SYNC_AVAILABILITY_FREQUENCY_SECONDS: '0' });
    expect(resources.filter(({ type }) => /webtests|metricAlerts/.test(type))).toEqual([]);
  });

  it.each([
    ['60', 'PT15M'],
    ['300', 'PT15M'],
    ['900', 'PT45M'],
    ['3600', 'PT3H'],
  ])('waits two intervals of %s s and the delay of the logs before it calls silence silence', async (interval, window) => {
    const { resources } = await deployInfra({ POLL_INTERVAL_SECONDS: interval });
    expect(resources.find(({ name }) => name === 'alert-no-tick')?.body.properties).toMatchObject({ windowSize: window });
  });

  it('takes for the interval, where none is given, what the app takes', async () => {
    const { POLL_INTERVAL_SECONDS } = readSettings(await settingsOf(audience));
    const [byDefault, told] = [
      await deployInfra(audience),
      await deployInfra({ ...audience, POLL_INTERVAL_SECONDS: String(POLL_INTERVAL_SECONDS) }),
    ];
    const silenceOf = ({ resources }: typeof told) => resources.find(({ name }) => name === 'alert-no-tick')?.body;
    expect(silenceOf(byDefault)).toEqual(silenceOf(told));
    expect(readFileSync('infra/deploy/await.ts', 'utf8')).toContain(`interval || ${POLL_INTERVAL_SECONDS}`);
  });

  it('finds the words by which the alert on settings looks in what the app says of them', () => {
    expect(new ConfigurationError(['A: missing']).message).toContain('The settings have');
    expect(readFileSync('infra/modules/alerts.bicep', 'utf8')).toContain('has "The settings have"');
  });
});

describe('in another cloud', () => {
  it.each([
    ['public', 'https://graph.microsoft.com', 'https://login.microsoftonline.com', '.core.windows.net'],
    ['usGovernment', 'https://graph.microsoft.us', 'https://login.microsoftonline.us', '.core.usgovcloudapi.net'],
    ['usGovernmentDoD', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us', '.core.usgovcloudapi.net'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn', '.core.chinacloudapi.cn'],
  ])('%s asks %s and %s, and keeps its state below %s', async (cloud, graph, login, suffix) => {
    const environment = { ...audience, SYNC_CLOUD: cloud };
    const deployment = await deployInfra(environment);
    const { resources } = deployment;
    expect(violationsOf(deployment)).toEqual([]);
    const settings = await settingsOf(environment);
    expect(settings).toMatchObject({ GRAPH_BASE_URL: graph, LOGIN_BASE_URL: login });
    const addresses = ['STORAGE_TABLES_URL', 'AzureWebJobsStorage__blobServiceUri', 'AzureWebJobsStorage__queueServiceUri'];
    for (const name of addresses)
      expect(settings[name]).toMatch(new RegExp(`^https://\\w+\\.(table|blob|queue)${suffix.replaceAll('.', '\\.')}$`));
    expect(JSON.stringify(resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body)).toContain(`.blob${suffix}/package`);
    expect(() => readSettings(settings)).not.toThrow();
  });

  it.each([
    ['public', 'https://management.azure.com', 'https://api.loganalytics.io'],
    ['usGovernment', 'https://management.usgovcloudapi.net', 'https://api.loganalytics.us'],
    ['usGovernmentDoD', 'https://management.usgovcloudapi.net', 'https://api.loganalytics.us'],
    ['china', 'https://management.chinacloudapi.cn', 'https://api.loganalytics.azure.cn'],
  ])('%s is asked for its functions at %s, and for its ticks at %s', (cloud, resourceManager, logs) => {
    expect(JSON.parse(readFileSync('infra/clouds.json', 'utf8'))[cloud]).toMatchObject({ resourceManager, logs });
  });
});
