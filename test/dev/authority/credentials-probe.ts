import { ClientAssertionCredential, ManagedIdentityCredential } from '@azure/identity';

// Runs in a process of its own: the managed-identity source is fixed per process.
const { AUTHORITY = '', CA = '', TENANTS = '', APP = '', IDENTITY = '' } = process.env;
const identity = new ManagedIdentityCredential({ clientId: IDENTITY });
const assertion = async () => (await identity.getToken('api://AzureADTokenExchange/.default')).token;
const results: Record<string, unknown> = {};
for (const tenantId of TENANTS.split(',')) {
  const credential = new ClientAssertionCredential(tenantId, APP, assertion, {
    authorityHost: AUTHORITY,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: CA },
  });
  try {
    const { token, expiresOnTimestamp } = await credential.getToken('https://graph.microsoft.com/.default');
    results[tenantId] = { token, lifetimeInMs: expiresOnTimestamp - Date.now() };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    results[tenantId] = {
      name: error instanceof Error ? error.name : '',
      errorNo: cause !== null && typeof cause === 'object' && 'errorNo' in cause ? cause.errorNo : undefined,
    };
  }
}
console.log(JSON.stringify(results));
