import type { Topic } from '../topic.ts';

export const operating = [
  {
    id: 'staging-mode',
    title: 'Staging mode of a Connect server',
    summary:
      'A Connect server in staging mode imports and computes like an active one but exports nothing, and it runs neither password hash synchronization nor password writeback. It is a standby, a place to try changes, and the way to move to a new server.',
    rules: [
      'One tenant has one active server; all others must be in staging mode. Two active ones are not supported.',
      'Settings are not shared: every change of the active server has to be made on the staging server as well. Only the scheduler settings come from the tenant.',
      'The seven-day rule for cycles also holds for a server in staging mode.',
      'After the switch password hash synchronization goes on from where that server stopped; after a long time this takes a while.',
      'If the only server is in staging mode, it looks from the cloud as if synchronization had stopped: onPremisesLastSyncDateTime of the tenant gets old.',
      'An export can still be forced by hand in Synchronization Service Manager; leave that alone.',
    ],
    steps: [
      'Read StagingModeEnabled with Get-ADSyncScheduler on every Connect server.',
      'Run an initial cycle on the staging server and read what it would export: csexport "<connector>" %temp%\\export.xml /f:x, then CSExportAnalyzer %temp%\\export.xml > %temp%\\export.csv, both in "C:\\Program Files\\Microsoft Azure AD Sync\\Bin".',
      'Put the active server into staging mode first (wizard > Configure staging mode); shut it down or isolate it when it cannot be reached.',
      'Clear staging mode on the other server then, let the wizard start the synchronization, and look for export steps in Synchronization Service Manager.',
    ],
    superseded: [
      'Set-ADSyncScheduler -IsStagingModeEnabled of early builds is not supported; use the wizard.',
      'Cloud Sync has no staging servers; several agents for one domain take their place.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-install/StagingModeActive', 'connect-install/TwoActiveSyncServers', 'phs-check/PhsStagingMode'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
    ],
    foundBy: {
      marks: ['stagingmodeenabled', 'csexportanalyzer'],
      questions: [
        'staging',
        'staging mode|server* connect|sync*|entra|aad*|azure_ad|active|adsync',
        'staging sync*|connect',
        'standby|second|passive|failover|fail_over|swing|disaster connect|sync_server|adsync|aad*',
        'two|second|multiple active|connect sync_server*|servers',
        'switch|swap|move|migrat* connect|sync server*|servers active|new',
      ],
    },
  },
  {
    id: 'wizard-troubleshoot-task',
    title: 'The Troubleshoot task of the Connect wizard',
    summary:
      'The wizard of Connect has a task that examines the server itself: why an object is not synchronized, or why passwords are not. It opens a PowerShell menu, explains each finding and writes an HTML report.',
    rules: [
      'It needs build 1.1.749.0 or later, local administrator rights, and Hybrid Identity Administrator credentials.',
      'For an object it checks: UPN suffix not verified, filter by domain (also missing run steps), filter by OU, linked mailbox without its primary account, and dynamic distribution group.',
      'For passwords it checks whether password hash synchronization is enabled, whether the server is in staging mode, whether event 654 (the heartbeat, every 30 minutes) was written in the last three hours, domains, the rights of the connector account, and one object in detail.',
      'While the wizard is open, the scheduler of the server is suspended.',
    ],
    steps: [
      'Allow scripts for this session in a PowerShell window of an administrator: Set-ExecutionPolicy RemoteSigned.',
      'Open the wizard (Microsoft Entra Connect in the Start menu) > Configure > Troubleshoot > Next > Launch.',
      'Choose "Troubleshoot Object Synchronization" and give the distinguished name of the object and the name of the AD connector, or "Troubleshoot password hash synchronization" and whether nobody or one user is concerned.',
      'Run Invoke-ADSyncDiagnostics -PasswordSync instead when the wizard cannot be opened (Import-Module ADSyncDiagnostics first).',
      'Keep the HTML report for a support case.',
      'Close the wizard, so that the schedule goes on.',
      'Enable password hash synchronization again in the wizard (Customize synchronization options > Optional features) if the task finds it disabled.',
    ],
    superseded: ['Before 1.1.749.0 (passwords: 1.1.614.0) the same was done by hand in Synchronization Service Manager, object by object.'],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: [
      'phs-check/PhsFeatureDisabled',
      'phs-check/PhsStagingMode',
      'phs-check/PhsNoHeartbeat',
      'phs-check/PhsAccountPermission',
      'phs-check/PhsObjectNotExported',
      'connect-connectivity/PasswordSyncNotConfiguredAfterWizard',
      'connect-export/PasswordSyncNotActivated',
      'connect-install/missing-partition-for-run-step',
    ],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
    ],
    foundBy: {
      marks: ['troubleshoot*_task', 'troubleshoot*_object_sync*'],
      questions: [
        'troubleshoot* wizard|launch|task connect|entra|azure_ad|aad*|sync*|wizard',
        'object*|user*|group* not|missing|why sync* connect|troubleshoot*',
        'password* not|why sync* connect|troubleshoot*',
      ],
    },
  },
  {
    id: 'force-sync-cycle',
    title: 'Forcing a Connect cycle: Delta, Initial, remote',
    summary:
      'Connect synchronizes by itself every 30 minutes. A cycle can be started at once by PowerShell, on the server or from another computer.',
    rules: [
      'Delta reads what changed; it is what an urgent change needs. Initial reads and computes everything, takes long, and is for changed rules, filters or attributes.',
      'A cycle must run at least once in seven days, also on a server in staging mode; otherwise a full one is needed.',
      'While the wizard is open or another cycle runs, none can be started. Intervals below AllowedSyncCycleInterval (30 minutes) are not supported.',
      'Passwords have a schedule of their own, every two minutes, that nobody has to start and that cannot be changed.',
      'Cloud Sync has no such command: start or restart the job in the portal or by Microsoft Graph, or provision one user on demand.',
    ],
    steps: [
      'Run on the server: Import-Module ADSync; Start-ADSyncSyncCycle -PolicyType Delta.',
      'Run it from elsewhere, with WinRM enabled and local rights there: Invoke-Command -ComputerName <server> -ScriptBlock { Start-ADSyncSyncCycle -PolicyType Delta }, or Enter-PSSession -ComputerName <server> first.',
      'Look at Get-ADSyncScheduler and Get-ADSyncConnectorRunStatus when it is refused: SyncCycleEnabled false, SchedulerSuspended true or a running connector are the usual reasons.',
      'Run Start-ADSyncSyncCycle -PolicyType Initial only after a change that needs it.',
      'Restart the service "Microsoft Azure AD Sync" (Restart-Service ADSync) if the commands do not answer, not as a way to synchronize: the cycle comes from the scheduler.',
    ],
    superseded: [
      'DirectorySyncClientCmd.exe and Start-OnlineCoexistenceSync belong to DirSync and Azure AD Sync; the built-in scheduler came with build 1.1.105.0 in February 2016.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-connectivity/no-start-ma', 'connect-install/AdsyncServiceNotStarted', 'connect-auth/UserRealmDiscoveryFailed'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
      'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/invoke-command',
    ],
    foundBy: {
      marks: ['start_adsyncsynccycle', 'adsyncsynccycle', 'adsyncscheduler'],
      questions: [
        'force*|forcing|trigger*|start*|kick*|run*|manual*|immediately|sync*_now sync*|cycle|replicat* connect|entra|aad*|azure_ad|adsync|delta|initial|full|directory_sync*|active_directory|ad|office_365|o365|m365',
        'forc*|trigger*|manual* delta|initial|full sync*|cycle',
        'how_often|interval|schedule*|frequency|30_minutes|every connect|entra|aad*|azure_ad|adsync sync*|cycle|synchroni*',
        'remote* sync*|cycle connect|aad*|delta|start|trigger*|powershell',
        'restart*|stop* adsync|sync_service|connect_service|synchronization_service',
      ],
    },
  },
  {
    id: 'find-the-sync-server',
    title: 'Finding the server that runs Connect',
    summary:
      'Nobody knows where Connect is installed, and Microsoft Graph does not tell. The tenant, Active Directory and Connect Health each hold the name of the server.',
    rules: [
      'Up to build 2.5 Connect signs in with a cloud user named Sync_<server>_<id>: its second part is the name of the server. Each server, also one in staging mode, has its own.',
      'Later builds sign in with an application and its certificate instead; the old user may still be there, of a server that is long gone.',
      'Connect Health (Sync services) lists every server with an agent. It needs Entra ID P1.',
      'The AD connector account MSOL_… of an express installation names the computer in its description.',
      'The tenant allows 20 synchronization accounts; remains of old servers count.',
    ],
    steps: [
      'Open Connect Health in the Entra admin center: Sync services > the service > its servers.',
      'List the synchronization accounts: $role = Get-MgDirectoryRole | Where-Object DisplayName -eq "Directory Synchronization Accounts"; Get-MgDirectoryRoleMember -DirectoryRoleId $role.Id | Select-Object -ExpandProperty AdditionalProperties.',
      'Look under App registrations for names that begin with ConnectSyncProvisioning_ and go on with the server.',
      'Ask Active Directory: Get-ADUser -Filter "Name -like \'MSOL_*\'" -Properties Description.',
      'Read the sign-in log for the account or application: its IP address leads to the server.',
      'Log on there and check: Get-Service ADSync; Get-ADSyncScheduler tells whether it is the active one.',
    ],
    superseded: [
      'Get-AzureADDirectoryRoleMember and the other cmdlets of the AzureAD module in older instructions are retired; Microsoft Graph PowerShell replaces them.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'derived',
    note: 'The name ConnectSyncProvisioning_ of the application and the description of the MSOL_ account are seen in practice; no page of Microsoft promises them.',
    codes: ['connect-export/113', 'connect-install/TwoActiveSyncServers', 'connect-install/StagingModeActive'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/authenticate-application-id',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-sync',
    ],
    foundBy: {
      marks: ['connectsyncprovisioning', 'directory_synchronization_accounts', 'on_premises_directory_synchronization_service_account'],
      questions: [
        'find*|which|where|locat*|identif*|what|discover server*|machine|computer|host|installed|running|runs connect|entra_connect|aad*|adsync|azure_ad_connect|dirsync|sync_server|sync*',
        'find*|where|which|locat* sync_server',
        'where connect installed|running|runs',
        'find*|locat* connect_server|sync_server|adsync',
      ],
    },
  },
  {
    id: 'delta-and-full',
    title: 'Delta against full: imports, synchronizations, cycles',
    summary:
      "Import and synchronization are two steps, and each exists as delta and as full. A delta import asks a directory for changes, a full import for everything; a delta synchronization computes the changed objects, a full one all of them with today's rules.",
    rules: [
      'A Delta cycle is delta import, delta synchronization and export on all connectors; an Initial cycle is full import, full synchronization and export.',
      'Full import is needed after more objects or attributes are to be read, or domains and OUs changed. Full synchronization is needed after synchronization rules changed.',
      'Neither is a cure for errors of single objects: they come back with every cycle until the data is right.',
      'More than seven days without a delta make a full one necessary.',
      'A full import can reveal deletions that nobody expects (a renamed OU), which is why it goes before a look at the pending exports.',
      'Jobs of Cloud Sync and of applications work by watermark: the first cycle reads everything, later ones only changes. Removing the watermark by a restart makes the next cycle a full one; lastExecution shows countImported against countImportedDeltas.',
    ],
    steps: [
      'Use Start-ADSyncSyncCycle -PolicyType Delta for urgent changes.',
      'Mark one connector for the full step instead of running everything: Set-ADSyncSchedulerConnectorOverride -ConnectorName "<name>" -FullImportRequired $true (or -FullSyncRequired $true), then start a Delta cycle.',
      'Run Start-ADSyncSyncCycle -PolicyType Initial where rules, filters and attributes changed together; expect hours with many objects.',
      'Keep the watermark when you restart a job of Cloud Sync, unless everything shall be evaluated again.',
    ],
    superseded: [
      'Older pages on Cloud Sync say that clearing the quarantine removes the watermark and then runs a delta. By the reference of Graph, an empty watermark means a full pass.',
    ],
    whoMustAct: 'server-admin',
    confidence: 'documented',
    codes: ['connect-export/stopped-deletion-threshold-exceeded', 'job-state/Active', 'job-state/Quarantine'],
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
      'https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-restart',
    ],
    foundBy: {
      marks: ['adsyncschedulerconnectoroverride'],
      questions: [
        'delta full|initial',
        'delta full|initial difference|versus|vs|against|between|or|when|need*|instead|compared sync*|import*|cycle|synchroni*|connect',
        'full|initial sync*|import* need*|required|when|why|necessary|after',
        'full|initial sync*|import* rule*|filter*|attribute* chang*|edit*|modif*|new|add*',
        'full_sync*|full_import|initial_sync* delta|difference',
      ],
    },
  },
] satisfies readonly Topic[];
