import type { Statement } from './statement.ts';

const jobs = ['lib/adapters/graph/read-jobs.ts', '/synchronization/jobs'] as const;
const acting = ['lib/adapters/graph/create-graph-operator.ts', '/synchronization/jobs/'] as const;
const cloudCannotSee = 'topic/what-the-cloud-cannot-see';
const agents = ['lib/adapters/graph/read-agents.ts', '/onPremisesPublishingProfiles/provisioning/agentGroups'] as const;
const directory = (address: string) => ['lib/adapters/graph/read-directory-sync.ts', address] as const;
const forPeopleAlone = {
  toldAt: 'schema/DirectorySync',
  words: ['Told to people alone'],
  source: 'https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get#permissions',
} as const;

/** What the guides let somebody look at or do, beyond what is told. */
export const answeredStatements = [
  {
    id: '001-07',
    about: 'In 2016 there was neither a rule for idle proxies nor a section on personal accounts',
    toldAt: ['connect-connectivity/ProxyIdleTimeout', 'connect-connectivity/MicrosoftAccountUsed'],
    words: ['five minutes', 'general credential error'],
  },
  {
    id: '002-01',
    about: 'An agent is installed, runs, shows in the portal and is healthy',
    answeredBy: [
      { operation: 'getAgents', fields: ['domains.verdict', 'domains.confidence', 'domains.jobs', 'agents.status'], reads: agents },
      { operation: 'getIncident', fields: ['condition', 'children'] },
    ],
    test: [
      'test/faults/agents/all-agents-down.test.ts',
      'have one incident before any quarantine once all of one are down, the quarantines under it, one card at its end, and a card when it is back',
    ],
    unknowable: {
      about: 'Whether its services run shows on their machine',
      toldAt: cloudCannotSee,
      words: ['two Windows services of a provisioning agent run shows on its machine only'],
    },
  },
  {
    id: '002-02',
    about: 'All agents are looked through, and each is active',
    answeredBy: [{ operation: 'getAgents', fields: ['agents.machineName', 'agents.status', 'domains.agents.active'], reads: agents }],
    test: ['test/faults/agents/all-agents-down.test.ts', 'shows one of two agents that is down, and alarms nobody'],
    unknowable: {
      about: 'Graph documents it for people, not for applications',
      toldAt: 'schema/Unavailable',
      words: ['notSupported', 'no such right for applications'],
      source: 'https://learn.microsoft.com/graph/api/resources/onpremisesagent',
    },
  },
  {
    id: '002-15',
    about: 'Single objects: the provisioning log, by time, down to the step that failed',
    answeredBy: [
      {
        operation: 'listProvisioningErrors',
        fields: ['from', 'to', 'value.code', 'value.step', 'value.attribute', 'value.explanation', 'value.examples', 'unavailable.licence'],
        reads: ['lib/adapters/graph/read-provisioning-log.ts', '/auditLogs/provisioning'],
      },
    ],
    test: [
      'test/http/jobs/failing/provisioning-errors.test.ts',
      'groups 20,000 rows under twelve causes as far as five requests reach, and says how far that is',
    ],
  },
  {
    id: '002-16',
    about: 'The service watches a job, and puts it into quarantine when most calls fail',
    answeredBy: [
      { operation: 'getJob', fields: ['state', 'since', 'quarantine.reason', 'quarantine.disableAt', 'quarantine.tries'], reads: jobs },
      { operation: 'getIncident', fields: ['condition', 'notifications', 'openedAt'] },
    ],
    test: ['test/e2e/identity-storage.test.ts', 'polls, tells a quarantine by a card, and lifts it'],
  },
  {
    id: '002-18',
    about: 'From a job to its logs, its agents, and the end of its quarantine',
    answeredBy: [
      { operation: 'getJob', fields: ['links.provisioningLogs', 'links.agents', 'links.configuration', 'actions'], reads: jobs },
      { operation: 'clearQuarantine', fields: ['reason'], reads: acting },
    ],
    test: [
      'test/http/jobs/advice/advice.test.ts',
      'names for each job a safe operation of this service, or links to where a person does it',
    ],
  },
  {
    id: '002-30',
    about: 'A quarantine is cleared, or the job restarted; clearing alone keeps the watermark, whatever older pages say',
    toldAt: ['topic/delta-and-full'],
    words: ['clearing the quarantine removes the watermark', 'an empty watermark means a full pass'],
    answeredBy: [{ operation: 'clearQuarantine', fields: ['reason', 'verification'], reads: acting }],
    test: ['test/faults/operations/happy-path.test.ts', 'succeeds with one restart, resolves the incident and holds after three cycles'],
  },
  {
    id: '002-31',
    about: 'Restarting as the portal does',
    answeredBy: [{ operation: 'restartJob', fields: ['resetScope', 'reason'], reads: acting }],
    test: [
      'test/domain/operation/restart-guard.test.ts',
      'answers $Operator to an Operator and $Admin to an Admin: $scope, confirmation $confirm',
    ],
  },
  {
    id: '002-32',
    about: 'Restarting with a choice of what is reset: escrows, quarantine, watermark',
    answeredBy: [
      { operation: 'restartJob', fields: ['resetScope', 'confirm'], reads: acting },
      { operation: 'getJob', fields: ['actions.resetScope', 'actions.allowed', 'actions.needsConfirm', 'actions.needsApproval'] },
    ],
    test: [
      'test/domain/operation/restart-guard.test.ts',
      'answers $Operator to an Operator and $Admin to an Admin: $scope, confirmation $confirm',
    ],
  },
  {
    id: '002-33',
    about: 'The request of Microsoft Graph that restarts a job',
    answeredBy: [{ operation: 'restartJob', fields: ['resetScope'], reads: acting }],
    test: ['test/e2e/operations.test.ts', 'ends as succeeded after exactly one restart of the quarantine state alone'],
  },
  {
    id: '002-F2',
    about: 'Making Cloud Sync run now: start, restart, or one object on demand',
    answeredBy: [
      { operation: 'startJob', fields: ['reason'], reads: acting },
      { operation: 'restartJob', fields: ['resetScope'], reads: acting },
      { operation: 'provisionOnDemand', fields: ['reason'], reads: acting },
    ],
    test: ['test/faults/operations/happy-path.test.ts', 'has it by %s, with one request to Graph'],
  },
  {
    id: '002-F4',
    about: 'The admin center shows of each user whether they are synchronized',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['times.value.syncEnabled', 'times.value.objects.lastAt', 'administrators.value.synchronized'],
        reads: directory('/organization'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'is read with the first pass in three requests, and the rest an hour later'],
    unknowable: {
      about: 'Of a single person nothing is shown or kept',
      toldAt: cloudCannotSee,
      words: ['onPremisesSyncEnabled, onPremisesLastSyncDateTime', 'keeps no attribute of a person'],
    },
  },
  {
    id: '002-F6',
    about: 'A cycle every 30 minutes, and one within seven days at least',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['times.value.objects.state', 'times.value.objects.severity', 'engine.connect', 'freshness'],
        reads: directory('/organization'),
      },
    ],
    test: [
      'test/application/poll/hourly/month-of-directory-sync.test.ts',
      'opens each incident once where Connect stops, tells that a day is over, and closes both when it is back',
    ],
  },
  {
    id: '002-F7',
    about: 'Password hashes every two minutes, which nobody can change',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['times.value.passwords.state', 'times.value.passwordUse', 'cloudSync.passwordHashes.on'],
        reads: directory('onPremisesLastPasswordSyncDateTime'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'tells what password hashes are at where only beta does'],
  },
  {
    id: '004-02',
    about: 'The parts of the installation: path, SQL Server, service account, four groups, imported settings',
    unknowable: {
      about: 'The installation is on the server',
      toldAt: cloudCannotSee,
      words: ['path, SQL Server or LocalDB with its instance and port, the service account', 'the four local groups, imported settings'],
    },
  },
  {
    id: '004-03',
    about: 'How people sign in: password hashes, pass-through, federation',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['domains.value.domains.authenticationType', 'domains.value.federated'],
        reads: directory('authenticationType'),
      },
      {
        operation: 'getDirectorySync',
        fields: ['settings.value.features', 'times.value.passwordUse'],
        reads: directory('/directory/onPremisesSynchronization'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'is read with the first pass in three requests, and the rest an hour later'],
    unknowable: { about: 'Graph refuses the settings to an application', ...forPeopleAlone },
  },
  {
    id: '004-05',
    about: 'Synchronized accounts hold no roles',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['administrators.value.synchronized', 'administrators.value.total', 'administrators.unavailable'],
        reads: directory('/roleManagement/directory/roleAssignments'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'keeps of who holds a role no more than the count'],
  },
  {
    id: '004-07',
    about: 'The AD DS account, made or given, and how its name is written',
    unknowable: {
      about: 'The account is kept on the server',
      toldAt: cloudCannotSee,
      words: ['the AD DS account and its form (DOMAIN\\name or name@domain)'],
    },
  },
  {
    id: '004-09',
    about: 'The suffix of a user name is a domain that the tenant has verified',
    toldAt: ['topic/upn-domains-and-alternate-id'],
    words: ['Not Verified (the DNS record is missing)', 'Not Added', 'userPrincipalName is the recommended attribute'],
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['domains.value.domains.name', 'domains.value.domains.verified', 'domains.value.verified'],
        reads: directory('isVerified'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'is read with the first pass in three requests, and the rest an hour later'],
  },
  {
    id: '004-18',
    about: 'Optional features: writeback, password hashes, extensions, filters',
    answeredBy: [
      { operation: 'getDirectorySync', fields: ['settings.value.features'], reads: directory('/directory/onPremisesSynchronization') },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'tells the settings where Graph answers them, and believes them before the times'],
    unknowable: { about: 'Graph refuses them to an application', ...forPeopleAlone },
  },
  {
    id: '004-23',
    about: 'A domain is verified by its DNS records',
    toldAt: ['topic/upn-domains-and-alternate-id', 'topic/ad-fs-prerequisites'],
    words: ['the DNS record is missing', 'without its DNS records the configuration fails'],
    answeredBy: [{ operation: 'getDirectorySync', fields: ['domains.value.domains.verified'], reads: directory('isVerified') }],
    test: ['test/http/tenants/directory-sync.test.ts', 'is read with the first pass in three requests, and the rest an hour later'],
  },
  {
    id: '004-25',
    about: 'Staging mode: imports, no export, no password hashes; one server exports',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['symptom.kind', 'symptom.text', 'symptom.inferred', 'times.value.objects.state'],
        reads: directory('/organization'),
      },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'is a symptom, and said to be inferred: %s'],
    unknowable: { about: 'The mode of a server is not in Graph', toldAt: cloudCannotSee, words: ['staging mode'] },
  },
  {
    id: '004-30',
    about: 'Where to go on: accidental deletions, the scheduler, who is mailed',
    answeredBy: [
      {
        operation: 'getDirectorySync',
        fields: ['settings.value.deletionPrevention.threshold', 'settings.unavailable'],
        reads: directory('/directory/onPremisesSynchronization'),
      },
      { operation: 'listStagedDeletes', fields: ['stagedDeletes', 'value.type'] },
    ],
    test: ['test/http/tenants/directory-sync.test.ts', 'tells the settings where Graph answers them, and believes them before the times'],
    unknowable: {
      about: 'Graph refuses the limit to an application, and secrets of a job are not read',
      toldAt: cloudCannotSee,
      words: ['limit for accidental deletions', 'SyncNotificationSettings'],
      source: 'https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get#permissions',
    },
  },
] as const satisfies readonly Statement[];
