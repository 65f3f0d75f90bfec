import { withPlainTimes, type Zone } from '../../words/times.ts';
import { actionNames } from './action-words.ts';

// `start` and `pause` are words of every sentence; only the names that nobody writes in one can be told apart.
const writtenNames = { clearQuarantine: actionNames.clearQuarantine, validateCredentials: actionNames.validateCredentials };

/** A sentence of the API as this page writes: times as everywhere on it, actions by the words on their buttons. */
export function saidPlainly(text: string, now: number, zone: Zone): string {
  const timed = withPlainTimes(text, now, zone);
  return Object.entries(writtenNames).reduce((said, [name, words]) => said.replaceAll(name, `“${words}”`), timed);
}
