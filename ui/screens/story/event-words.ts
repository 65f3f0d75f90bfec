import type { HistoryEntry } from '../../../client/client.d.ts';
import { durationText } from '../../words/durations.ts';

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

/** What happened, in words; Graph's names stay as they are. */
export function eventText(entry: HistoryEntry): EventText {
  const { type, gap, to, changes } = entry;
  if (gap) return { title: titles.gap, detail: `for ${durationText(Date.parse(gap.to) - Date.parse(gap.from))}` };
  const told = changes.flatMap((name) => changeText(name, entry));
  return { title: type === 'stateChanged' ? (stateTitle(to) ?? titles[type]) : titles[type], detail: told.join(', ') };
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
  if (name.startsWith('condition.')) return [`${name.slice('condition.'.length)} ${after === 'open' ? 'opened' : 'closed'}`];
  if (after === undefined && before === undefined) return [];
  const short = name.slice(name.lastIndexOf('.') + 1);
  if (name === 'status.code') return before === undefined ? [`in state ${after}`] : [`${before} → ${after}`];
  return [before === undefined ? `${short} ${after}` : `${short} ${before} → ${after ?? 'none'}`];
}

function wordOf(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  const text = String(value);
  // Times stand in the columns of times.
  return /^\d{4}-\d\d-\d\dT/.test(text) ? `${text.slice(0, 16).replace('T', ' ')} UTC` : text;
}
