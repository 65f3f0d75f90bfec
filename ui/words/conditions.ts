import type { Condition } from '../../client/client.d.ts';

/** What an incident may be of, in plain words. */
const conditionNames = {
  quarantine: 'in quarantine',
  disabled: 'switched off',
  completeFailures: 'runs fail as a whole',
  silent: 'no run when one was due',
  nearQuarantine: 'close to quarantine',
  escrowsRising: 'failing objects rise',
  servicePrincipalUnreadable: 'application not readable',
  agentDown: 'no agent of a domain answers',
  unreachable: 'tenant not reachable',
  consentMissing: 'consent missing',
  directorySyncStale: 'directory sync behind',
  passwordSyncStale: 'password hashes behind',
  monitorBlind: 'monitoring blind',
  channelBroken: 'channel broken',
  poison: 'message given up',
} as const satisfies Record<Condition, string>;

/** The same at the beginning of a line. */
export function conditionTitle(condition: string): string {
  const name = conditionName(condition);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The plain words; a name that this page does not know yet stays as it is. */
export function conditionName(condition: string): string {
  return Object.hasOwn(conditionNames, condition) ? conditionNames[condition as Condition] : condition;
}
