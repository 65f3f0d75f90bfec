import type { OperationAction, ResetScope } from './operation.ts';

/** An action as it can be offered to people: with the one scope that is asked for, and what it costs. */
export interface OfferedAction {
  action: OperationAction;
  resetScope?: readonly ResetScope[];
  /** What it keeps and what it takes, in plain words. */
  cost: string;
}

const clearing =
  'Keeps the place in the data and the failing objects. It lifts the quarantine for the moment: while its cause lasts, the next cycle brings it back.';

/**
 * Every action on a job, the mildest first; the scopes that Microsoft says not to use are never offered.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria
 */
export const offeredActions: readonly OfferedAction[] = [
  {
    action: 'validateCredentials',
    cost: 'Changes nothing: the credentials that are saved are tried.',
  },
  { action: 'provisionOnDemand', cost: 'Provisions at most five objects now, whatever the state of the job; all others keep their place.' },
  { action: 'clearQuarantine', cost: clearing },
  {
    action: 'start',
    cost: 'Keeps the place in the data: the job goes on where it stopped. A quarantine is lifted, and comes back while its cause lasts.',
  },
  {
    action: 'pause',
    cost: 'Keeps the place in the data. Nothing is synchronized any more, until somebody starts the job again.',
  },
  { action: 'restart', resetScope: ['QuarantineState'], cost: clearing },
  {
    action: 'restart',
    resetScope: ['Watermark'],
    cost: 'Every object is read and judged again, which can take many hours in a large directory. The failing objects are kept.',
  },
  {
    action: 'restart',
    resetScope: ['Escrows'],
    cost: 'The failing objects are forgotten and no longer tried again until they change at the source. The place in the data is kept.',
  },
  {
    action: 'restart',
    cost: 'Quarantine, failing objects and the place in the data are forgotten, and every object is read again, which can take many hours.',
  },
  {
    action: 'restart',
    resetScope: ['Full'],
    cost: 'All that the job knows is forgotten, the links between the two sides included: every object is read and matched again, which can take days and cannot be undone.',
  },
  {
    action: 'restart',
    resetScope: ['ForceDeletes'],
    cost: 'The deletions that are held back are carried out in the target. They cannot be undone from here.',
  },
];
