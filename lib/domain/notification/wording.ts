import type { Condition } from '../condition.ts';
import type { Incident, IncidentScope } from '../incident/incident.ts';

interface ConditionWording {
  /** The state as a word, another one for each condition: in a line of many it alone says what is wrong. */
  word: string;
  /** What is wrong, as a title. */
  title: string;
  /** What is over, as a title; another one for each condition. */
  resolvedTitle: string;
  /** For a group: `12 jobs are in quarantine`. */
  grouped: (count: string) => string;
  meaning: string;
  nextStep: string;
}

/** What a problem is about, in a word. */
export const scopeWords = {
  job: 'job',
  servicePrincipal: 'application',
  domain: 'domain',
  tenant: 'tenant',
  service: 'service',
} as const satisfies Record<IncidentScope['kind'], string>;

/** How an incident ended that nothing recovered from: as a title, and in a line of many. */
export function endingOf({ resolution, condition, scope }: Incident): { title: string; word: string } {
  switch (resolution) {
    case 'jobsOff':
      return { title: 'Every job of the domain is off', word: 'jobs off' };
    case 'syncOff':
      return {
        title:
          condition === 'passwordSyncStale'
            ? 'Password hashes are no longer to be synchronized'
            : 'Entra Connect is switched off for the tenant',
        word: 'switched off',
      };
    case 'syncReplaced':
      return { title: 'Entra Connect is taken for replaced by cloud sync', word: 'replaced' };
    default:
      return { title: `The ${scopeWords[scope.kind]} was removed`, word: `${scopeWords[scope.kind]} removed` };
  }
}

