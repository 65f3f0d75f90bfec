import type { Topic } from '../topic.ts';

export const seeing = [
  {
    id: 'what-the-cloud-cannot-see',
    title: 'What the cloud cannot see of Connect servers and agents',
    summary:
      'This API reads Microsoft Graph and nothing else. Graph holds the jobs of Cloud Sync and of provisioning; of a Connect server it tells little more than when it synchronized last. What stands on machines in your network can be read there only.',
    rules: [
      'Of a Connect server Graph does not tell: its name, its version, whether it upgrades itself, staging mode, run profiles, the connector space, the metaverse, the precedence of rules, the events of password hash synchronization. The ADSync service can be neither seen nor restarted, and a cycle can be started there only.',
      'The installation is in no interface of the cloud: path, SQL Server or LocalDB with its instance and port, the service account, the AD DS account and its form (DOMAIN\\name or name@domain), the four local groups, imported settings.',
      'Proxy, machine.config, DNS and firewall of a machine cannot be asked from outside; whether a change was made, or a test command works, shows on that machine. What was pasted from there can be judged.',
      'Whether the two Windows services of a provisioning agent run shows on its machine only, and the module that repairs its account works there only. That the agent is active is told by the beta API of Graph alone, which Microsoft documents for signed-in administrators and not for applications.',
      'Which domains and OUs Connect filters, and which of them were out of its reach, stands on the server. What is seen here is the effect: objects deleted, or deletions held back (TooManyDeletes).',
      'The features of Connect and its limit for accidental deletions (directory/onPremisesSynchronization) are documented for a signed-in Global Administrator, not for applications. When objects and password hashes came last is told by the tenant itself, and so are its domains.',
      'Whether a single person is synchronized, when last and under which immutable ID, Graph has as onPremisesSyncEnabled, onPremisesLastSyncDateTime and onPremisesImmutableId of the user, and the Microsoft 365 admin center as a column. This API shows and keeps no attribute of a person.',
      'Secrets of a job are not read, and with them stays unread who is mailed about it (SyncNotificationSettings).',
    ],
    steps: [
      'Run the command that the topic or the entry names on the machine itself.',
      'Paste what it printed into POST /errors/explain, and the log of the proxy into POST /connectivity/diagnose.',
      'Open Connect Health in the Entra admin center where it is licensed: its agent reports from the servers.',
    ],
    superseded: [],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-install/StagingModeActive', 'connect-install/DomainUnreachable', 'cloud-sync-agent-install/AgentNotInPortal'],
    sources: [
      'https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get',
      'https://learn.microsoft.com/graph/api/resources/onpremisesagent',
      'https://learn.microsoft.com/graph/api/resources/organization',
      'https://learn.microsoft.com/graph/api/resources/synchronization-overview',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/whatis-azure-ad-connect',
    ],
    foundBy: {
      marks: ['cloud_cannot_see', 'not_visible_from_the_cloud'],
      questions: [
        'cloud|graph|api cannot|not|never|limit* seen|visible|view|read|monitor*|look',
        'graph|api|cloud read|seen|visible|monitor*|watch* version|staging|service*|server*|agent*|filter*',
        'invisible|unseen|blind connect|server*|agent*|cloud',
        'graph not|cannot|never connect_server*|sync_server*|agent*',
      ],
    },
  },
] satisfies readonly Topic[];
