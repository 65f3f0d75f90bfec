import type { AccessToken, TokenCredential } from '@azure/identity';
import { UpstreamError } from '../../../domain/errors.ts';
import type { IdentitySettings } from '../identity-settings.ts';
import { exchangeScopeOf } from './exchange-scope.ts';
import { toIdentityError } from './identity-errors.ts';

/** Fetches a token for one tenant from its source; never answers from a cache of its own. */
export type RequestToken = (tenantId: string) => Promise<AccessToken>;

const microsoftAuthorities = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
];

// The SDK would sleep up to 22 s in a message's slot; when to come back is the pacing's decision.
const retryOptions = { maxRetries: 0 };

/**
 * Makes a credential of @azure/identity for each token: the one cache is ours, so a refused token is really replaced,
 * and the assertion of the `federated` mode is asked for only when a new token is.
 */
export function createRequestToken(settings: IdentitySettings): RequestToken {
  let identity: Promise<typeof import('@azure/identity')> | undefined;
  let managedIdentity: TokenCredential | undefined;
  const loadIdentity = () => {
    identity ??= import('@azure/identity');
    return identity;
  };
  const managedIdentityToken = async (scope: string, clientId: string | undefined): Promise<AccessToken> => {
    const { ManagedIdentityCredential } = await loadIdentity();
    managedIdentity ??= new ManagedIdentityCredential({ ...(clientId !== undefined && { clientId }), retryOptions });
    return tokenOf(managedIdentity, scope, 'managedIdentity', settings.authorityHost);
  };
  return async (tenantId) => {
    if (settings.mode === 'managed-identity') {
      refuseForeignTenant(settings.homeTenantId, tenantId);
      return managedIdentityToken(settings.scope, settings.clientId);
    }
    const assertion =
      settings.mode === 'federated'
        ? await managedIdentityToken(exchangeScopeOf(settings.authorityHost), settings.identityClientId)
        : undefined;
    const credential = createCredential(await loadIdentity(), settings, tenantId, assertion?.token ?? '');
    return tokenOf(credential, settings.scope, settings.mode === 'azure-cli' ? 'azureCli' : 'authority', settings.authorityHost);
  };
}

type CredentialSettings = Exclude<IdentitySettings, { mode: 'managed-identity' }>;

function createCredential(
  identity: typeof import('@azure/identity'),
  settings: CredentialSettings,
  tenantId: string,
  assertion: string,
): TokenCredential {
  const { authorityHost } = settings;
  const disableInstanceDiscovery = !microsoftAuthorities.includes(new URL(authorityHost).hostname);
  const options = { authorityHost, disableInstanceDiscovery, retryOptions };
  switch (settings.mode) {
    case 'federated':
      return new identity.ClientAssertionCredential(tenantId, settings.clientId, async () => assertion, options);
    case 'client-secret':
      return new identity.ClientSecretCredential(tenantId, settings.clientId, settings.clientSecret, options);
    case 'client-certificate':
      return new identity.ClientCertificateCredential(tenantId, settings.clientId, settings.certificatePath, options);
    case 'azure-cli':
      return new identity.AzureCliCredential({ tenantId, processTimeoutInMs: 10_000 });
  }
}

async function tokenOf(credential: TokenCredential, scope: string, source: Parameters<typeof toIdentityError>[1], authorityHost: string) {
  try {
    const token = await credential.getToken(scope);
    if (token !== null) return token;
  } catch (error) {
    throw toIdentityError(error, source, authorityHost);
  }
  throw toIdentityError(undefined, source, authorityHost);
}

function refuseForeignTenant(homeTenantId: string | undefined, tenantId: string): void {
  if (homeTenantId === undefined || homeTenantId.toLowerCase() === tenantId.toLowerCase()) return;
  throw new UpstreamError({
    service: 'identity',
    operation: 'getToken',
    reason: 'rejected',
    detail: 'A managed identity gives tokens of its home tenant only; set GRAPH_CREDENTIAL=federated to read other tenants.',
  });
}
