import type { Operation } from '../../../../client/client.d.ts';
import { counted, durationText } from '../../../words/durations.ts';
import { actionNames } from '../action-words.ts';
import { resultWords } from './provision-words.ts';
import { figureWords } from './staged-words.ts';

/** What became of an operation, in a sentence. */
export function outcomeOf(operation: Operation): string {
  const { action, status, error, verification, verificationRuns } = operation;
  switch (status) {
    case 'AwaitingApproval':
      return `${actionNames[action]} waits for the approval of a second administrator${figureOf(operation)}.`;
    case 'NotStarted':
      return `${actionNames[action]} was asked for and is sent in a moment.`;
    case 'Running':
      return `${actionNames[action]} is on its way.`;
    case 'Failed':
      return `${actionNames[action]} failed. ${error?.detail ?? ''}`.trim();
    case 'Canceled':
      return `${actionNames[action]} was not carried out. ${error?.detail ?? ''}`.trim();
    case 'Succeeded':
      return operation.result ? `${resultWords(operation.result.result).says}.` : proofOf(verification, verificationRuns, operation);
  }
}

// The second administrator decides on a number of objects.
function figureOf({ parameters: { stagedDeletes } }: Operation): string {
  return stagedDeletes === undefined ? '' : `, as the deletion of ${figureWords(stagedDeletes)}`;
}

function proofOf(verification: Operation['verification'], runs: Operation['verificationRuns'], operation: Operation): string {
  switch (verification) {
    case 'held':
      return `It held${runs ? `: ${counted(runs.needed, 'run')} without quarantine` : ''}.`;
    case 'relapsed':
      return `Back in quarantine${afterText(operation)}. The cause is still there.`;
    case 'unknown':
      return 'No run showed within a day whether it held.';
    case 'pending':
      return runs ? `${runs.seen} of ${runs.needed} runs held.` : 'Accepted; waiting for runs to prove it.';
    default:
      return 'Done.';
  }
}

function afterText({ verifiedAt, sentAt }: Operation): string {
  const lasted = Date.parse(verifiedAt ?? '') - Date.parse(sentAt ?? '');
  return Number.isNaN(lasted) ? '' : ` after ${durationText(lasted)}`;
}
