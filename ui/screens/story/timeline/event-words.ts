import type { Gap, HistoryEntry } from '../../../../client/client.d.ts';
import { conditionName } from '../../../words/conditions.ts';
import { durationText } from '../../../words/durations.ts';
import { withPlainTimes, type Zone } from '../../../words/times.ts';

export interface EventText {
  title: string;
  detail: string;
}

const titles: Readonly<Record<HistoryEntry['type'], string>> = {
  appeared: 'First seen',
  removed: 'Removed',
  stateChanged: 'State changed',
  quarantineChanged: 'Quarantine changed',
  executionChanged: 'Run changed',
  scheduleChanged: 'Schedule changed',
  escrowsChanged: 'Failing objects changed',
  conditionChanged: 'Condition changed',
  gap: 'Not read',
};

const gapReasons: Readonly<Record<NonNullable<Gap['reason']>, string>> = {
  throttled: 'Graph asked to wait',
  unavailable: 'Graph was not available',
  timeout: 'Graph did not answer in time',
  unreachable: 'Graph could not be reached',
  unauthorized: 'Graph refused our sign-in',
  consentMissing: 'the consent was missing',
  identityUnavailable: 'no token could be got',
  notFound: 'it was not found',
  malformed: 'the answer could not be understood',
  rejected: 'the request was refused',
  missing: 'it was not in the list',
  notPolled: 'nobody asked',
  incomplete: 'no pass came to its end in time',
};

/** What happened, in words; Graph's names stay as they are. */
export function eventText(entry: HistoryEntry, now: number, zone: Zone): EventText {
  const { type, gap, to, changes } = entry;
  if (gap) return { title: titles.gap, detail: gapText(gap) };
  const told = changes.flatMap((name) => changeText(name, entry));
  return {
    title: type === 'stateChanged' ? (stateTitle(to) ?? titles[type]) : titles[type],
    detail: withPlainTimes(told.join(', '), now, zone),
  };
}

function gapText({ from, to, reason }: Gap): string {
  const lasted = to === undefined ? 'until now' : `for ${durationText(Date.parse(to) - Date.parse(from))}`;
  return reason === undefined ? lasted : `${lasted}: ${gapReasons[reason]}`;
}

function stateTitle(to: HistoryEntry['to']): string | undefined {
  switch (to?.['status.code']) {
    case 'Quarantine':
      return 'Went into quarantine';
    case 'Active':
      return 'Active again';
    case 'Paused':
      return 'Paused';
    default:
      return undefined;
  }
}

function changeText(name: string, { from, to }: HistoryEntry): string[] {
  const [before, after] = [wordOf(from?.[name]), wordOf(to?.[name])];
  if (name.startsWith('condition.'))
    return [`incident “${conditionName(name.slice('condition.'.length))}” ${after === 'open' ? 'opened' : 'closed'}`];
  if (after === undefined && before === undefined) return [];
  const short = name.slice(name.lastIndexOf('.') + 1);
  if (name === 'status.code') return before === undefined ? [`in state ${after}`] : [`${before} → ${after}`];
  return [before === undefined ? `${short} ${after}` : `${short} ${before} → ${after ?? 'none'}`];
}

function wordOf(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value);
}
