/** The guides by the first part of the ids. */
export const guides = {
  '000': {
    title: 'Troubleshoot Microsoft Entra Connect connectivity issues, as of 2025',
    url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
  },
  '001': {
    title: 'The same page as of June 2016',
    url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
  },
  '002': {
    title: 'Cloud sync troubleshooting, as of 2023, and a public FAQ on synchronization',
    url: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-troubleshoot',
  },
  '003': {
    title: 'Using a proxy with Azure AD Sync Services, a field report of 2014',
    url: 'https://blog.kloud.com.au/2014/12/19/using-a-proxy-with-azure-ad-sync-services/',
  },
  '004': {
    title: 'Custom installation of Microsoft Entra Connect',
    url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  },
} as const satisfies Record<string, { title: string; url: string }>;
