/**
 * What an identity's assertion is asked for so that the authority takes it; each cloud has its own audience.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function exchangeScopeOf(authorityHost: string): string {
  const { hostname } = new URL(authorityHost);
  const cloud = hostname.endsWith('.us') ? 'USGov' : hostname.endsWith('.cn') ? 'China' : '';
  return `api://AzureADTokenExchange${cloud}/.default`;
}
