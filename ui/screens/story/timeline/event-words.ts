import type { Gap, HistoryEntry } from '../../../../client/client.d.ts';
import { conditionName } from '../../../words/conditions.ts';
import { durationText, numberText } from '../../../words/durations.ts';
import { readingFaults } from '../../../words/reading-faults.ts';
import { withPlainTimes, type Zone } from '../../../words/times.ts';
import { wordFor } from '../../../words/word-for.ts';

/** A piece of a sentence: plain words, or a word of Graph's own, which stands in code type. */
type Said = string | { code: string };

export interface EventText {
  title: string;
  detail: readonly Said[];
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

// What changes, by its name in Graph or in the history.
const fieldNames: Readonly<Record<string, string>> = {
  templateId: 'template',
  'status.quarantine.reason': 'reason',
  'status.quarantine.seriesBegan': 'began',
  'status.quarantine.error.code': 'error of the quarantine',
  'status.lastExecution.state': 'last run',
  'status.lastExecution.error.code': 'error of the last run',
  'status.countSuccessiveCompleteFailures': 'failed runs in a row',
  'status.escrowsPruned': 'failing objects left out of the list',
  'schedule.state': 'schedule',
  'schedule.interval': 'runs every',
  escrowBand: 'failing objects',
};

const escrowBands: Readonly<Record<string, string>> = { half: 'half of a limit', near: '80 % of a limit' };

/** What happened, in words; Graph's values stay as they are. */
export function eventText(entry: HistoryEntry, now: number, zone: Zone): EventText {
  const { type, gap, to, changes } = entry;
  if (gap) return { title: titles.gap, detail: [gapText(gap)] };
  return {
    title: type === 'stateChanged' ? (stateTitle(to) ?? titles[type]) : titles[type],
    detail: joined(changes.map((name) => changeText(name, entry, (text) => withPlainTimes(text, now, zone)))),
  };
}

function joined(changes: readonly Said[][]): Said[] {
  return changes.filter(({ length }) => length > 0).flatMap((change, index) => (index === 0 ? change : [', ', ...change]));
}

function gapText({ from, to, reason }: Gap): string {
  const lasted = to === undefined ? 'until now' : `for ${durationText(Date.parse(to) - Date.parse(from))}`;
  return reason === undefined ? lasted : `${lasted}: ${wordFor(readingFaults, reason)}`;
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

function changeText(name: string, { from, to }: HistoryEntry, plainly: (text: string) => string): Said[] {
  const [before, after] = [from?.[name], to?.[name]].map((value) => saidOf(name, value, plainly));
  if (name.startsWith('condition.'))
    return [`incident “${conditionName(name.slice('condition.'.length))}” ${to?.[name] === 'open' ? 'opened' : 'closed'}`];
  if (after === undefined && before === undefined) return [];
  if (name === 'status.quarantine.seriesBegan' && before !== undefined && after === undefined)
    return ['the quarantine of ', before, ' is over'];
  const words: Said[] = before === undefined ? [after ?? ''] : [before, ' → ', after ?? 'none'];
  if (name === 'status.code') return before === undefined ? ['in state ', ...words] : words;
  return [`${fieldNames[name] ?? name.slice(name.lastIndexOf('.') + 1)} `, ...words];
}

// Times, figures and answers are plain words; every other text is a name of Graph's.
function saidOf(name: string, value: unknown, plainly: (text: string) => string): Said | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return name === 'schedule.interval' ? durationText(1_000 * value) : numberText(value);
  const text = String(value);
  if (name === 'escrowBand') return escrowBands[text] ?? text;
  const plain = plainly(text);
  return plain === text ? { code: text } : plain;
}
