/** Where administrators consent to the applications of this service; absent where it signs in without applications of its own. */
export interface ConsentSettings {
  loginBaseUrl: string;
  readerClientId: string;
  operatorClientId?: string;
}

// https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent#construct-the-url-for-granting-tenant-wide-admin-consent
/** Where an administrator of the tenant consents; nothing where there is no application of its own. */
export function consentAddresses(tenantId: string, settings: ConsentSettings | undefined): { reader?: string; operator?: string } {
  if (settings === undefined) return {};
  const { loginBaseUrl, readerClientId, operatorClientId } = settings;
  const address = (clientId: string) => `${loginBaseUrl}/${encodeURIComponent(tenantId)}/adminconsent?client_id=${clientId}`;
  return { reader: address(readerClientId), ...(operatorClientId && { operator: address(operatorClientId) }) };
}
