import { typeFaultsOf } from '../../support/bicep/check-types.ts';
import type { DeployedResource, Deployment } from '../../support/bicep/deploy.ts';
import { alertViolations } from './alert-violations.ts';
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
  ];
}

// A reference to a secret that fails when the app first starts stays unresolved for a day, so the roles come first.
function orderViolations(resources: DeployedResource[]): string[] {
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites');
  return site?.after.some((file) => file.endsWith('/roles.bicep')) ? [] : ['the app may start before its identity has its roles'];
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

function identityViolations(resources: DeployedResource[]): string[] {
  const identities = resources.filter(({ type }) => type === 'Microsoft.ManagedIdentity/userAssignedIdentities').map(({ id }) => id);
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body;
  const attached = Object.keys((at(site, 'identity.userAssignedIdentities') ?? {}) as Body);
  const [host] = identities.filter((id) => id.includes('id-host-'));
  const sameIdentity = [
    'properties.keyVaultReferenceIdentity',
    'properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId',
  ];
  return [
    ...(identities.length === 3 ? [] : [`${identities.length} identities instead of three`]),
    ...(at(site, 'identity.type') === 'UserAssigned' ? [] : ['the app has an identity of the system']),
    ...(attached.sort().join() === identities.sort().join() ? [] : ['the app does not have exactly the three identities']),
    ...sameIdentity.filter((path) => at(site, path) !== host).map((path) => `${path} is not the host identity`),
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

function diagnosticViolations(resources: DeployedResource[]): string[] {
  const watched = resources.filter(({ type }) => type === 'Microsoft.Insights/diagnosticSettings').map(({ scope = '' }) => scope);
  const kinds = ['/sites/', '/vaults/', '/tableServices/', '/queueServices/'];
  return kinds.filter((kind) => !watched.some((scope) => scope.includes(kind))).map((kind) => `no diagnostic setting on ${kind}`);
}

/** The value at a path with dots, undefined where there is none. */
function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), body);
}
