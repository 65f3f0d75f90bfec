import type { AdminCentre } from './domain/notification/message.ts';

const entra = 'https://entra.microsoft.com';
const azure = 'https://portal.azure.com';

/** The pages where Microsoft itself shows what we speak of, each opened in the right tenant. No other place knows their addresses. */
export const adminCentre = {
  tenantUrl,

  applicationsUrl: (tenantId) => `${tenantUrl(tenantId)}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,

  provisioningUrl: ({ tenantId, servicePrincipalId }) =>
    `${tenantUrl(tenantId)}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Provisioning/objectId/${encode(servicePrincipalId)}`,

  functionAppsUrl: () => `${azure}/#browse/Microsoft.Web%2Fsites/kind/functionapp`,
} as const satisfies AdminCentre;

function tenantUrl(tenantId: string): string {
  return `${entra}/${encode(tenantId)}`;
}

// Half a surrogate pair cannot be encoded.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
