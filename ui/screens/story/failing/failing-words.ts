import type { FailingCause, ProvisioningErrors } from '../../../../client/client.d.ts';
import { counted, numberText } from '../../../words/durations.ts';

type Kind = FailingCause['status'];
type State = FailingCause['state'];

/** What became of a cause since the time that it is compared with. */
export const stateWords = {
  failure: { new: 'New', stillFailing: 'Still failing', fixed: 'Fixed', unknown: 'Has failed' },
  stagedDelete: { new: 'Newly waiting', stillFailing: 'Still waiting', fixed: 'No longer waiting', unknown: 'Has waited' },
  skipped: { new: 'Newly skipped', stillFailing: 'Still skipped', fixed: 'No longer skipped', unknown: 'Was skipped' },
} as const satisfies Record<Kind, Record<State, string>>;

/** What is said beside a state that too little was read to tell. */
export const notKnownWords = {
  failure: 'seen in this time; whether it still fails is not known',
  stagedDelete: 'seen in this time; whether it still waits is not known',
  skipped: 'seen in this time; whether it still is skipped is not known',
} as const satisfies Record<Kind, string>;

/** The answer in one sentence. Objects are counted within a cause only: one may fail by two. */
export function failingSentence({ value = [], read, truncated }: ProvisioningErrors, span: string): string {
  const [first] = value;
  if (first === undefined) {
    if (read?.notUnderstood) return 'Nothing of what was read could be understood.';
    return `Nothing of the kind stands in ${truncated ? 'what was read' : `the log of ${span}`}.`;
  }
  const rows = value.reduce((sum, { count }) => sum + count, 0);
  if (value.length === 1) return `${objectsText(first)}, all for one cause.`;
  const share = first.count * 2 > rows ? `one of them makes up ${numberText(first.count)} of ` : 'none of them makes up more than half of ';
  return `${numberText(value.length)} causes; ${share}${counted(rows, 'row')}.`;
}

/** `12 objects in 480 rows`. */
export function howMany(cause: Pick<FailingCause, 'objects' | 'atLeast' | 'count'>): string {
  const { objects, count } = cause;
  return objects === count ? objectsText(cause) : `${objectsText(cause)} in ${counted(count, 'row')}`;
}

// Rows that name no object may be of any number of them.
function objectsText({ objects, atLeast }: Pick<FailingCause, 'objects' | 'atLeast'>): string {
  return `${atLeast ? 'At least ' : ''}${counted(objects, 'object')}`;
}
