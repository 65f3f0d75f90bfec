import type { DeployedResource } from '../../support/bicep/deploy.ts';
import { at } from './at.ts';
import { deployedSettings } from './settings-violations.ts';

/** Who the app is, and by which of its identities it does what. */
export function identityViolations(resources: DeployedResource[]): string[] {
  const identities = resources.filter(({ type }) => type === 'Microsoft.ManagedIdentity/userAssignedIdentities').map(({ id }) => id);
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body;
  const attached = Object.keys((at(site, 'identity.userAssignedIdentities') ?? {}) as object);
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
    ...settingsOfIdentities(deployedSettings(resources)),
  ];
}

/** Each setting that names an identity, and which one it has to be: the reader must not act, and nobody else touches storage. */
const identityOf: Record<string, string> = {
  AzureWebJobsStorage__clientId: 'host',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'host',
  GRAPH_READER_IDENTITY_CLIENT_ID: 'reader',
  GRAPH_OPERATOR_IDENTITY_CLIENT_ID: 'operator',
};

function settingsOfIdentities(settings: Record<string, string>): string[] {
  const isManaged = settings.GRAPH_CREDENTIAL === 'managed-identity';
  // With managed identities these are the clients themselves.
  const own = isManaged ? { GRAPH_READER_CLIENT_ID: 'reader', GRAPH_OPERATOR_CLIENT_ID: 'operator' } : {};
  return Object.entries({ ...identityOf, ...own }).flatMap(([name, role]) => {
    const value = settings[name];
    if (value === undefined) return name.startsWith('GRAPH_') ? [] : [`setting ${name} is missing`];
    return value.includes(`<id-${role}-`) ? [] : [`setting ${name} is not the ${role} identity`];
  });
}
