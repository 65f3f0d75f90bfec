import type { Operation } from '../../../client/client.d.ts';

export interface SortedOperations {
  /** Those that a second administrator has to decide on. */
  waiting: Operation[];
  /** Those on their way, and those whose effect the next runs have to prove. */
  running: Operation[];
  ended: Operation[];
}

/** What needs somebody first, then what runs, then what is over; newest first in each. */
export function sortOperations(operations: readonly Operation[]): SortedOperations {
  const sorted: SortedOperations = { waiting: [], running: [], ended: [] };
  for (const operation of operations.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))) {
    sorted[partOf(operation)].push(operation);
  }
  return sorted;
}

function partOf({ status, verification }: Operation): keyof SortedOperations {
  if (status === 'AwaitingApproval') return 'waiting';
  if (status === 'NotStarted' || status === 'Running') return 'running';
  return status === 'Succeeded' && verification === 'pending' ? 'running' : 'ended';
}
