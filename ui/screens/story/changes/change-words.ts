import type { PrecedingChange, PrecedingChanges } from '../../../../client/client.d.ts';
import { counted } from '../../../words/durations.ts';
import { wordFor } from '../../../words/word-for.ts';

const kinds = {
  credentialsOrSettings: 'Credentials or settings',
  mappingsOrScope: 'Mappings or scope',
  assignment: 'Assignments',
  schedule: 'Schedule',
  provisioning: 'Provisioning',
  owner: 'Owner',
  agent: 'Agent',
  application: 'Application',
  other: 'Something else',
} as const satisfies Record<PrecedingChange['kind'], string>;

const sources = { seenByUs: 'seen by us', auditLog: 'said by the audit log' } as const satisfies Record<PrecedingChange['source'], string>;

const actions: Readonly<Record<string, string>> = {
  appeared: 'the job was first seen',
  restart: 'restarted',
  clearQuarantine: 'quarantine cleared',
  start: 'started',
  pause: 'paused',
};

export function kindWords({ kind }: PrecedingChange): string {
  return wordFor(kinds, kind);
}

export function sourceWords({ source }: PrecedingChange): string {
  return wordFor(sources, source);
}

/** What was done: our own words for what we did, Graph's for the rest; and how it ended, where that was not well. */
export function whatWords({ what, outcome, count, source }: PrecedingChange): string {
  const said = source === 'seenByUs' ? wordFor(actions, what) : what;
  const times = count > 1 ? `, ${counted(count, 'time')}` : '';
  const ended = outcome === undefined || /^succe/i.test(outcome) ? '' : ` (${outcome})`;
  return `${said}${ended}${times}`;
}

/** What was found, in a sentence that says no more than what was read. */
export function foundSentence({ value, more, auditLog }: PrecedingChanges): string {
  const all = value.length + more;
  if (all > 0) return `${counted(all, 'change')} in the 24 hours before it broke`;
  const where = auditLog.read === undefined ? 'what we saw ourselves' : 'what was read: our own history and the audit log';
  return `Nothing was found in ${where}`;
}

/** What the answer cannot know. */
export function limitWords({ seenByUs: { watchedSince, gaps }, auditLog: { read, truncated }, brokeAt }: PrecedingChanges): string[] {
  return [
    ...(watchedSince === undefined ? [] : [watchedWords(watchedSince, brokeAt)]),
    ...(gaps === 0 ? [] : [`The tenant was not read ${counted(gaps, 'time')} in it, so something may have been missed.`]),
    ...(truncated ? ['The audit log has more than is read at once; older lines, or those of agents, were left unread.'] : []),
    ...(read?.notUnderstood === undefined ? [] : [`${counted(read.notUnderstood, 'line')} of the audit log could not be understood.`]),
  ];
}

function watchedWords(watchedSince: string, brokeAt: string): string {
  return Date.parse(watchedSince) < Date.parse(brokeAt)
    ? 'This service knew the job for a part of that time only.'
    : 'This service did not know the job yet.';
}
