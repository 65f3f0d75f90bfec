import type { Incident } from '../../../client/client.d.ts';
import { actionNames } from '../story/action-words.ts';

/** Why an incident is over. */
export const endings = {
  recovered: 'A later reading no longer showed it.',
  jobRemoved: 'The job was removed.',
  servicePrincipalRemoved: 'The application was removed.',
  domainRemoved: 'The domain has no jobs any more.',
  jobsOff: 'Every job of the domain is switched off or paused.',
  syncOff: 'What was behind is switched off: nothing more is expected of it.',
  syncReplaced: 'Entra Connect was silent for over seven days while cloud sync served: it is taken for retired.',
  tenantRemoved: 'The tenant is no longer watched.',
} as const satisfies Record<NonNullable<Incident['resolution']>, string>;

/** What became of what was done last: that it is over does not say yet that it stays so. */
export function howItHeld({ action, status, verification }: NonNullable<Incident['operation']>): string {
  const what = `What was done last (${actionNames[action].toLowerCase()})`;
  if (status !== 'Succeeded') return '';
  switch (verification) {
    case 'held':
      return `${what} held.`;
    case 'relapsed':
      return `${what} did not hold.`;
    case 'pending':
      return `Whether it stays so is not proven yet: ${what.toLowerCase()} waits for runs that show it.`;
    case 'unknown':
      return `No run showed within a day whether ${what.toLowerCase()} held.`;
    default:
      return '';
  }
}
