import type { DirectoryCondition } from '../../condition.ts';
import type { Explanation } from '../explanation.ts';

/** What it means that Entra Connect is behind, and what to do about it; the topics `staging-mode` and `force-sync-cycle` tell more. */
export function explainDirectorySync(condition: DirectoryCondition): Explanation {
  return texts[condition];
}

const texts = {
  directorySyncStale: {
    code: 'directorySyncStale',
    title: 'Entra Connect has synchronized nothing for more than three hours',
    meaning:
      'Microsoft Entra Connect sends objects every 30 minutes by default and must do so within seven days. It does not: people who join, change or leave on premises stay as they were in the cloud.',
    causes: [
      'Connect server that is off, cut off from the network, or whose service "Microsoft Azure AD Sync" has stopped',
      'Scheduler that is switched off, suspended by the open wizard, or set to a longer interval',
      'The only server is in staging mode: it imports and exports nothing',
      'Account of the connector that can no longer sign in',
    ],
    remedies: [
      'Run Get-ADSyncScheduler on every Connect server: SyncCycleEnabled must be true, StagingModeEnabled false on exactly one, SchedulerSuspended false.',
      'Start the service "Microsoft Azure AD Sync" and close the wizard where it is open, then run Start-ADSyncSyncCycle -PolicyType Delta.',
      'Read the newest runs in Synchronization Service Manager and the application log where the cycle runs and nothing arrives.',
    ],
    whoMustAct: 'server-admin',
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
    ],
  },
  passwordSyncStale: {
    code: 'passwordSyncStale',
    title: 'Entra Connect has sent no password hashes for more than two hours',
    meaning:
      'Password hashes come every two minutes, whatever the cycle of objects is. They do not: who changes a password on premises goes on signing in to the cloud with the old one, and not with the new one.',
    causes: [
      'Connect server that is off or in staging mode, which sends no password hashes',
      'Account of the AD connector without the permissions "Replicating Directory Changes" and "Replicating Directory Changes All"',
      'Password hash synchronization that was switched off in the wizard or for one connector',
      'Domain controller that cannot be reached over RPC',
    ],
    remedies: [
      'Run Invoke-ADSyncDiagnostics -PasswordSync on the Connect server (Import-Module ADSyncDiagnostics first) and follow what it names.',
      'Look for the events 650 to 657 of "Directory Synchronization" in the application log: the last one tells when a batch was sent, or why not.',
      'Restart the service "Microsoft Azure AD Sync" when the task finds nothing.',
    ],
    whoMustAct: 'server-admin',
    sources: [
      'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
      'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
    ],
  },
} satisfies Record<DirectoryCondition, Explanation>;
