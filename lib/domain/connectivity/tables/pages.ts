/** The public pages that the tables and the rules stand on, each with the date of the copy that was read. */
export const pages = {
  connectConnectivity: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
    asOf: '2025-04-09',
  },
  connectConnectivity2016: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
    asOf: '2016-06-27',
  },
  connectPrerequisites: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites',
    asOf: '2025-09-29',
  },
  connectInstallCustom: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
    asOf: '2023',
  },
  agentTroubleshooting: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-troubleshoot',
    asOf: '2023-10-10',
  },
  agentPrerequisites: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites',
    asOf: '2025-04-09',
  },
  agentPrerequisites2023: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites',
    asOf: '2023-11-06',
  },
  agentPrerequisites2026: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites',
    asOf: '2026-08',
  },
  agentGroupProvisioning: {
    source: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites',
    asOf: '2025-10-09',
  },
  passwordWriteback: {
    source: 'https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback',
    asOf: '2024-06-24',
  },
  serviceTags: {
    source: 'https://www.microsoft.com/download/details.aspx?id=56519',
    asOf: '2023-10-10',
  },
  microsoft365: {
    source: 'https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges',
    asOf: '2025-04-09',
  },
  httpSemantics: {
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    asOf: '2022-06',
  },
  additionalStatusCodes: {
    source: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    asOf: '2012-04',
  },
  squidNtlm: {
    source: 'https://wiki.squid-cache.org/ConfigExamples/Authenticate/Ntlm',
    asOf: '2026-11-21',
  },
  azureAdSyncProxy: {
    source: 'https://blog.kloud.com.au/2014/12/19/using-a-proxy-with-azure-ad-sync-services/',
    asOf: '2014-12-19',
  },
} as const satisfies Record<string, Page>;

/** A page, and the date of the copy that was read: a full date, a month or a year. */
export interface Page {
  source: string;
  asOf: string;
}