/** How each condition is told when the catalogue knows nothing more exact. */
export const wordings = {
  quarantine: {
    word: 'QUARANTINE',
    title: 'A provisioning job is in quarantine',
    resolvedTitle: 'The job has left quarantine',
    grouped: (count) => `${count} in quarantine`,
    meaning: 'Microsoft Entra has slowed this job down because it kept failing. It now runs at most once a day, and changes do not arrive.',
    nextStep: 'Open the provisioning log of the job, mend the cause, then clear the quarantine.',
  },
  disabled: {
    word: 'SWITCHED OFF',
    title: 'Microsoft has switched a provisioning job off',
    resolvedTitle: 'The job is switched on again',
    grouped: (count) => `${count} switched off by Microsoft`,
    meaning: 'Nothing is synchronized any more, and the service does not try again by itself. The records of what failed are gone.',
    nextStep:
      'Mend the cause, then restart the job, which evaluates every object again; clearing the quarantine alone changes nothing. Look after those who left meanwhile.',
  },
  completeFailures: {
    word: 'FAILING',
    title: 'A provisioning job fails in every run',
    resolvedTitle: 'The job no longer fails in every run',
    grouped: (count) => `${count} failing in every run`,
    meaning: 'At least three runs in a row ended without result. The next step of the service is quarantine.',
    nextStep: 'Open the provisioning log, look at the newest failure and test the connection of the job.',
  },
  silent: {
    word: 'SILENT',
    title: 'A provisioning job has stopped running',
    resolvedTitle: 'The job runs again',
    grouped: (count) => `${count} no longer running`,
    meaning: 'The job is switched on, but has not run for longer than three of its intervals. Changes do not arrive.',
    nextStep: 'Check that the provisioning agents are online; if they are, pause and start the job.',
  },
  nearQuarantine: {
    word: 'CLOSE TO QUARANTINE',
    title: 'A provisioning job is close to quarantine',
    resolvedTitle: 'The job is no longer close to quarantine',
    grouped: (count) => `${count} close to quarantine`,
    meaning:
      'So many objects fail that a limit of Microsoft Entra is nearly reached, or passed. From the limit on the job goes into quarantine.',
    nextStep:
      'Open the provisioning log, group the failures by error code and mend the most frequent one before the job goes into quarantine.',
  },
  escrowsRising: {
    word: 'FAILURES RISING',
    title: 'More objects fail from hour to hour',
    resolvedTitle: 'The number of failing objects no longer rises',
    grouped: (count) => `${count} with a rising number of failing objects`,
    meaning:
      'The number of objects that wait for another try has risen in each of the last three hours. At the limit the job goes into quarantine.',
    nextStep: 'Open the provisioning log, group the failures by error code and mend the most frequent one.',
  },
  servicePrincipalUnreadable: {
    word: 'APP NOT READABLE',
    title: 'One application of a tenant cannot be read',
    resolvedTitle: 'The application can be read again',
    grouped: (count) => `${count} cannot be read`,
    meaning:
      'Microsoft Graph refuses or fails the jobs of this application, while it answers for the rest of the tenant. What is shown of them is old; a new quarantine would not be noticed.',
    nextStep:
      'Open the application in the Entra admin centre, see whether it still exists and has provisioning, and look at the reason named here.',
  },
  agentDown: {
    word: 'NO AGENT',
    title: 'The provisioning agents of a domain do not answer',
    resolvedTitle: 'The agents of the domain answer again',
    grouped: (count) => `${count} without an agent that answers`,
    meaning:
      'The jobs of this on-premises domain fail or have stopped for one reason: no provisioning agent does their work. Changes and password hashes of the domain wait, and the next step of the service is quarantine.',
    nextStep:
      'Check under Entra Connect > Cloud sync > Agents which agents of the domain are active, start the service "Microsoft Entra Provisioning Agent" on their hosts, and see that the hosts reach *.servicebus.windows.net on port 443.',
  },
  unreachable: {
    word: 'UNREADABLE',
    title: 'A tenant cannot be read',
    resolvedTitle: 'The tenant can be read again',
    grouped: (count) => `${count} cannot be read`,
    meaning: 'This tenant could not be read three times in a row. What is shown of its jobs is old; a new quarantine would not be noticed.',
    nextStep: 'Read on the tenant what was answered last, and check the service health of Microsoft Entra.',
  },
  consentMissing: {
    word: 'NO ACCESS',
    title: 'The permission to read a tenant is missing',
    resolvedTitle: 'The permission to read the tenant is back',
    grouped: (count) => `${count} without permission to read`,
    meaning: 'Microsoft Graph refuses our application in this tenant. Its jobs cannot be seen at all until an administrator consents.',
    nextStep: 'Ask an administrator of the tenant to grant consent again for Synchronization.Read.All and Application.Read.All.',
  },
  directorySyncStale: {
    word: 'SYNC BEHIND',
    title: 'The directory synchronization of a tenant is behind',
    resolvedTitle: 'The directory synchronization is no longer behind',
    grouped: (count) => `${count} behind with the directory synchronization`,
    meaning:
      'Microsoft Entra Connect has sent no objects for more than three hours, although it should every 30 minutes. Changes made on premises do not arrive.',
    nextStep: 'Look on the Connect server whether it runs, is in staging mode, and has its scheduler switched on (Get-ADSyncScheduler).',
  },
  passwordSyncStale: {
    word: 'PASSWORDS BEHIND',
    title: 'The password hashes of a tenant are behind',
    resolvedTitle: 'The password hashes are no longer behind',
    grouped: (count) => `${count} behind with password hashes`,
    meaning:
      'Microsoft Entra Connect has sent no password hashes for more than two hours, although it should every two minutes. Who changed a password on premises signs in to the cloud with the old one.',
    nextStep: 'Run the password hash part of the troubleshooting task on the Connect server (Invoke-ADSyncDiagnostics -PasswordSync).',
  },
  monitorBlind: {
    word: 'BLIND',
    title: 'The monitoring itself has stopped',
    resolvedTitle: 'The monitoring works again',
    grouped: (count) => `${count} of our own`,
    meaning: 'No tenant has been read for longer than two intervals. Every state shown is old, and nothing new would be noticed.',
    nextStep: 'Open the function app, check that it runs and that its storage can be reached, and look at the newest failures.',
  },
  channelBroken: {
    word: 'NO DELIVERY',
    title: 'Notifications do not arrive',
    resolvedTitle: 'Notifications arrive again',
    grouped: (count) => `${count} of our own`,
    meaning: 'A notification channel does not take cards any more. Nothing is lost: they wait and are sent together once it works.',
    nextStep:
      'Open the workflow behind the webhook, check its owner, its run history and that it is switched on; replace the address if it was renewed.',
  },
  poison: {
    word: 'WORK SET ASIDE',
    title: 'Some work of the service failed for good',
    resolvedTitle: 'No more work fails for good',
    grouped: (count) => `${count} of our own`,
    meaning: 'Messages could not be handled at any try and were set aside. The tenants they name are polled again at the next turn.',
    nextStep: 'Look at the newest failures in the logs of the function app; the set-aside messages are in the table DeadLetters.',
  },
} as const satisfies Record<Condition, ConditionWording>;
