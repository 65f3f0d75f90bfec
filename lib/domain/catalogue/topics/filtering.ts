import type { Topic } from '../topic.ts';

export const filtering = [
  {
    id: 'group-filter-for-pilots',
    title: 'The group filter of Connect is for pilots',
    summary:
      'Connect can synchronize only the direct members of one group of Active Directory. Microsoft supports this for a pilot, not for production.',
    rules: [
      'The group filter is offered in a custom installation only; afterwards the wizard can remove it but not add it.',
      'Only direct members count: users, groups, contacts and devices. Nested membership is not resolved; of a group inside the group only the group object itself is synchronized.',
      'The OU with the group has to be synchronized too, because the filter by OU comes first.',
      'Objects that leave the group are deleted in Entra ID at the next cycle.',
    ],
    steps: [
      'Create the group for this purpose alone and add every user, group and device as a direct member.',
      'Switch to filters by domain, OU or attribute before production; several of them work together, and an object has to pass all.',
      'Disable the schedule (Set-ADSyncScheduler -SyncCycleEnabled $false) or use staging mode before you remove the filter, and look at the pending exports first.',
    ],
    superseded: [
      'Cloud Sync has a filter by groups of its own, which is not limited to pilots; there up to 59 OUs or groups a configuration, and groups up to 50,000 members, were documented.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-export/stopped-deletion-threshold-exceeded'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-installation-wizard',
      'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites',
    ],
    foundBy: {
      marks: ['group_based_filter*', 'filter*_based_on_groups', 'filter*_on_groups', 'group_filter', 'group_filters', 'group_filtering'],
      questions: [
        'few|some|test|pilot|only user*|members sync*|synchroni* first|group|only',
        'filter* security_group|group* connect|sync*|entra',
        'filter*|limit*|restrict* group* pilot*|sync*|member*|nested|production',
        'sync* only member*|users group security|nested|direct|pilot*|of',
        'pilot* group*|user*|only|some|few sync*|run*|connect|entra|start*',
        'nested group* filter*|scop*',
      ],
    },
  },
  {
    id: 'ou-filter-before-group-filter',
    title: 'The OU filter works before the group filter',
    summary:
      'Connect decides in steps what it synchronizes: domains and OUs first, then the group, then attributes by rules. What an earlier step leaves out, no later step brings back.',
    rules: [
      'By default all domains and OUs are synchronized. A filter by OU is evaluated before a filter by group, so the OU that holds the group must be selected.',
      'Several filters work together as AND. An object that falls out of scope is deleted in Entra ID; more than 500 at once are held back by default.',
      'Some OUs are essential for functionality and should stay selected: leave selected what you cannot name the use of.',
      'New OUs: builds before 1.1.524.0 synchronize them by default; since then the wizard asks whether new OUs shall be synchronized.',
      'A selected OU is remembered by its distinguished name. Renamed, it falls out of scope unnoticed, and the next full import deletes its objects.',
      'Domains that a firewall keeps out of reach come unselected, with a warning.',
      'Objects with isCriticalSystemObject, such as the built-in Administrator, are never synchronized.',
    ],
    steps: [
      'Disable the schedule with Set-ADSyncScheduler -SyncCycleEnabled $false before you change a filter.',
      'Change domains and OUs in the wizard under "Customize synchronization options", never in the connector.',
      'Select a renamed OU again in the wizard before the next full import.',
      'Run a full import and a full synchronization, and read the pending exports with csexport and CSExportAnalyzer before anything is exported.',
      'Enable the schedule again with Set-ADSyncScheduler -SyncCycleEnabled $true.',
    ],
    superseded: [
      'Editing the containers of a connector in Synchronization Service Manager, as older instructions show, is read-only today.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: [
      'connect-export/stopped-deletion-threshold-exceeded',
      'quarantine-reason/TooManyDeletes',
      'connect-install/OuFilterMissesObjects',
      'connect-install/DomainUnreachable',
      'connect-install/missing-partition-for-run-step',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-service-manager-ui-connectors',
    ],
    foundBy: {
      marks: ['ou_filter*', 'ou_based_filter*', 'organizational_unit_filter*', 'domain_and_ou_filter*'],
      questions: [
        'limit*|restrict*|select*|unselect*|deselect*|specific|must ou|ous|organizational_unit*',
        'unselect*|deselect*|exclude*|remov* domain connect|sync*|entra|azure_ad',
        'delet* after ou|rename*|mov* rename*|users|ou',
        'ou|ous|organizational_unit* mov*|rename*|add*|change*|which|certain|exclude* sync*|synchroni*|scope|filter*',
        'ou|ous|organizational_unit* filter*|scope|select*|deselect*|exclude*|order|before',
        'filter* order|before|first|precede* ou|ous|group*|domain*',
        'new|rename*|moved ou|ous|organizational_unit* sync*|delete*|scope|gone|missing|disappear*|removed|users',
        'exclude*|skip ou|ous|domain* sync*',
      ],
    },
  },
  {
    id: 'removing-attributes',
    title: 'Removing attributes from synchronization',
    summary:
      'The optional feature "Microsoft Entra app and attribute filtering" of the Connect wizard leaves attributes out. It is meant for data that may not leave the house; each attribute taken away can break a function in the cloud.',
    rules: [
      'The recommended choice is the default set: it gives a full address list and all functions of Microsoft 365.',
      'Only attributes that must not be synchronized at all, such as sensitive personal data, should be cleared.',
      'A changed list means that new services have to be selected by hand later, by running the wizard again.',
      'sourceAnchor, userPrincipalName, accountEnabled, objectSID, pwdLastSet and usageLocation carry the synchronization itself, tokens or licences.',
      'Directory extensions are the way to add own attributes; the field "Available Attributes" is case-sensitive.',
      'Connect Health sends no error events while attribute filtering differs from the default.',
    ],
    steps: [
      "Look up each attribute in Microsoft's list of synchronized attributes, by application, before you clear it.",
      'Run the wizard: Customize synchronization options > Optional features > Microsoft Entra app and attribute filtering, select the services, then clear the attributes.',
      'Write an own synchronization rule with a lower number that flows AuthoritativeNull when values that are already in the cloud have to go.',
      'Try it on a server in staging mode and read the pending exports.',
    ],
    superseded: ['The feature was called "Azure AD app and attribute filtering" until 2023.'],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-export/IdentityDataValidationFailed', 'connect-export/ExceededAllowedLength'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-declarative-provisioning',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-sync',
    ],
    foundBy: {
      marks: ['attribute_filtering', 'app_and_attribute_filter*'],
      questions: [
        'thumbnailphoto|telephone|personal|private|sensitive attribute*|data|sync* not|stop|prevent*|hide|limit*|without',
        'limit*|reduc*|restrict*|minimi* attribute*',
        'employeeid|mobile_phone|mobile_number|home_phone|telephonenumber|birthday|jobtitle|attribute* not|prevent*|stop|hide|without|keep sync*|synced|cloud',
        'attribute* break*|breaks|lost|deselect*|missing',
        'which|list attribute* sync*|synced|synchroni*',
        'remov*|exclud*|deselect*|unselect*|filter*|clear*|stop*|drop|hide|without attribute* sync*|connect|entra|azure_ad',
        'remov*|deselect*|unselect* attribute*',
        'which|minimum|least attributes sync*',
        'not|without|never sync* attribute*',
      ],
    },
  },
] satisfies readonly Topic[];
