import type { IdentitySettings } from '../adapters/identity/identity-settings.ts';
import type { VerifierOptions } from '../adapters/identity/verify/create-token-verifier.ts';
import type { TablesConnection } from '../adapters/tables/transport/open-service.ts';
import { audiencesOf } from '../domain/access/token-rules.ts';
import { ConfigurationError } from '../domain/errors.ts';
import { defined } from '../domain/optional.ts';
import type { Settings } from '../settings.ts';
import { isLoopbackHost } from '../settings-values.ts';

// A simulator on loopback plays the worldwide cloud; tokens are asked for as for the real one.
function graphScope(settings: Settings): string {
  const { hostname } = new URL(settings.GRAPH_BASE_URL);
  return `${isLoopbackHost(hostname) ? 'https://graph.microsoft.com' : settings.GRAPH_BASE_URL}/.default`;
}

/** How the poller's identity proves itself. The settings have been judged complete for their mode. */
export function readerIdentity(settings: Settings): IdentitySettings {
  return identityOf(settings, {
    clientId: settings.GRAPH_READER_CLIENT_ID,
    identityClientId: settings.GRAPH_READER_IDENTITY_CLIENT_ID,
    clientSecret: settings.GRAPH_READER_CLIENT_SECRET,
    certificatePath: settings.GRAPH_READER_CLIENT_CERTIFICATE_PATH,
  });
}

/** How the worker of operations proves itself; undefined when the installation has no identity to act with. */
export function operatorIdentity(settings: Settings): IdentitySettings | undefined {
  const clientId = settings.GRAPH_OPERATOR_CLIENT_ID;
  if (clientId === undefined && settings.GRAPH_CREDENTIAL !== 'azure-cli') return undefined;
  return identityOf(settings, {
    clientId,
    identityClientId: settings.GRAPH_OPERATOR_IDENTITY_CLIENT_ID,
    clientSecret: settings.GRAPH_OPERATOR_CLIENT_SECRET,
    certificatePath: settings.GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH,
  });
}

interface Proofs {
  clientId: string | undefined;
  identityClientId: string | undefined;
  clientSecret: string | undefined;
  certificatePath: string | undefined;
}

function identityOf(
  settings: Settings,
  { clientId, identityClientId = '', clientSecret = '', certificatePath = '' }: Proofs,
): IdentitySettings {
  const authority = { authorityHost: settings.LOGIN_BASE_URL, scope: graphScope(settings) };
  switch (settings.GRAPH_CREDENTIAL) {
    case 'managed-identity':
      return { ...authority, mode: 'managed-identity', ...defined({ homeTenantId: settings.HOME_TENANT_ID, clientId }) };
    case 'federated':
      return { ...authority, mode: 'federated', clientId: clientId ?? '', identityClientId };
    case 'client-secret':
      return { ...authority, mode: 'client-secret', clientId: clientId ?? '', clientSecret };
    case 'client-certificate':
      return { ...authority, mode: 'client-certificate', clientId: clientId ?? '', certificatePath };
    case 'azure-cli':
      return { ...authority, mode: 'azure-cli' };
  }
}

/** Whose tokens let a caller in. The settings have been judged complete. */
export function verifierOptions(settings: Settings): VerifierOptions {
  const { AUTH_AUDIENCE = '', AUTH_CLIENT_IDS, UI_CLIENT_ID, LOGIN_BASE_URL: authority } = settings;
  const clientIds = AUTH_CLIENT_IDS.length === 0 ? undefined : new Set([...AUTH_CLIENT_IDS, ...(UI_CLIENT_ID ? [UI_CLIENT_ID] : [])]);
  return {
    rules: {
      authority,
      // Only the cloud of China has another one.
      v1Authority: authority.endsWith('.cn') ? 'https://sts.chinacloudapi.cn' : 'https://sts.windows.net',
      tenantIds: new Set(settings.AUTH_TENANT_IDS),
      audiences: audiencesOf(AUTH_AUDIENCE),
      allowsV1: settings.AUTH_ALLOW_V1,
      ...defined({ clientIds }),
    },
    // One set for every tenant. https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
    keysUrl: settings.AUTH_JWKS_URL ?? `${authority}/common/discovery/v2.0/keys`,
    trustsPlatform: settings.TRUST_EASYAUTH,
  };
}

/** Where callers get their tokens; undefined where nobody has to sign in. */
export function signInOf({ AUTH_MODE, AUTH_AUDIENCE: audience = '', AUTH_TENANT_IDS, LOGIN_BASE_URL: authority }: Settings) {
  const [first = '', ...others] = AUTH_TENANT_IDS;
  return AUTH_MODE === 'none' ? undefined : { authority, tenant: others.length === 0 ? first : 'organizations', audience };
}

/** Where the tables are: their own address or connection string, else the storage account of the host. */
export function tablesConnection(settings: Settings): TablesConnection {
  const ownAddress = settings.STORAGE_TABLES_URL;
  const text = settings.STORAGE_CONNECTION_STRING ?? (ownAddress === undefined ? settings.AzureWebJobsStorage : undefined);
  if (text !== undefined) return { kind: 'connectionString', connectionString: text };
  const accountName = settings.AzureWebJobsStorage__accountName;
  // The address comes first, as for the host: outside the public cloud the name alone leads to the wrong one.
  const ofHost = settings.AzureWebJobsStorage__tableServiceUri ?? (accountName && `https://${accountName}.table.core.windows.net`);
  const tablesUrl = ownAddress ?? ofHost;
  if (!tablesUrl) throw new ConfigurationError(['AzureWebJobsStorage: missing; tables have no place']);
  return { kind: 'identity', tablesUrl, credential: () => storageCredential(settings) };
}

async function storageCredential(settings: Settings) {
  const { AzureCliCredential, ManagedIdentityCredential } = await import('@azure/identity');
  if (settings.GRAPH_CREDENTIAL === 'azure-cli') return new AzureCliCredential();
  const clientId = settings.AzureWebJobsStorage__clientId;
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
}
