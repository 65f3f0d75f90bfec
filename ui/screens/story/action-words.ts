import type { Job, JobAction } from '../../../client/client.d.ts';

export const actionNames = {
  clearQuarantine: 'Clear quarantine',
  restart: 'Restart',
  start: 'Start',
  pause: 'Pause',
  validateCredentials: 'Validate credentials',
  provisionOnDemand: 'Provision on demand',
} as const satisfies Record<JobAction['action'], string>;

/** What a restart forgets, in plain words; Graph's name stands beside them. */
export function scopeWords({ resetScope }: Pick<JobAction, 'resetScope'>): { plain: string; name: string } {
  switch (resetScope?.[0]) {
    case 'QuarantineState':
      return { plain: 'Lift the quarantine only', name: 'QuarantineState' };
    case 'Watermark':
      return { plain: 'Read every object again', name: 'Watermark' };
    case 'Escrows':
      return { plain: 'Forget the failing objects', name: 'Escrows' };
    case 'Full':
      return { plain: 'Forget everything, the links included', name: 'Full' };
    case 'ForceDeletes':
      return { plain: 'Carry out the deletions that are held back', name: 'ForceDeletes' };
    case undefined:
      return { plain: 'What Microsoft Graph resets itself', name: 'no scope' };
    default:
      return { plain: resetScope?.join(', ') ?? '', name: resetScope?.join(', ') ?? '' };
  }
}

/** What the button says that leads to where people mend it. */
export const adviceLinkNames: Readonly<Record<Job['advice']['action'], string>> = {
  none: 'Open in Entra',
  wait: 'Look at it in Entra',
  fixCause: 'Mend the cause in Entra',
  checkAgents: 'Check the agents in Entra',
  renewCredentials: 'Renew the credentials in Entra',
  reviewDeletes: 'Review the deletions in Entra',
  reviewErrors: 'Review the failing objects in Entra',
  checkReading: 'Look at the application in Entra',
  configure: 'Configure the job in Entra',
  clearQuarantine: 'Open in Entra',
  pause: 'Open in Entra',
  start: 'Open in Entra',
  restart: 'Open in Entra',
};
