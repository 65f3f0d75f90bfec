import type { Topic } from '../topic.ts';

export const rules = [
  {
    id: 'rule-precedence-and-service-manager',
    title: 'Rule precedence and the Synchronization Service Manager',
    summary:
      'Connect computes attributes with synchronization rules: inbound ones carry values from a connector space into the metaverse, outbound ones from there into a connector space. Two programs show it: the Synchronization Rules Editor holds the rules, Synchronization Service Manager shows runs, connectors and single objects.',
    rules: [
      'When several rules give a value to one attribute, the one with the lowest number wins: the lowest number is the highest precedence. Own rules take numbers below 100.',
      'NULL in an inbound rule lets the next rule speak; AuthoritativeNull ends it without a value; IgnoreThisFlow leaves the target as it is.',
      'Precedence does not decide about joins: an object may have only one rule with a join in scope.',
      'Rules that came with the product are not to be edited or deleted: an upgrade overwrites or recreates them. Copy the rule, disable the original, change the copy; that rule gets no further fixes.',
      'In Synchronization Service Manager, Operations lists the runs of the last seven days, Connectors holds the connector spaces, Metaverse Search finds a person. Creating and deleting connectors or connector spaces there is not supported, nor is "Refresh Schema".',
      'Members of the local group ADSyncAdmins may open it, after signing out and in again once.',
      'An open Synchronization Service Manager puts off the automatic upgrade.',
    ],
    steps: [
      'Open "Synchronization Service" from the Start menu of the server and look at Operations first: any status but success (stopped-* is the gravest) is a lead.',
      'Follow one object: Connectors > the AD connector > Search Connector Space > Properties > Lineage > Metaverse Object Properties.',
      'Press Preview in the properties of the object to see which rule gave which value; "Generate Preview" changes nothing, "Commit Preview" does.',
      'Disable the schedule, then add an own rule with a number below 100 in the Synchronization Rules Editor.',
      'Run a full synchronization of that connector and look at the pending exports before you enable the schedule again.',
      'Export own rules as a PowerShell script from the editor, for the day the server has to be rebuilt.',
    ],
    superseded: [
      'The console is called miisclient.exe, after the product it comes from (MIIS, FIM). Changes to connectors there that old blogs show (containers, attributes) are read-only now.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: [
      'connect-connectivity/stopped-extension-dll-exception',
      'connect-connectivity/no-start-credentials',
      'connect-export/completed-export-errors',
      'connect-export/permission-issue',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-declarative-provisioning',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-best-practices-changing-default-configuration',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-service-manager-ui-connectors',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-service-manager-ui-operations',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing',
    ],
    foundBy: {
      marks: [
        'synchronization_service_manager',
        'sync_service_manager',
        'synchronization_rule*_editor',
        'sync_rule*_editor',
        'miisclient',
        'rule_precedence',
        'authoritativenull',
        'connector_space',
        'metaverse_search',
      ],
      questions: [
        'sync*|synchroni* rule* attribute*|value win*|write*|conflict*|contribut*',
        'decid*|conflict*|priority|order rule*|attribute* sync*|synchroni*|connect',
        'look|view|inspect|search object* metaverse|connector_space',
        'sync*|synchroni* rule* modif*|edit*|change*|custom|out_of_box|out_of_the_box|default',
        'two|several|multiple rule* attribute*|win*|conflict*',
        'synchronization_service|sync_service open|start|find|use|manager|console',
        'precedence rule*|sync*|attribute*',
        'sync*|synchronization rule* win*|order|custom|edit|change*|clone|priority|number|default|lowest|highest|own',
        'which rule* win*|attribute*|value',
        'metaverse object*|attribute*|search|what|view|see|look',
        'preview object* sync*|rule*',
      ],
    },
  },
] satisfies readonly Topic[];
