import type { Job, JobAction, Operation } from '../../../client/client.d.ts';
import { wordFor } from '../../words/word-for.ts';

export const actionNames = {
  clearQuarantine: 'Clear quarantine',
  restart: 'Restart',
  start: 'Start',
  pause: 'Pause',
  validateCredentials: 'Validate credentials',
  provisionOnDemand: 'Provision on demand',
} as const satisfies Record<JobAction['action'], string>;

const scopeNames: Readonly<Record<string, string>> = {
  QuarantineState: 'Lift the quarantine only',
  Watermark: 'Read every object again',
  Escrows: 'Forget the failing objects',
  Full: 'Forget everything, the links included',
  ForceDeletes: 'Carry out the deletions that are held back',
  'no scope': 'What Microsoft Graph resets itself',
};

type Scoped = Pick<JobAction, 'resetScope'>;

/** What a restart forgets, in plain words; Graph's name stands beside them. */
export function scopeWords({ resetScope = [] }: Scoped): { plain: string; name: string } {
  const scopes = resetScope.length > 0 ? resetScope : ['no scope'];
  return { plain: scopes.map((scope) => wordFor(scopeNames, scope)).join(', '), name: scopes.join(', ') };
}

/** The same within a line. */
export function scopeInText(scoped: Scoped): string {
  return scopeWords(scoped).plain.toLowerCase();
}

/** What was asked for: the action, and of a restart what it forgets. */
export function deedName({ action, parameters }: Pick<Operation, 'action' | 'parameters'>): string {
  return actionNames[action] + (action === 'restart' ? `: ${scopeInText(parameters)}` : '');
}

const adviceLinkNames: Readonly<Partial<Record<Job['advice']['action'], string>>> = {
  wait: 'Look at it',
  fixCause: 'Mend the cause',
  checkAgents: 'Check the agents',
  renewCredentials: 'Renew the credentials',
  reviewDeletes: 'Review the deletions',
  reviewErrors: 'Review the failing objects',
  checkReading: 'Look at the application',
  configure: 'Configure the job',
};

/** What the button says that leads to where people mend it. */
export function adviceLinkName(action: Job['advice']['action']): string {
  return `${adviceLinkNames[action] ?? 'Open'} in Entra`;
}
