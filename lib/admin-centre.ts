import type { JobKind } from './domain/job/kind/job-kind.ts';
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

/** Where people go on with a job. */
interface JobPages {
  configuration: string;
  provisioningLogs: string;
  /** Only for kinds that reach on premises. */
  agents?: string;
}

const withAgents: readonly JobKind[] = [
  'cloudSyncUsers',
  'passwordHash',
  'writeback',
  'groupProvisioningToAD',
  'onPremisesApplication',
  'hr',
];

/** The pages of a job: cloud sync is configured where its agents are listed, everything else at its application. */
export function jobPages(kind: JobKind, { tenantId, servicePrincipalId }: { tenantId: string; servicePrincipalId: string }): JobPages {
  const configuration = adminCentre.provisioningUrl({ tenantId, servicePrincipalId });
  const provisioningLogs = `${tenantUrl(tenantId)}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/ProvisioningActivity/objectId/${encode(servicePrincipalId)}`;
  if (!withAgents.includes(kind)) return { configuration, provisioningLogs };
  const agents = `${tenantUrl(tenantId)}/#view/Microsoft_AAD_Connect_Provisioning/AADConnectMenuBlade/~/GetStarted`;
  const isAnApp = kind === 'onPremisesApplication' || kind === 'hr';
  return { configuration: isAnApp ? configuration : agents, provisioningLogs, agents };
}

function tenantUrl(tenantId: string): string {
  return `${entra}/${encode(tenantId)}`;
}

// Half a surrogate pair cannot be encoded.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
