import type { Topic } from '../topic.ts';

export const installing = [
  {
    id: 'express-or-custom-installation',
    title: 'Express or custom installation of Entra Connect',
    summary:
      'The wizard of Entra Connect installs in one of two ways. Express asks for two accounts and decides the rest; custom shows every page. Both set up the same product, and most choices, not all, can be changed later.',
    rules: [
      'Express fits one Active Directory forest with fewer than 100,000 objects, password hash synchronization as the way to sign in, and an Enterprise Administrator at hand for the installation.',
      'Express brings password hash synchronization, all domains and OUs, automatic upgrade, SQL Server 2019 Express LocalDB and a virtual service account.',
      'Custom is needed for several forests, domains the server cannot reach, pass-through authentication, federation or Seamless SSO from the start, group-based filtering, an existing SQL Server, an own service account, or an installation without an Enterprise Administrator.',
      'Made for good at the installation: the service account, the joining of users across forests, and whether there is a group filter. Domains, OUs, optional features and the sign-in method can be changed by running the wizard again.',
    ],
    steps: [
      'Check first whether Cloud Sync covers the need, because Microsoft recommends it to most organisations.',
      "Verify the users' UPN domains in Entra ID, run IdFix over the directory, and enable TLS 1.2 on the server.",
      'Download the installer from Entra Connect > Get started in the Entra admin center.',
      'Choose "Use express settings", or "Customize" where a rule above asks for it.',
      'Clear "Start the synchronization process" on the last page when OUs or domains are to be left out; run the wizard again to choose them, and enable the schedule then.',
      'Sign out of Windows and in again before you open Synchronization Service Manager or the Synchronization Rules Editor.',
    ],
    superseded: [
      'The Download Center no longer gets new builds; they are only in the Entra admin center.',
      'Pages up to 2023 ask for a Global Administrator in Entra ID. Hybrid Identity Administrator is enough, with Domain Name Administrator beside it where federation is configured.',
      'Version 1.x came with SQL Server 2012 LocalDB; since 2.0 it is SQL Server 2019, which needs Windows Server 2016 or later.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: [
      'connect-install/ConnectBuildTooOld',
      'connect-install/AdsyncDatabaseNotEmpty',
      'connect-install/UpnDomainNotVerified',
      'connect-install/PtaNeedsVerifiedDomain',
      'connect-install/LegacySyncWithWriteback',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-select-installation',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-express',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites',
    ],
    foundBy: {
      marks: [],
      questions: [
        'express|expressly custom*|customi*',
        'express|custom*|customi* install*|setup|set_up|setting*',
        'install* typ*|option*|way*|method* connect|entra|aad*|azure_ad',
        'which|what|best|right install* connect|entra_connect|aad*|azure_ad',
      ],
    },
  },
  {
    id: 'accounts-of-the-connect-wizard',
    title: 'Accounts that the Connect wizard asks for',
    summary:
      'The wizard of Entra Connect asks for an administrator of Entra ID and one of Active Directory. Both are used while it runs, to make the identities that work afterwards: one that writes to Entra ID, one that reads Active Directory, and one that runs the service.',
    rules: [
      'Entra ID: a work or school account with the role Hybrid Identity Administrator, assigned directly to the user and not through a group. Configuring federation needs Domain Name Administrator as well.',
      'An account of the onmicrosoft.com domain is the safe choice: it signs in whatever happens to the federated domains. The wizard uses it once; nothing depends on it afterwards.',
      'Accounts synchronized from Active Directory should hold no Entra roles: whoever takes over the directory would take over the tenant.',
      'Multifactor authentication and Privileged Identity Management are possible; the role has to be active while the wizard runs. The switch /InteractiveAuth opens the sign-in window of the MSAL library for smart cards, federated accounts and other ways without a password.',
      'Active Directory: express takes an Enterprise Administrator once and creates the connector account MSOL_…; custom creates one or takes an ordinary user account. The domain part may be NetBIOS or DNS: FABRIKAM\\syncuser or fabrikam.com\\syncuser.',
      'An Enterprise or Domain Administrator as connector account is refused since build 1.4.18.0.',
    ],
    steps: [
      'Create a cloud-only administrator on the onmicrosoft.com domain and assign Hybrid Identity Administrator to it directly.',
      'Activate the role in Privileged Identity Management before you start the wizard.',
      'Start "C:\\Program Files\\Microsoft Azure Active Directory Connect\\AzureADConnect.exe" /InteractiveAuth when the account signs in by other means than a password.',
      'Let the wizard create the connector account, or create an ordinary user and give it its rights with the cmdlets of the module ADSyncConfig.',
    ],
    superseded: [
      'Documents of 2016 ask for a Global Administrator, and the heading of the error "Global Administrator role needed" has survived. Hybrid Identity Administrator is meant today.',
      'The account Sync_… with a password gives way to an application with a certificate: it is the default since build 2.5.3.0, and later builds switch over by themselves within six hours.',
    ],
    whoMustAct: 'tenant-admin',
    confidence: 'documented',
    codes: [
      'connect-connectivity/MicrosoftAccountUsed',
      'connect-auth/AzureRoleMissing',
      'connect-auth/PrivilegedIdentityManagement',
      'connect-auth/ApplicationManagedByNotSet',
      'connect-install/EnterpriseOrDomainAdminNotAllowed',
      'connect-install/ADCredsNotValid',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/authenticate-application-id',
    ],
    foundBy: {
      marks: ['interactiveauth', 'ad_ds_connector_account'],
      questions: [
        'account*|role*|admin*|credential*|permission* wizard|install* connect|entra|azure_ad|aad*',
        'account*|role*|permission* need*|require*|asks connect_wizard|entra_connect|connect_sync|azure_ad_connect|aad_connect|aadconnect',
        'mfa|pim|multifactor*|privileged_identity* wizard|install*|setup',
        'global_administrator|hybrid_identity_administrator need*|require*|wizard|install*',
      ],
    },
  },
  {
    id: 'connect-versions-and-upgrade',
    title: 'Connect 1.x is retired: which versions run, and how to upgrade',
    summary:
      'All builds 1.x of Azure AD Connect were retired on 31 August 2022. Builds 2.x have a short life as well: Microsoft gives each one twelve months after the next, and announced that every server below 2.5.79.0 stops synchronizing on 30 September 2026.',
    rules: [
      'Version 1.x is out of support since 31 August 2022 and was announced to stop synchronizing on 1 October 2023. Connect Health for it ended in December 2022.',
      'Build 1.6 signs in with ADAL, whose support ended (announced first for June 2022, then for December 2022); 2.x uses MSAL. There is no way to the new library without the upgrade.',
      'A build 2.x is supported for twelve months after the one that supersedes it.',
      'Version 2.x needs Windows Server 2016 or later and TLS 1.2; Windows Server 2022 is recommended and Server Core is not supported.',
      'Automatic upgrade is on after an express installation with LocalDB and fewer than 100,000 objects. It does not take every release, is put off while Synchronization Service Manager is open, and stops for good where the database is not LocalDB.',
    ],
    steps: [
      'Read the version under Programs and Features of the server, or as the server details of Connect Health.',
      'Run Get-ADSyncAutoUpgrade -Detail to see whether the server upgrades itself, and what keeps it from doing so; Set-ADSyncAutoUpgrade -AutoUpgradeState Enabled switches it on.',
      'Download the current build from Entra Connect > Get started in the Entra admin center and run it on the server: an upgrade in place keeps the configuration, and it is also how to force an upgrade that does not come by itself.',
      'Install a second server in staging mode and swing over to it when Windows has to be renewed or the upgrade has to be tried first.',
      'Consider Cloud Sync instead, whose agent updates itself.',
    ],
    superseded: [
      'DirSync and Azure AD Sync, the predecessors, are long out of support; do not run them beside Connect.',
      'Up to build 2.2.1.0 own synchronization rules kept automatic upgrade from happening; they do not any more.',
      'The cloud graph of version 1.x (Azure AD Graph) and the MSOnline module are retired; scripts written for them need Microsoft Graph.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    note: 'This API cannot read the version of a Connect server: Microsoft Graph does not give it.',
    codes: [
      'connect-install/ConnectBuildTooOld',
      'connect-install/PasswordWritebackAcsRetired',
      'connect-connectivity/SignInAssistantProxy',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/whatis-azure-ad-connect-v2',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/deprecated-azure-ad-connect',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-automatic-upgrade',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-sync',
    ],
    foundBy: {
      marks: ['get_adsyncautoupgrade', 'adal_retire*', 'connect_1_x', 'connect_v1'],
      questions: [
        'version*|build*|release*|1_x|v1 retire*|support*|deprecat*|end_of_life|eol|stop*|old connect|aad*|azure_ad|entra',
        'upgrad*|updat* connect|entra_connect|aad*|azure_ad_connect|sync_server',
        'automatic*|auto upgrad*|updat* connect|entra|aad*|azure_ad',
        'autoupgrade|auto_upgrade|automatic_upgrade connect|entra|aad*|azure_ad|adsync',
        'connect|entra_connect|azure_ad_connect 1_x|v1|1_6 retire*|upgrad*|still|old',
        'adal support*|ended|retire*|deprecat*|msal',
      ],
    },
  },
] satisfies readonly Topic[];
