import { describe, expect, it } from '@jest/globals';
import { deployInfra } from './support/deploy-infra.ts';
import { violationsOf } from './support/violations.ts';

const given = { AUTH_AUDIENCE: '11111111-2222-4333-8444-555555555555', TEAMS_WEBHOOK_URL: 'https://example.org/hook' };

type Change = [file: string, from: string, to: string, refusal: string];

/** Each line breaks one rule of the deployment; the last column is what the check says of it. */
const changes: Record<string, Change> = {
  'shared keys are on': ['storage', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true', 'allowSharedKeyAccess is true'],
  'shared keys are not spoken of': ['storage', 'allowSharedKeyAccess: false', '', 'allowSharedKeyAccess is undefined'],
  'blobs are public': ['storage', 'allowBlobPublicAccess: false', 'allowBlobPublicAccess: true', 'allowBlobPublicAccess is true'],
  'old TLS is taken': ['storage', "'TLS1_2'", "'TLS1_0'", 'minimumTlsVersion is "TLS1_0"'],
  'nothing keeps the state': ['storage', "level: 'CanNotDelete'", "level: 'NotSpecified'", 'properties.level is "NotSpecified"'],
  'deleted blobs are gone': ['storage', 'enabled: true', 'enabled: false', 'deleteRetentionPolicy.enabled is false'],
  'there is a role too many': [
    'roles',
    '  roles.storageTableDataContributor\n]',
    "  roles.storageTableDataContributor\n  '17d1049b-9a84-46fb-8f53-869881c3d3ab'\n]",
    'the role 17d1049b-9a84-46fb-8f53-869881c3d3ab is none of the five',
  ],
  'a role is missing': ['roles', '  roles.storageQueueDataContributor\n', '', 'the role 974c5e8b-45b9-4653-ba55-5f855dd0fb88 is missing'],
  'a role is given on the whole group': ['roles', '  scope: account\n', '', 'is given on the whole group'],
  'a role races its identity': ['roles', "    principalType: 'ServicePrincipal'\n", '', 'races the replication of its identity'],
  'there is a connection string': [
    'settings',
    "  AUTH_MODE: 'entra'",
    "  AUTH_MODE: 'entra'\n  AzureWebJobsStorage: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0'",
    'setting AzureWebJobsStorage has no place here: a connection string: shared keys are off',
  ],
  'a secret lies open': [
    'settings',
    '@Microsoft.KeyVault(SecretUri=',
    'https://hook(',
    'setting TEAMS_WEBHOOK_URL is a secret in the open',
  ],
  'a setting is unknown to the app': [
    'settings',
    "  AUTH_MODE: 'entra'",
    "  AUTH_MODE: 'entra'\n  AUTH_MOOD: 'entra'",
    'setting AUTH_MOOD is known to nobody',
  ],
  'a setting is refused by the plan': [
    'settings',
    "  AzureWebJobsDisableHomepage: 'true'",
    "  AzureWebJobsDisableHomepage: 'true'\n  FUNCTIONS_WORKER_RUNTIME: 'node'",
    'setting FUNCTIONS_WORKER_RUNTIME is refused by the plan',
  ],
  'an alert is missing': ['alerts', "    name: 'poison'", "    name: 'poisoned'", 'the alert poison is missing'],
  'an alert has no page': ['alerts', "    name: 'poison'", "    name: 'poisoned'", 'alert poisoned: docs/operations.md has no page of it'],
  'an alert has no severity': ['alerts', '    severity: alert.severity\n', '', 'it has no severity'],
  'an alert reaches nobody': ['alerts', 'actionGroups: [people.id]', 'actionGroups: []', 'it reaches nobody'],
  'silence is taken for quiet': [
    'alerts',
    "operator: 'LessThan'",
    "operator: 'GreaterThan'",
    'alert no-tick: silence is not what fires it',
  ],
  'an alert looks less often than it looks back': [
    'alerts',
    "evaluationFrequency: 'PT5M'\n    windowSize: alert",
    "evaluationFrequency: 'PT1H'\n    windowSize: alert",
    'it looks less often than it looks back',
  ],
  'the test from outside is of a retired kind': [
    'alerts',
    "  kind: 'standard'",
    "  kind: 'ping'",
    'the availability test is of a retired kind',
  ],
  'the test from outside belongs to nothing': [
    'alerts',
    "'hidden-link:${componentId}'",
    "'link:${componentId}'",
    'the availability test belongs to no component',
  ],
  'the app has an identity too many': [
    'app',
    "type: 'UserAssigned'\n    user",
    "type: 'SystemAssigned, UserAssigned'\n    user",
    'the app has an identity of the system',
  ],
  'secrets are resolved as nobody': [
    'app',
    '    keyVaultReferenceIdentity: hostIdentityId\n',
    '',
    'properties.keyVaultReferenceIdentity is not the host identity',
  ],
  'publishing passwords work': ['app', 'allow: false', 'allow: true', 'properties.allow is true'],
  'plain http is taken': ['app', 'httpsOnly: true', 'httpsOnly: false', 'properties.httpsOnly is false'],
  'the platform answers cross-origin requests': [
    'app',
    'allowedOrigins: []',
    "allowedOrigins: ['*']",
    'the platform answers cross-origin requests',
  ],
  'a name has letters that Azure does not take': [
    'storage',
    "name: 'st${token}'",
    "name: 'st-${token}'",
    'is not of the form that is demanded',
  ],
  'a name is too long': [
    'alerts',
    "groupShortName: 'sync-status'",
    "groupShortName: 'entra-sync-status'",
    'is not of the form that is demanded',
  ],
  'a property exists nowhere': [
    'app',
    'httpsOnly: true',
    "httpsOnly: true\n    siteUpdateStrategy: 'RollingUpdate'",
    'properties.siteUpdateStrategy: no such property',
  ],
  'a property has another type': ['app', 'reserved: true', "reserved: 'true'", 'properties.reserved: boolean expected'],
  'a property that Azure demands is missing': ['monitoring', "    Application_Type: 'web'\n", '', 'Application_Type is missing'],
  'telemetry is taken from anybody': ['monitoring', 'DisableLocalAuth: true', 'DisableLocalAuth: false', 'DisableLocalAuth is false'],
  'logs cost what they like': ['monitoring', 'json(dailyQuotaGb)', "json('-${dailyQuotaGb}')", 'the logs have no daily cap'],
  'the vault can be purged': ['vault', 'enablePurgeProtection: true', 'enablePurgeProtection: false', 'enablePurgeProtection is false'],
  'the vault has no audit': ['vault', '  scope: vault\n', '', 'no diagnostic setting on /vaults/'],
  'deleted blobs are gone in a day': ['storage', 'var keptDays = 14', 'var keptDays = 1', 'deleteRetentionPolicy.days is 1'],
  'the package lies open': ['storage', "publicAccess: 'None'", "publicAccess: 'Blob'", 'publicAccess is "Blob"'],
  'deletions of rows are not written down': [
    'storage',
    '  scope: tables\n  properties: {\n    workspaceId: workspaceId\n',
    '  scope: tables\n  properties: {\n',
    'does not lead to the workspace',
  ],
  'the audit of the vault is off': ['vault', "'audit', enabled: true", "'audit', enabled: false", 'audit of /vaults/ is not written down'],
  'storage is reached as the reader': ['settings', 'clientId: identities.host', 'clientId: identities.reader', 'is not the host identity'],
  'what reads could act': [
    'settings',
    'READER_CLIENT_ID: identities.reader',
    'READER_CLIENT_ID: identities.operator',
    'is not the reader identity',
  ],
  'callers are believed without a token': ['settings', "AUTH_MODE: 'entra'", "AUTH_MODE: 'none'", 'setting AUTH_MODE is none'],
  'headers of the platform are believed': ['settings', "EASYAUTH: 'false'", "EASYAUTH: 'true'", 'setting TRUST_EASYAUTH is true'],
  'the platform signs callers in': ['app', 'platform: { enabled: false }', 'platform: { enabled: true }', 'the platform signs callers in'],
  'the key of the vault is no secret to the history': [
    'vault',
    '@secure()\n',
    '',
    'the parameter secretValues holds a secret and is not secure',
  ],
  'failed ticks count as ticks': ['alerts', ' and Success == true', '', 'alert no-tick: it looks for something else'],
  'five places have to fail': [
    'alerts',
    'failedLocationCount: 2',
    'failedLocationCount: 5',
    'alert not-ready: it looks for something else',
  ],
  'the runbook tells another severity': ['alerts', 'severity: 0', 'severity: 3', 'alert no-tick: its page tells another severity'],
  'nobody is written to': [
    'alerts',
    'properties: {\n    enabled: true\n    group',
    'properties: {\n    enabled: false\n    group',
    'enabled is false',
  ],
  'an alert of a metric reaches nobody': [
    'alerts',
    'actions: [\n      { actionGroupId: people.id }\n    ]',
    'actions: []',
    'alert not-ready: it reaches nobody',
  ],
};

describe('a change that breaks a rule of the deployment is refused', () => {
  it.each(Object.entries(changes))('%s', async (_name, [file, from, to, refusal]) => {
    const edit = { file: `infra/modules/${file}.bicep`, from, to };
    const answer = await deployInfra(given, edit).then(violationsOf, (error: Error) => [error.message]);
    expect(answer.join('\n')).toContain(refusal);
  });
});

it('a front door that stays open beside the private network is refused', async () => {
  const edit = { file: 'infra/modules/storage.bicep', from: "isPrivate ? 'Disabled' : 'Enabled'", to: "'Enabled'" };
  const answer = violationsOf(await deployInfra({ ...given, SYNC_PRIVATE_NETWORK: 'true' }, edit));
  expect(answer.join()).toContain('is reached from everywhere although the network is private');
});

it('a webhook that the history of deployments could tell is refused', async () => {
  const open = { file: 'infra/main.bicep', from: '@secure()\nparam teamsWebhookUrl', to: 'param teamsWebhookUrl' };
  expect(violationsOf(await deployInfra(given, open))).toContain(
    'infra/main.bicep: the parameter teamsWebhookUrl holds a secret and is not secure',
  );
  const told = {
    file: 'infra/main.bicep',
    from: 'output AZURE_TENANT_ID',
    to: 'output HOOK string = teamsWebhookUrl\noutput AZURE_TENANT_ID',
  };
  expect(violationsOf(await deployInfra(given, told))).toContain('the output HOOK tells a secret');
});

it('an app that may start before its identity has its roles is refused', async () => {
  const edit = { file: 'infra/main.bicep', from: '  dependsOn: [roles]\n', to: '' };
  expect(violationsOf(await deployInfra(given, edit))).toContain('the app may start before its identity has its roles');
});

describe('what a compiler would refuse', () => {
  const main = (from: string, to: string) => deployInfra(given, { file: 'infra/main.bicep', from, to });

  it('a name that is only known once resources exist', async () => {
    const named = {
      file: 'infra/modules/identities.bicep',
      from: 'output host object',
      to: "resource late 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {\n  name: 'id-${identities[0].properties.clientId}'\n}\n\noutput host object",
    };
    await expect(deployInfra(given, named)).rejects.toThrow('late: a name that is only known once resources exist');
  });

  it('a loop over the outputs of a module', async () => {
    const change = main(
      "module workbook 'modules/workbook.bicep' = {\n  name: 'workbook'\n  scope: group\n  params: {\n    location: location\n    tags: tags\n    workspaceId: monitoring.outputs.workspaceId\n  }\n}",
      "module workbook 'modules/workbook.bicep' = [for id in [monitoring.outputs.workspaceId]: {\n  name: 'workbook'\n  scope: group\n  params: {\n    location: location\n    tags: tags\n    workspaceId: id\n  }\n}]",
    );
    await expect(change).rejects.toThrow('a loop over what is only known once resources exist');
  });

  it.each([
    [
      'a parameter that a module does not have',
      '    alertEmail: alertEmail\n',
      '    alertMail: alertEmail\n',
      'unknown parameter alertMail',
    ],
    ['a parameter that a module needs', '    token: token\n', '', 'token: a value is missing'],
    ['a name that nobody declares', '    token: token\n', '    token: tokens\n', 'tokens is not declared'],
    ['an output that a module does not have', 'storage.outputs.packageContainer', 'storage.outputs.container', 'container is missing'],
    ['a comma at the end of a line', '    location: location\n', '    location: location,\n', 'a comma before the end of a line'],
    ['two declarations on a line', 'targetScope = ', "var a = 'a' var b = 'b'\ntargetScope = ", 'two declarations on one line'],
    ['a string over two lines', "name: 'roles'", "name: 'ro\nles'", 'a string over two lines'],
    [
      'a parameter that nobody uses',
      'param settings object = {}',
      "param settings object = {}\nparam spare string = ''",
      'spare is used by nobody',
    ],
    ['a bracket that is never closed', 'dependsOn: [roles]', 'dependsOn: [roles', 'not understood'],
  ])('%s', async (_name, from, to, refusal) => {
    await expect(main(from, to)).rejects.toThrow(refusal);
  });
});
