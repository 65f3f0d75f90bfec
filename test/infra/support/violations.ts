import { typeFaultsOf } from '../../support/bicep/check-types.ts';
import type { DeployedResource, Deployment } from '../../support/bicep/deploy.ts';
import { alertViolations } from './alert-violations.ts';
import { at } from './at.ts';
import { diagnosticViolations } from './diagnostic-violations.ts';
import { identityViolations } from './identity-violations.ts';
import { settingsViolations } from './settings-violations.ts';

type Body = Record<string, unknown>;

/** Every rule of the deployment that it breaks, in a sentence each. */
export function violationsOf(deployment: Deployment): string[] {
  const { resources } = deployment;
  return [
    ...resources.flatMap((resource) => typeFaultsOf(resource).map((fault) => `${resource.type} ${resource.name}: ${fault}`)),
    ...settledViolations(resources),
    ...identityViolations(resources),
    ...roleViolations(resources),
    ...diagnosticViolations(resources),
    ...settingsViolations(resources),
    ...alertViolations(resources),
    ...orderViolations(resources),
    ...networkViolations(resources),
    ...secretViolations(deployment),
  ];
}

// A reference to a secret that fails when the app first starts stays unresolved for a day, so the roles come first.
function orderViolations(resources: DeployedResource[]): string[] {
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites');
  return site?.after.some((file) => file.endsWith('/roles.bicep')) ? [] : ['the app may start before its identity has its roles'];
}

// A private endpoint beside an open front door keeps nobody out.
function networkViolations(resources: DeployedResource[]): string[] {
  if (!resources.some(({ type }) => type === 'Microsoft.Network/privateEndpoints')) return [];
  const kept = resources.filter(({ type }) => ['Microsoft.Storage/storageAccounts', 'Microsoft.KeyVault/vaults'].includes(type));
  const isOpen = ({ body }: DeployedResource) =>
    at(body, 'properties.publicNetworkAccess') !== 'Disabled' || at(body, 'properties.networkAcls.defaultAction') !== 'Deny';
  return kept.filter(isOpen).map(({ type }) => `${type} is reached from everywhere although the network is private`);
}

// What a deployment is given and puts out is kept in its history, in the clear.
function secretViolations({ resources, outputs, parameters }: Deployment): string[] {
  const secrets = resources.flatMap(({ type, body }) => (type.endsWith('/vaults/secrets') ? [String(at(body, 'properties.value'))] : []));
  const tells = (value: unknown) => secrets.some((secret) => JSON.stringify(value).includes(secret));
  return [
    ...Object.entries(outputs).flatMap(([name, value]) => (tells(value) ? [`the output ${name} tells a secret`] : [])),
    ...parameters.flatMap(({ file, name, value, isSecure }) =>
      tells(value) && !isSecure ? [`${file}: the parameter ${name} holds a secret and is not secure`] : [],
    ),
  ];
}

