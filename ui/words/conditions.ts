import type { Condition } from '../../client/client.d.ts';
import { capital } from './capital.ts';
import { wordFor } from './word-for.ts';

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
  return capital(conditionName(condition));
}

/** The plain words; a name that this page does not know yet stays as it is. */
export function conditionName(condition: string): string {
  return wordFor(conditionNames, condition);
}
