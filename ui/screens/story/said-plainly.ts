import { timeText } from '../../words/times.ts';
import { actionNames } from './action-words.ts';

const isoTime = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
// `start` and `pause` are words of every sentence; only the names that nobody writes in one can be told apart.
const writtenNames = { clearQuarantine: actionNames.clearQuarantine, validateCredentials: actionNames.validateCredentials };

/** A sentence of the API as this page writes: times as everywhere on it, actions by the words on their buttons. */
export function saidPlainly(text: string, now: number, zone: Parameters<typeof timeText>[2]): string {
  const timed = text.replaceAll(isoTime, (iso) => timeText(iso, now, zone));
  return Object.entries(writtenNames).reduce((said, [name, words]) => said.replaceAll(name, `“${words}”`), timed);
}