/** Properties that have one right value. */
const settled: [type: string, path: string, value: unknown][] = [
  ['Microsoft.Storage/storageAccounts', 'properties.allowSharedKeyAccess', false],
  ['Microsoft.Storage/storageAccounts', 'properties.allowBlobPublicAccess', false],
  ['Microsoft.Storage/storageAccounts', 'properties.allowCrossTenantReplication', false],
  ['Microsoft.Storage/storageAccounts', 'properties.minimumTlsVersion', 'TLS1_2'],
  ['Microsoft.Storage/storageAccounts', 'properties.supportsHttpsTrafficOnly', true],
  ['Microsoft.Storage/storageAccounts/blobServices', 'properties.deleteRetentionPolicy.enabled', true],
  ['Microsoft.Storage/storageAccounts/blobServices', 'properties.containerDeleteRetentionPolicy.enabled', true],
  ['Microsoft.Storage/storageAccounts/blobServices', 'properties.deleteRetentionPolicy.days', 14],
  ['Microsoft.Storage/storageAccounts/blobServices', 'properties.containerDeleteRetentionPolicy.days', 14],
  ['Microsoft.Storage/storageAccounts/blobServices/containers', 'properties.publicAccess', 'None'],
  ['Microsoft.Authorization/locks', 'properties.level', 'CanNotDelete'],
  ['Microsoft.KeyVault/vaults', 'properties.enableRbacAuthorization', true],
  ['Microsoft.KeyVault/vaults', 'properties.enableSoftDelete', true],
  ['Microsoft.KeyVault/vaults', 'properties.enablePurgeProtection', true],
  ['Microsoft.KeyVault/vaults', 'properties.softDeleteRetentionInDays', 90],
  ['Microsoft.KeyVault/vaults', 'properties.accessPolicies', undefined],
  ['Microsoft.Insights/components', 'properties.DisableLocalAuth', true],
  ['Microsoft.OperationalInsights/workspaces', 'properties.features.disableLocalAuth', true],
  ['Microsoft.Web/serverfarms', 'sku.name', 'FC1'],
  ['Microsoft.Web/sites', 'properties.httpsOnly', true],
  ['Microsoft.Web/sites', 'properties.siteConfig.minTlsVersion', '1.2'],
  ['Microsoft.Web/sites', 'properties.siteConfig.ftpsState', 'Disabled'],
  ['Microsoft.Web/sites', 'properties.siteConfig.linuxFxVersion', undefined],
  ['Microsoft.Web/sites', 'properties.siteConfig.alwaysOn', undefined],
  ['Microsoft.Web/sites', 'properties.functionAppConfig.runtime.name', 'node'],
  ['Microsoft.Web/sites', 'properties.functionAppConfig.deployment.storage.authentication.type', 'UserAssignedIdentity'],
  ['Microsoft.Web/sites', 'tags.azd-service-name', 'api'],
  ['Microsoft.Insights/webtests', 'properties.Enabled', true],
  ['Microsoft.Insights/actionGroups', 'properties.enabled', true],
  ['Microsoft.Web/sites/basicPublishingCredentialsPolicies', 'properties.allow', false],
];

function settledViolations(resources: DeployedResource[]): string[] {
  const wrong = settled.flatMap(([type, path, value]) => {
    const found = resources.filter((resource) => resource.type === type);
    if (found.length === 0) return [`${type} is not deployed`];
    return found.filter(({ body }) => at(body, path) !== value).map(({ body }) => `${type} ${path} is ${JSON.stringify(at(body, path))}`);
  });
  const lock = resources.find(({ type }) => type === 'Microsoft.Authorization/locks');
  const places = at(resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body, 'properties.siteConfig.cors.allowedOrigins');
  const cap = Number(
    at(resources.find(({ type }) => type.endsWith('/workspaces'))?.body, 'properties.workspaceCapping.dailyQuotaGb') ?? -1,
  );
  return [
    ...wrong,
    ...(lock?.scope?.includes('/storageAccounts/') ? [] : ['no lock keeps the storage account']),
    ...(JSON.stringify(places) === '[]' ? [] : ['the platform answers cross-origin requests in place of the app']),
    ...(cap > 0 ? [] : ['the logs have no daily cap']),
  ];
}

const dataRoles: Record<string, string> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': '/storageAccounts/',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': '/storageAccounts/',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': '/storageAccounts/',
  '4633458b-17de-408a-b874-0445c86b69e6': '/secrets/',
  '3913510d-42f4-4e42-8a64-420c390055eb': '/components/',
};

function roleViolations(resources: DeployedResource[]): string[] {
  const assignments = resources.filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments');
  const hasSecrets = resources.some(({ type }) => type === 'Microsoft.KeyVault/vaults/secrets');
  const roleOf = (body: Body) => String(at(body, 'properties.roleDefinitionId')).replace(/.*\//, '');
  const wrong = assignments.flatMap(({ body, scope }) => {
    const place = dataRoles[roleOf(body)];
    if (place === undefined) return [`the role ${roleOf(body)} is none of the five`];
    return [
      ...(scope?.includes(place) ? [] : [`the role ${roleOf(body)} is given on ${scope ?? 'the whole group'}`]),
      ...(/id-host-/.test(String(at(body, 'properties.principalId')))
        ? []
        : [`the role ${roleOf(body)} is given to somebody else than the host identity`]),
      ...(at(body, 'properties.principalType') === 'ServicePrincipal'
        ? []
        : [`the role ${roleOf(body)} races the replication of its identity`]),
    ];
  });
  const given = new Set(assignments.map(({ body }) => roleOf(body)));
  const missing = Object.entries(dataRoles).filter(([role, place]) => !given.has(role) && (place !== '/secrets/' || hasSecrets));
  return [...wrong, ...missing.map(([role]) => `the role ${role} is missing`)];
}
