import { counted, numberText } from '../../words/durations.ts';
import type { SortedOperations } from './sort-operations.ts';

/** The answer, before any row. */
export function operationsSentence({ waiting, running }: SortedOperations): string {
  const told = [
    ...(waiting.length > 0 ? [`${counted(waiting.length, 'operation waits', 'operations wait')} for approval.`] : []),
    ...(running.length > 0 ? [`${running.length === 1 ? '1 is' : `${numberText(running.length)} are`} on the way or being proven.`] : []),
  ];
  return told.join(' ') || 'Nothing is being done now.';
}
