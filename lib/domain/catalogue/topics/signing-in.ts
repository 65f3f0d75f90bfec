import type { Topic } from '../topic.ts';

export const signingIn = [
  {
    id: 'seamless-sso',
    title: 'Seamless single sign-on (Seamless SSO)',
    summary:
      'Seamless SSO signs users of domain-joined computers in to Entra ID without a password while they are on the corporate network: the browser sends a Kerberos ticket for the computer account AZUREADSSOACC. It goes with password hash synchronization or pass-through authentication, not with AD FS, which has its own way.',
    rules: [
      'The wizard creates one computer account AZUREADSSOACC in each forest; it needs Domain Administrator credentials of that forest once and does not keep them. Forests can be left out.',
      'The browser must count https://autologon.microsoftazuread-sso.com to the intranet zone (value 1 in the policy Site to Zone Assignment List). In the trusted-sites zone it blocks the sign-in; value 4 keeps users out on purpose.',
      'The ticket of a user in very many groups is too large; Kerberos fails too when clocks differ by more than five minutes.',
      'On devices joined to Entra ID the sign-on with a primary refresh token comes first; Seamless SSO is for domain-joined devices without it.',
      'From 30 forests on, the feature has to be enabled by PowerShell.',
      'Whoever holds the Kerberos key of AZUREADSSOACC can sign in as any synchronized user: only Domain Administrators may touch the account, delegation is off, and the key changes every 30 days.',
    ],
    steps: [
      'Select "Enable single sign-on" in the wizard: User sign-in at the first custom installation, later "Change user sign-in".',
      'Add the URL to the intranet zone by group policy: User Configuration > Administrative Templates > Windows Components > Internet Explorer > Internet Control Panel > Security Page > Site to Zone Assignment List; allow "updates to status bar via script" for that zone.',
      'Test with https://myapps.microsoft.com/<tenant>.onmicrosoft.com in a new private window on a domain-joined computer.',
      'Run klist on the client when it fails, and look for a ticket of AZUREADSSOACC; klist purge clears an old one.',
      'Change the key every 30 days on the Connect server: Import-Module .\\AzureADSSO.psd1 in "C:\\Program Files\\Microsoft Azure Active Directory Connect", New-AzureADSSOAuthenticationContext, then Update-AzureADSSOForest -OnPremCredentials (Get-Credential), once per forest and never twice in a row.',
      'Set the encryption type of the account to AES after that, if it is still RC4.',
    ],
    superseded: [
      'https://aadg.windows.net.nsatc.net, which the page on custom installation still puts into the intranet zone beside the first, is not in the current instructions for Seamless SSO.',
      'Microsoft Edge (legacy) is not supported any more; Internet Explorer is named in the policy path only.',
    ],
    whoMustAct: 'directory-admin',
    confidence: 'documented',
    codes: [],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sso-quick-start',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sso',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sso-faq',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
    ],
    foundBy: {
      marks: [
        'seamless_sso',
        'seamless_single_sign_on',
        'azureadssoacc',
        'azureadsso',
        'azureadssoforest',
        'desktop_sso',
        'microsoftazuread_sso',
      ],
      questions: [
        'seamless sso|sign_on|signon|single',
        'autologon zone|intranet|sso|kerberos|url',
        'intranet_zone sso|autologon|single|sign_on|entra|aad*',
        'kerberos key|ticket|roll* sso|entra|azure_ad',
      ],
    },
  },
  {
    id: 'ad-fs-prerequisites',
    title: 'What AD FS needs before Connect configures it',
    summary:
      'The wizard of Connect can set up or take over one AD FS farm, and install AD FS and Web Application Proxy servers by remote PowerShell. The servers, the certificate, names and accounts have to be ready before.',
    rules: [
      'AD FS and Web Application Proxy servers run Windows Server 2012 R2 or later, with WinRM (remote management) enabled. AD FS servers are domain members; proxies need not be.',
      'The TLS certificate is X.509, names the federation service (such as sts.contoso.com) as subject alternative name, is the same on all servers, comes from a public authority in production, and has its key in a CSP, not in a CNG provider. Wildcards are allowed.',
      'The federation name resolves inside by an A record, not a CNAME, and outside in public DNS; with several servers both point to the load balancer.',
      'Connect manages one farm only, and makes an existing trust with Entra ID anew.',
      'The service account is a group managed service account, where a domain controller runs Windows Server 2012 or later; else a domain user whose password has to be renewed. A duplicate service principal name stops the wizard.',
      'The first run federates one domain; more are added by running the wizard again. The domain has to be verified: without its DNS records the configuration fails.',
      'In Entra ID it takes Hybrid Identity Administrator and Domain Name Administrator together, or Global Administrator; sign in with an account outside the domain that is to be federated.',
      'PowerShell Transcription by group policy must be off on the Connect server while the wizard manages AD FS.',
    ],
    steps: [
      'Run Enable-PSRemoting -Force on each AD FS and proxy server, and check that WinRM answers: Test-WSMan <server>.',
      'Add a proxy outside the domain to the trusted hosts of the Connect server: Set-Item WSMan:\\localhost\\Client\\TrustedHosts -Value <server> -Force -Concatenate.',
      'Open HTTPS from Connect to the proxies and from the proxies to AD FS.',
      'Find a duplicate name before the wizard does: setspn -Q host/<federation name>.',
      'Begin with one AD FS server and one proxy, as Microsoft recommends for a pilot, and add others later.',
      'Press Verify at the end, then run the end-to-end sign-in tests.',
    ],
    superseded: [
      'Builds below 2.4.18.0 cannot configure AD FS and PingFederate since April 2025.',
      'Microsoft advises cloud sign-in for new installations; password hash synchronization beside federation is a good fallback.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: [
      'connect-install/AdfsDuplicateSpn',
      'connect-install/FederationDomainNotVerified',
      'connect-install/FederationFqdnNotResolved',
      'connect-install/FederationARecordMissing',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate',
    ],
    foundBy: {
      marks: ['ad_fs_prerequisite*', 'adfs_prerequisite*', 'federation_prerequisite*'],
      questions: [
        'adfs|ad_fs|federation_service* prerequisite*|requirement*|require*|need*|before|prepare|checklist',
        'adfs|ad_fs|federation farm|certificate|winrm|gmsa|proxy|wap|account connect|wizard|entra|azure_ad',
        'web_application_proxy|wap connect|wizard|entra|adfs|ad_fs',
        'adfs|ad_fs set_up|setup|configur*|install* connect|wizard|entra',
      ],
    },
  },
  {
    id: 'end-to-end-sign-in-tests',
    title: 'End-to-end sign-in tests after the installation',
    summary:
      'A green wizard says that the parts are configured, not that people can sign in. Four short tests from inside, from outside and with a rich client show it.',
    rules: [
      'The built-in Administrator of Active Directory is not synchronized and cannot be used for a test.',
      'A test inside proves little about outside: the extranet has its own DNS record and, with AD FS, its own proxy.',
      'A private browser window keeps old sessions and tokens out of the test.',
      'Right after the installation the account must have been exported: wait for the first cycle.',
    ],
    steps: [
      'Use the wizard task "Verify federated login" with an ordinary synchronized account, where sign-in is federated.',
      'Sign in at https://myapps.microsoft.com from a domain-joined computer on the intranet.',
      'Sign in at https://myapps.microsoft.com from a device on the extranet, such as a phone without the corporate network.',
      'Run the Office 365 Single Sign-On Test at https://testconnectivity.microsoft.com for rich clients.',
      'Read the sign-in log of Entra ID for the account when one of them fails: the AADSTS number there names the cause.',
    ],
    superseded: ['Lync and Skype for Business are named as rich clients in older copies; Outlook and Teams take their place.'],
    whoMustAct: 'tenant-admin',
    confidence: 'documented',
    codes: [
      'connect-install/FederationFqdnNotResolved',
      'connect-install/FederationARecordMissing',
      'connect-install/PingFederateEndpointUnresolved',
      'aadsts/AADSTS50126',
    ],
    sources: ['https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom'],
    foundBy: {
      marks: ['end_to_end_sign_in', 'verify_federated_login', 'testconnectivity'],
      questions: [
        'test*|verify*|validate*|check* sign_in|signin|login|log_in|logon|federat*|authentication install*|connect|end_to_end|hybrid|entra|setup|after',
        'end_to_end test* sign_in|authentication|login|sso',
        'test*|verify*|check* federat*|hybrid|end_to_end|synced|synchroni* login|log_in|log_on|logon|sign_in|signin|authentication',
        'myapps sign_in|test*|verify*',
        'test* sign_in|signin end_to_end|hybrid|federat*|synced|synchroni*',
      ],
    },
  },
] satisfies readonly Topic[];
