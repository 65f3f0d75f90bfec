import type { Topic } from '../topic.ts';

export const identities = [
  {
    id: 'identity-matching',
    title: 'Identity matching across forests and with cloud users',
    summary:
      'Two different matchings decide which accounts are one person. Inside Connect, the wizard joins accounts of several forests into one. In Entra ID, a new object from Active Directory either takes over an existing cloud object (hard or soft match) or becomes a new one.',
    rules: [
      'Users are represented only once across all forests: nothing is joined, each account becomes an object of its own.',
      'Mail attribute: joins users and contacts with the same mail, the choice where contacts came from GALSync. Users without mail are not synchronized.',
      'ObjectSID and msExchangeMasterAccountSID or msRTCSIP-OriginatorSID: joins the enabled user of an account forest with the disabled one of a resource forest (a linked mailbox).',
      'SAMAccountName and MailNickName: joins where the sign-in name is expected in these attributes.',
      'A specific attribute: any attribute that is already in the metaverse. Users in whom it is empty are not synchronized.',
      'Hard match in Entra ID: sourceAnchor of the new object equals onPremisesImmutableId of a cloud user. Soft match: the userPrincipalName or the primary SMTP address is equal. Both are tried for new objects only.',
      'A match overwrites the attributes of the cloud object, and with password hash synchronization its password, with those of Active Directory.',
      'A cloud user who holds an admin role is never matched. Mail-enabled groups and contacts soft match by proxyAddresses; groups without mail do not match at all.',
    ],
    steps: [
      'Choose the joining of forests with care: after the installation the wizard cannot change it.',
      'Compare both sides before the first cycle: Get-MgUser -UserId <user> -Property userPrincipalName,onPremisesImmutableId,proxyAddresses against the account in Active Directory.',
      'Copy what only the cloud knows into Active Directory first, and tell the users which password will count.',
      'Set ms-DS-ConsistencyGuid of the on-premises user to the value of the cloud immutableId when the same person is to be matched again after a failed soft match.',
      'Take the roles from an administrator who is to be matched, delete the quarantined duplicate for good, run a cycle, and give the roles back.',
      'Block both ways when the matching is done: set BlockSoftMatchEnabled and BlockCloudObjectTakeoverThroughHardMatchEnabled with Update-MgDirectoryOnPremiseSynchronization.',
    ],
    superseded: [
      'Set-MsolDirSyncFeature of the MSOnline module, which older instructions use to block soft match, is retired; Microsoft Graph PowerShell replaces it.',
    ],
    whoMustAct: 'directory-admin',
    confidence: 'documented',
    codes: [
      'connect-export/InvalidSoftMatch',
      'connect-export/InvalidHardMatch',
      'connect-export/ObjectTypeMismatch',
      'connect-export/AttributeValueMustBeUnique',
      'connect-export/ExistingAdminRoleConflict',
      'connect-error-category/MatchedWithSoftmatch',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-installation-wizard',
    ],
    foundBy: {
      marks: ['soft_match*', 'softmatch*', 'hard_match*', 'hardmatch*', 'msexchangemasteraccountsid', 'uniquely_identif*_your_users'],
      questions: [
        'identit*|user*|account*|object* match*',
        'match*|join*|link*|merge* forest*|cloud|existing user*|account*|identit*|object*',
        'match*|join*|merge* forests|across_forests user*|account*|identit*|object*',
        'identif* user* forest*|uniquely',
        'match*|join* forests|across_forests',
      ],
    },
  },
  {
    id: 'source-anchor',
    title: 'Rules of the sourceAnchor (immutableId)',
    summary:
      'The sourceAnchor is the attribute that ties a user in Active Directory to the user in Entra ID for life. In federation and in Graph the same value is called immutableId (onPremisesImmutableId). It cannot be changed once the user is synchronized, so the attribute is chosen once and well.',
    rules: [
      'It never changes in the life of the object; a change is answered with an export error until the old value is back.',
      'Allowed are strings, integers and binary values of fewer than 60 characters (every character but a-z, A-Z and 0-9 counts as three), unique in all forests, set when the object is created.',
      'The at sign (@) is not allowed, which rules out mail and userPrincipalName; nor are \\ ! # $ % & * + / = ? ^ ` { } | ~ < > ( ) \' ; : , [ ] " and _.',
      'It is case-sensitive: keep upper and lower case when an account moves between forests. Binary values are written in Base64, others as they are.',
      'Names are bad anchors, because people marry. objectGUID is a good one as long as accounts do not move between forests or domains.',
      'Left to Entra ID, the wizard takes the attribute that the tenant remembers from the former installation; else ms-DS-ConsistencyGuid, if no object carries a value in it; else objectGUID.',
      'With ms-DS-ConsistencyGuid Connect writes the objectGUID into every user where it is empty, and only then exports the user. Groups and other objects keep objectGUID.',
    ],
    steps: [
      'Let Entra ID manage the source anchor unless accounts come from a system that decides otherwise.',
      'Give the AD connector account the right to write ms-DS-ConsistencyGuid.',
      'Select the same attribute again on every further server and after a rebuild.',
      'Run the wizard task "Configure Source Anchor" to move from objectGUID to ms-DS-ConsistencyGuid (build 1.1.552.0 or later).',
      'Copy ms-DS-ConsistencyGuid along before a migrated account is imported from its new forest.',
      'Compute the value to compare with onPremisesImmutableId: [Convert]::ToBase64String((Get-ADUser <user>).ObjectGUID.ToByteArray()).',
      'Start AzureADConnect.exe /SkipLdapSearch only if you are certain that nobody else uses the attribute.',
      'Correct the claim rules of the federation server yourself when AD FS is not managed by Connect.',
    ],
    superseded: [
      'Builds up to 1.1.486.0 and DirSync used objectGUID by default; ms-DS-ConsistencyGuid has been offered since 1.1.524.0.',
      'The wizard used to say "Let Azure manage the source anchor"; the logic is the same.',
    ],
    whoMustAct: 'directory-admin',
    confidence: 'documented',
    codes: [
      'connect-export/InvalidHardMatch',
      'connect-export/InvalidSoftMatch',
      'connect-export/AttributeValueMustBeUnique',
      'connect-error-category/InvalidFederatedUser',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
    ],
    foundBy: {
      marks: [
        'sourceanchor',
        'source_anchor',
        'immutableid',
        'immutable_id',
        'ms_ds_consistencyguid',
        'msds_consistencyguid',
        'consistencyguid',
        'skipldapsearch',
      ],
      questions: ['objectguid anchor|immutable|base64|attribute', 'anchor attribute*|rule*|user*'],
    },
  },
  {
    id: 'upn-domains-and-alternate-id',
    title: 'UPN domains and the alternate sign-in ID',
    summary:
      'Users sign in to Entra ID with the userPrincipalName that Connect sends. The part behind the at sign has to be a domain that the tenant has verified; where it cannot be, another attribute serves as the alternate ID.',
    rules: [
      'The wizard lists each UPN suffix as Verified, Not Verified (the DNS record is missing) or Not Added (the tenant does not know the domain).',
      "A user whose suffix is not verified gets a name on the tenant's onmicrosoft.com domain instead.",
      'userPrincipalName is the recommended attribute. An alternate ID, such as mail, is for suffixes that no DNS can verify.',
      'The alternate ID has to follow RFC 822 and must be defined as single-valued in the schema, even if a multi-valued attribute holds one value only. It works with password hash synchronization, pass-through authentication and federation.',
      'Some Microsoft 365 workloads do not work with an alternate ID.',
      'Pass-through authentication needs at least one verified domain before the wizard goes on.',
    ],
    steps: [
      'Verify every UPN suffix in Entra ID (Domain names) before the first synchronization, then press the refresh button on the wizard page.',
      'Add a routable UPN suffix in Active Directory Domains and Trusts and give it to the users, rather than using an alternate ID.',
      'Read the list of workloads that do not take an alternate ID before you choose one; the choice cannot be changed later in the wizard.',
    ],
    superseded: [],
    whoMustAct: 'directory-admin',
    confidence: 'documented',
    codes: [
      'connect-install/UpnDomainNotVerified',
      'connect-install/PtaNeedsVerifiedDomain',
      'connect-error-category/DomainNotVerified',
      'connect-export/FederatedDomainChangeError',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-installation-wizard',
      'https://learn.microsoft.com/microsoft-365/enterprise/prepare-a-non-routable-domain-for-directory-synchronization',
    ],
    foundBy: {
      marks: ['alternate_id', 'alternate_login_id', 'alternate_sign_in_id', 'alternate_signin_id', 'upn_suffix*'],
      questions: [
        'upn|userprincipalname domain*|suffix*|attribute|routable verif*|added|choose|which|nonroutable|not|local',
        'sign_in|signin|login|logon mail|email|attribute upn|userprincipalname|instead',
        'alternate|alternative sign_in|signin|login|upn|userprincipalname',
      ],
    },
  },
] satisfies readonly Topic[];
